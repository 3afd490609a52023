import Testing
import Timing

@Suite struct TimekeeperTests {
    private struct Failure: Error {}

    @Test func whatEndsInTimeIsTheResult() async throws {
        let time = Timekeeper(ManualClock())
        #expect(try await time.within(.seconds(1)) { 7 } == 7)
        await #expect(throws: Failure.self) { try await time.within(.seconds(1)) { throw Failure() } }
    }

    @Test func whatTakesTooLongIsCancelled() async throws {
        let clock = ManualClock()
        let time = Timekeeper(clock)
        let (cancelled, end) = AsyncStream.makeStream(of: Void.self)
        async let result: Int? = time.within(.seconds(1)) {
            do { try await time.sleep(for: .seconds(60)) } catch { end.finish() }
            return 7
        }
        await clock.waitForSleepers(2)
        clock.advance(by: .seconds(1))
        #expect(try await result == nil)
        for await _ in cancelled {}
    }

    @Test func cancellationEndsTheWait() async {
        let clock = ManualClock()
        let time = Timekeeper(clock)
        let task = Task {
            try await time.within(.seconds(1)) { try await time.sleep(for: .seconds(60)) }
        }
        await clock.waitForSleepers(2)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
