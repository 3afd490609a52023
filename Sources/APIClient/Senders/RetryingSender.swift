public import APIMachinery
public import HTTPTypes
public import Timing

/// Sends requests again that may go well later, as client-go does:
///
/// - where the server answers 429 or 5xx and says with `Retry-After` when to come back, any request: the server says
///   so of requests that it has not begun with;
/// - where the connection breaks before the answer (``ConnectionLostError``), requests that only read.
///
/// A request whose body can be read only once is not sent again. The last answer, or the last error, is the outcome.
public struct RetryingSender: RequestSender {
    /// How requests are sent again.
    public struct Policy: Sendable {
        /// How often a request is sent at most: client-go's 10 retries after the first time.
        public var attempts = 11
        /// The waits after each attempt, where the server does not ask for longer ones.
        public var backoff = Backoff(initial: .milliseconds(100), maximum: .seconds(10), jitter: 0.1)
        /// The longest wait that a server can ask for: an answer that asks for more is the outcome.
        public var longestWait = Swift.Duration.seconds(120)
        /// What is told of each attempt that is followed by another: the request, and why it failed.
        public var onRetry: @Sendable (HTTPRequest, String) -> Void = { _, _ in }

        /// The usual policy.
        public init() {}
    }

    private let base: any RequestSender
    private let policy: Policy
    private let time: Timekeeper

    /// Puts retries around a sender.
    public init(
        _ base: any RequestSender, policy: Policy = .init(), clock: any Clock<Swift.Duration> = ContinuousClock()
    ) {
        self.base = base
        self.policy = policy
        time = Timekeeper(clock)
    }

    /// Sends a request as often as it takes.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        var isReplayable = true
        if case .chunks = request.body { isReplayable = false }
        var failures = 0
        while true {
            let isLast = failures + 1 >= policy.attempts || !isReplayable
            let reason: String
            var wait = policy.backoff.jitteredDelay(after: failures)
            do {
                let response = try await base.send(request)
                guard !isLast, let asked = Self.retryAfter(response.head), asked <= policy.longestWait else {
                    return response
                }
                wait = max(wait, asked)
                reason = "the server answered \(response.head.status)"
                // Reading a short answer to its end leaves the connection fit for use.
                _ = try? await response.body.collect(upTo: 64 << 10)
            } catch {
                let isRead = request.head.method == .get || request.head.method == .head
                guard !isLast, isRead, error is ConnectionLostError, !Task.isCancelled else { throw error }
                reason = "\(error)"
            }
            policy.onRetry(request.head, reason)
            try await time.sleep(for: wait)
            failures += 1
        }
    }

    /// How long the server asks to wait; `nil` where it does not ask to come back.
    private static func retryAfter(_ head: HTTPResponse) -> Swift.Duration? {
        guard head.status.code == 429 || (500..<600).contains(head.status.code),
            let text = head.headerFields[.retryAfter], let seconds = Int32(text), seconds >= 0
        else { return nil }
        return .seconds(Int(seconds))
    }
}

/// The connection broke before the answer was there: the request may have been done or not.
public struct ConnectionLostError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, for people.
    public var description: String

    /// Describes what happened.
    public init(_ description: String) { self.description = description }
}
