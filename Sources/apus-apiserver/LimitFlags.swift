import APIServer
import ArgumentParser
import HTTPServerTransport

/// What requests and connections may cost.
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

    @Option(
        help: ArgumentHelp(
            """
            How many connections may be open; more are closed at once. They are fewer where the process may not open so \
            many files (ulimit -n). 0 for no other limit.
            """, valueName: "count"))
    var maxConnections = Self.connections.maximumConnections

    @Option(
        help: ArgumentHelp(
            """
            How many connections may be open from one address (of IPv6: its first 64 bits). Raise it for clients that \
            come through one proxy or load balancer. 0 for no limit of its own.
            """, valueName: "count"))
    var maxConnectionsPerAddress = Self.connections.maximumConnectionsPerAddress

    private static let connections = HTTPServerTransport.Configuration(security: .insecure)

    func validate() throws {
        guard maxConnections >= 0 else { throw ValidationError("--max-connections must not be negative") }
        guard maxConnectionsPerAddress >= 0 else {
            throw ValidationError("--max-connections-per-address must not be negative")
        }
        guard maxRequestsInflight >= 0 else { throw ValidationError("--max-requests-inflight must not be negative") }
        guard maxMutatingRequestsInflight >= 0 else {
            throw ValidationError("--max-mutating-requests-inflight must not be negative")
        }
        guard requestTimeout.duration > .zero else { throw ValidationError("--request-timeout must be more than 0") }
        guard (1...(1 << 31)).contains(minRequestTimeout) else {
            throw ValidationError("--min-request-timeout must be from 1 to \(1 << 31) seconds")
        }
    }

    /// Writes what the flags say of connections.
    func apply(to connections: inout HTTPServerTransport.Configuration) {
        connections.maximumConnections = maxConnections == 0 ? .max : maxConnections
        connections.maximumConnectionsPerAddress = maxConnectionsPerAddress == 0 ? .max : maxConnectionsPerAddress
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
