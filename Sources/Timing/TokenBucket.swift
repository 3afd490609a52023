/// Lets through so many a second, and a burst of more after a rest.
///
/// Times are given by the caller, so that it has no clock of its own.
package struct TokenBucket: Sendable {
    private let rate: Double
    private let burst: Double
    private var tokens: Double
    private var last: Duration?

    /// A full bucket.
    ///
    /// - Parameters:
    ///   - rate: How many a second; more than 0.
    ///   - burst: How many at once after a rest; at least 1.
    package init(rate: Double, burst: Int) {
        self.rate = max(rate, .leastNormalMagnitude)
        self.burst = Double(max(burst, 1))
        tokens = self.burst
    }

    /// Takes a token, now or in the future, and says how long to wait for it.
    package mutating func reserve(at now: Duration) -> Duration {
        let elapsed = max(.zero, now - (last ?? now))
        last = max(now, last ?? now)
        tokens = min(burst, tokens + elapsed / .seconds(1) * rate) - 1
        guard tokens < 0 else { return .zero }
        // A wait of more than a century is as good as any, and representable.
        return .seconds(min(-tokens / rate, 3e9))
    }

    /// Gives back a token that was reserved and not used.
    package mutating func giveBack() {
        tokens = min(burst, tokens + 1)
    }
}
