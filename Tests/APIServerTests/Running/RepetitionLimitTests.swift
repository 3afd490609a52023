import Logging
import Synchronization
import Testing

@testable import APIServer

/// How often the log says the same.
@Suite struct RepetitionLimitTests {
    @Test func aPlaceHasSomeLinesAtOnceAndThenOnePerSecond() {
        let clock = SteppingClock()
        let lines = Lines()
        let logger = Logger(label: "test") { _ in lines.handler }.limitingRepetition(clock: clock)
        func log(_ count: Int) { for _ in 0..<count { logger.notice("refused", metadata: ["peer": "x"]) } }
        log(RepetitionLimit.burst)
        #expect(lines.all == Array(repeating: "refused peer=x", count: RepetitionLimit.burst))
        log(100)
        #expect(lines.all.count == RepetitionLimit.burst)
        clock.advance(by: .seconds(1))
        log(2)
        #expect(lines.all.dropFirst(RepetitionLimit.burst) == ["refused left-out=100 peer=x"])
        clock.advance(by: .seconds(1000))
        log(100)
        #expect(lines.all.count == 2 * RepetitionLimit.burst + 1)
        #expect(lines.all.suffix(RepetitionLimit.burst).first == "refused left-out=1 peer=x")
    }

    @Test func onePlaceLeavesNothingOutOfAnother() {
        let lines = Lines()
        var logger = Logger(label: "test") { _ in lines.handler }.limitingRepetition(clock: SteppingClock())
        for _ in 0..<1000 { logger.notice("often") }
        logger.notice("once")
        #expect(lines.all.last == "once")
        #expect(lines.all.count == RepetitionLimit.burst + 1)
        // Levels and metadata are those of the logger that is limited.
        logger[metadataKey: "server"] = "a"
        logger.logLevel = .error
        logger.notice("not at this level")
        logger.error("failed")
        #expect(lines.all.last == "failed server=a")
    }
}

/// The lines of a log.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var handler: any LogHandler { Handler(lines: self) }
    var all: [String] { lines.withLock { $0 } }

    private struct Handler: LogHandler {
        let lines: Lines
        var logLevel = Logger.Level.info
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            lines.lines.withLock {
                $0.append(fields.reduce("\(event.message)") { "\($0) \($1.key)=\($1.value)" })
            }
        }
    }
}

/// A clock that moves when it is told to.
private final class SteppingClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Self { Self(offset: offset + duration) }
        func duration(to other: Self) -> Duration { other.offset - offset }
        static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
    }

    private let offset = Mutex(Duration.zero)

    var now: Instant { Instant(offset: offset.withLock { $0 }) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func advance(by duration: Duration) { offset.withLock { $0 += duration } }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
