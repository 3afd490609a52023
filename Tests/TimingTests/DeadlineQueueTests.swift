import Synchronization
import Testing
import Timing

@Suite struct DeadlineQueueTests {
    private final class Calls: Sendable {
        private let names = Mutex<[String]>([])
        var all: [String] { names.withLock { $0 } }
        func add(_ name: String) { names.withLock { $0.append(name) } }
    }

    @Test func callsWhatIsDueInOrder() async {
        let clock = ManualClock()
        let queue = DeadlineQueue(resolution: .seconds(1), clock: clock)
        let calls = Calls()
        let (late, end) = AsyncStream.makeStream(of: Void.self)
        _ = queue.add(after: .milliseconds(1500)) {
            calls.add("late")
            end.finish()
        }
        _ = queue.add(after: .milliseconds(500)) { calls.add("early") }
        let gone = queue.add(after: .milliseconds(700)) { calls.add("gone") }
        queue.remove(gone)
        await clock.waitForSleepers(1)
        clock.advance(by: .seconds(1))
        await clock.waitForSleepers(1)
        #expect(calls.all == ["early"])
        clock.advance(by: .seconds(1))
        for await _ in late {}
        #expect(calls.all == ["early", "late"])
    }

    /// One task serves all, ends with the last, and begins anew.
    @Test func restsAndBeginsAnew() async {
        let clock = ManualClock()
        let queue = DeadlineQueue(resolution: .seconds(1), clock: clock)
        for _ in 0..<3 {
            await withCheckedContinuation { continuation in
                _ = queue.add(after: .seconds(1)) { continuation.resume() }
                Task {
                    await clock.waitForSleepers(1)
                    clock.advance(by: .seconds(1))
                }
            }
        }
    }
}
