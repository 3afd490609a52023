public import APIMachinery
internal import Synchronization
internal import Timing

/// Lets through so many requests a second, and a burst of more after a rest. Those above that wait, in order.
public final class RateLimitedSender: RequestSender {
    private let base: any RequestSender
    private let bucket: Mutex<TokenBucket>
    private let time: Timekeeper

    /// Puts a limit around a sender.
    ///
    /// - Parameters:
    ///   - base: What sends.
    ///   - rate: How many requests a second; more than 0.
    ///   - burst: How many at once after a rest.
    ///   - clock: What waits are measured by.
    public init(
        _ base: any RequestSender, rate: Double, burst: Int, clock: any Clock<Swift.Duration> = ContinuousClock()
    ) {
        self.base = base
        bucket = Mutex(TokenBucket(rate: rate, burst: burst))
        time = Timekeeper(clock)
    }

    /// Sends a request once it is its turn.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        let now = time.now
        let delay = bucket.withLock { $0.reserve(at: now) }
        do {
            try await time.sleep(for: delay)
        } catch {
            bucket.withLock { $0.giveBack() }
            throw error
        }
        return try await base.send(request)
    }
}
