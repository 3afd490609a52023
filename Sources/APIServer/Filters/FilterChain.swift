import Logging

/// The filters in their order, outermost first. A test asserts it.
enum FilterChain {
    static func filters(
        errors: ErrorAnswer, limits: RequestLimits, drain: RequestDrain, logger: Logger
    ) -> [any RequestFilter] {
        [
            ErrorRecoveryFilter(errors: errors, logger: logger),
            RequestReceivedFilter(),
            CacheControlFilter(),
            WarningFilter(),
            RequestInfoFilter(errors: errors),
            DrainTrackingFilter(errors: errors, drain: drain),
            DeadlineFilter(errors: errors, limit: limits.deadline),
            InFlightFilter(errors: errors, reading: limits.readingInFlight, writing: limits.writingInFlight),
        ]
    }
}
