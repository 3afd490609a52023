package import Logging
import Synchronization
import Timing

extension Logger {
    /// A logger of which no line comes faster than a rate: each place of the program that logs has some lines at once,
    /// then one per second, and the next line says how many were left out (`left-out`).
    ///
    /// All that a client can cause to be logged, as often as it likes, goes through one of these, so that nobody fills
    /// a disk or keeps a processor busy with it.
    package func limitingRepetition(clock: any Clock<Duration> = ContinuousClock()) -> Logger {
        var logger = self
        logger.handler = RepetitionLimitedLogHandler(handler, RepetitionLimit(clock: clock))
        return logger
    }
}

/// How often each place of a program logs: a bucket of tokens per place.
final class RepetitionLimit: Sendable {
    /// How many lines a place may log at once.
    static let burst = 20
    /// How many lines a place may log per second in the long run.
    static let perSecond = 1.0

    private struct Place: Hashable {
        let file: String
        let line: UInt
    }

    private struct Bucket {
        var tokens = Double(RepetitionLimit.burst)
        var filledAt: Duration
        var leftOut = 0
    }

    private let time: Timekeeper
    /// As many as there are places, whatever clients send.
    private let buckets = Mutex<[Place: Bucket]>([:])

    init(clock: any Clock<Duration>) { time = Timekeeper(clock) }

    /// Whether a line may be logged.
    ///
    /// - Returns: How many were left out since the last one; `nil` where this one is left out, too.
    func admit(file: String, line: UInt) -> Int? {
        let now = time.now
        return buckets.withLock { buckets in
            let place = Place(file: file, line: line)
            var bucket = buckets[place] ?? Bucket(filledAt: now)
            defer { buckets[place] = bucket }
            let passed = (now - bucket.filledAt) / .seconds(1)
            bucket.tokens = min(Double(Self.burst), bucket.tokens + passed * Self.perSecond)
            bucket.filledAt = now
            guard bucket.tokens >= 1 else {
                bucket.leftOut += 1
                return nil
            }
            bucket.tokens -= 1
            return exchange(&bucket.leftOut, with: 0)
        }
    }
}

/// Passes on what the limit allows.
private struct RepetitionLimitedLogHandler: LogHandler {
    private var handler: any LogHandler
    private let limit: RepetitionLimit

    init(_ handler: any LogHandler, _ limit: RepetitionLimit) {
        self.handler = handler
        self.limit = limit
    }

    var logLevel: Logger.Level {
        get { handler.logLevel }
        set { handler.logLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { handler.metadata }
        set { handler.metadata = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { handler.metadataProvider }
        set { handler.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { handler[metadataKey: key] }
        set { handler[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        guard let leftOut = limit.admit(file: event.file, line: event.line) else { return }
        guard leftOut > 0 else { return handler.log(event: event) }
        var event = event
        event.metadata = (event.metadata ?? [:]).merging(["left-out": "\(leftOut)"]) { $1 }
        handler.log(event: event)
    }
}
