public import APIMachinery

/// What can be put around any sender. Each returns a new sender; the outermost acts first.
extension RequestSender {
    /// The sender that lets through so many requests a second.
    ///
    /// - Parameters:
    ///   - rate: How many a second, 5 with client-go; 0 or less is no limit.
    ///   - burst: How many at once after a rest, 10 with client-go.
    ///   - clock: What waits are measured by.
    public func limited(
        rate: Double = 5, burst: Int = 10, clock: any Clock<Swift.Duration> = ContinuousClock()
    ) -> any RequestSender {
        rate > 0 ? RateLimitedSender(self, rate: rate, burst: burst, clock: clock) : self
    }

    /// The sender that tries again what may go well later; see ``RetryingSender``.
    public func retrying(
        _ policy: RetryingSender.Policy = .init(), clock: any Clock<Swift.Duration> = ContinuousClock()
    ) -> any RequestSender {
        policy.attempts > 1 ? RetryingSender(self, policy: policy, clock: clock) : self
    }

    /// The sender that gives requests up after some time; see ``TimeLimitedSender``.
    public func timeLimited(
        _ limit: Swift.Duration, clock: any Clock<Swift.Duration> = ContinuousClock()
    ) -> any RequestSender {
        limit > .zero ? TimeLimitedSender(self, limit: limit, clock: clock) : self
    }
}
