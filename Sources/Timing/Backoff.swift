/// How long to wait before each attempt after a failure: longer each time.
public struct Backoff: Sendable, Hashable {
    /// The first wait.
    public var initial: Duration
    /// The longest wait, before jitter.
    public var maximum: Duration
    /// By what each wait is longer than the one before it.
    public var factor: Double
    /// The most that is added by chance, as a part of the wait: 1 for up to twice the wait. It keeps many clients from
    /// coming back at once.
    public var jitter: Double

    /// Makes a back-off.
    public init(initial: Duration, maximum: Duration, factor: Double = 2, jitter: Double = 0) {
        self.initial = initial
        self.maximum = maximum
        self.factor = factor
        self.jitter = jitter
    }

    /// What client-go's reflectors wait before they list or watch again: 0.8 s to 30 s, up to doubled by chance.
    public static let watching = Backoff(initial: .milliseconds(800), maximum: .seconds(30), jitter: 1)
    /// What client-go waits before it tries an update again after a conflict: 10 ms, up to a tenth more by chance.
    public static let conflict = Backoff(initial: .milliseconds(10), maximum: .milliseconds(10), factor: 1, jitter: 0.1)

    /// The wait after so many failures before this one, without jitter.
    public func delay(after failures: Int) -> Duration {
        guard failures > 0 else { return min(initial, maximum) }
        var delay = initial
        // It grows past any maximum within a few steps, or never does.
        for _ in 0..<min(failures, 64) {
            if delay >= maximum { return maximum }
            delay = delay * factor
        }
        return min(delay, maximum)
    }

    /// The wait after so many failures before this one, with jitter.
    public func jitteredDelay(after failures: Int) -> Duration {
        let delay = delay(after: failures)
        return jitter > 0 ? delay + delay * Double.random(in: 0...jitter) : delay
    }
}
