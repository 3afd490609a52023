import Logging
import Timing

/// The filters in their order, outermost first. A test asserts it.
enum FilterChain {
    /// What the filters share with the rest of the server.
    struct Parts {
        var errors: ErrorAnswer
        var table: ResourceTable
        var configuration: APIServer.Configuration
        var drain: RequestDrain
        var inFlight: InFlightFilter
        var metrics: RequestMetrics
    }

    static func filters(_ parts: Parts) -> [any RequestFilter] {
        let errors = parts.errors
        let configuration = parts.configuration
        let logger = configuration.logger.limitingRepetition()
        let authorizer = AuthorizerChain(configuration.authorizers)
        return [
            ErrorRecoveryFilter(errors: errors, logger: logger),
            RequestReceivedFilter(),
            RequestLogFilter(logger: configuration.logger),
            MetricsFilter(metrics: parts.metrics, table: parts.table),
            CacheControlFilter(),
            WarningFilter(),
            RequestInfoFilter(errors: errors),
            DrainTrackingFilter(errors: errors, drain: parts.drain),
            DeadlineFilter(
                errors: errors, limit: configuration.limits.deadline,
                deadlines: DeadlineQueue(clock: configuration.clock)),
        ]
            + (configuration.allowedOrigins.map { [CORSFilter($0)] } ?? []) + [
                AuthenticationFilter(
                    errors: errors,
                    authenticators: [InProcessAuthenticator()] + configuration.authenticators,
                    anonymous: configuration.anonymousAccess, logger: logger),
                ImpersonationFilter(errors: errors, authorizer: authorizer),
                parts.inFlight,
                AuthorizationFilter(errors: errors, authorizer: authorizer, table: parts.table),
            ]
    }
}
