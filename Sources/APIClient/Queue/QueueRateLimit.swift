public import Timing

/// How fast a ``WorkQueue`` lets keys come back that failed.
public struct QueueRateLimit: Sendable {
    /// How long a key waits, by how often it has failed since it was last forgotten.
    public var perKey: Backoff
    /// How many keys come back a second, all together; 0 is no limit.
    public var rate: Double
    /// How many may come back at once after a rest.
    public var burst: Int

    /// Limits, by default those of client-go's controllers: 5 ms to 1000 s for each key, doubled each time, and 10 a
    /// second for all, 100 at once.
    public init(
        perKey: Backoff = Backoff(initial: .milliseconds(5), maximum: .seconds(1000)), rate: Double = 10,
        burst: Int = 100
    ) {
        self.perKey = perKey
        self.rate = rate
        self.burst = burst
    }
}
