import APIServer
import ArgumentParser

/// What requests may cost.
struct LimitFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How many requests that read may be in flight; others get 429. 0 for no limit.", valueName: "count"))
    var maxRequestsInflight = RequestLimits().readingInFlight

    @Option(
        help: ArgumentHelp(
            "How many requests that write may be in flight; others get 429. 0 for no limit.", valueName: "count"))
    var maxMutatingRequestsInflight = RequestLimits().writingInFlight

    @Option(help: ArgumentHelp("How long a request may take that is no watch.", valueName: "duration"))
    var requestTimeout = DurationFlag(RequestLimits().deadline)

    @Option(
        help: ArgumentHelp(
            """
            How many seconds a watch lasts at least that does not say how long it wants to last; how long exactly is \
            chosen at random, up to twice as long.
            """, valueName: "seconds"))
    var minRequestTimeout = Int(RequestLimits().minimumWatch.components.seconds)

    func validate() throws {
        guard maxRequestsInflight >= 0 else { throw ValidationError("--max-requests-inflight must not be negative") }
        guard maxMutatingRequestsInflight >= 0 else {
            throw ValidationError("--max-mutating-requests-inflight must not be negative")
        }
        guard requestTimeout.duration > .zero else { throw ValidationError("--request-timeout must be more than 0") }
        guard (1...(1 << 31)).contains(minRequestTimeout) else {
            throw ValidationError("--min-request-timeout must be from 1 to \(1 << 31) seconds")
        }
    }

    var limits: RequestLimits {
        var limits = RequestLimits()
        limits.readingInFlight = maxRequestsInflight
        limits.writingInFlight = maxMutatingRequestsInflight
        limits.deadline = requestTimeout.duration
        limits.minimumWatch = .seconds(minRequestTimeout)
        return limits
    }
}
