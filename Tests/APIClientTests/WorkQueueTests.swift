import APIClient
import APITesting
import Synchronization
import Testing
import Timing

@Suite struct WorkQueueTests {
    private static let unlimited = QueueRateLimit(rate: 0)

    @Test func keysComeOnceAndInOrder() async {
        let queue = WorkQueue<String>()
        for key in ["a", "b", "a", "c", "b"] { queue.add(key) }
        #expect(queue.count == 3)
        var keys: [String] = []
        for _ in 0..<3 {
            guard let key = await queue.next() else { break }
            keys.append(key)
            queue.done(key)
        }
        #expect(keys == ["a", "b", "c"])
        #expect(queue.count == 0)
    }

    @Test func aKeyInWorkComesAgainOnlyWhenDone() async {
        let queue = WorkQueue<String>()
        queue.add("a")
        #expect(await queue.next() == "a")
        queue.add("a")
        queue.add("a")
        queue.add("b")
        #expect(queue.count == 1)
        #expect(await queue.next() == "b")
        queue.done("a")
        #expect(queue.count == 1)
        #expect(await queue.next() == "a")
        queue.done("a")
        queue.done("b")
        #expect(queue.count == 0)
        // What is not in work cannot be done.
        queue.done("c")
        #expect(queue.count == 0)
    }

    @Test func delaysEndInOrder() async {
        let clock = ManualClock()
        let queue = WorkQueue<String>(clock: clock)
        queue.add("late", after: .seconds(10))
        queue.add("early", after: .seconds(5))
        // The earlier of two times counts.
        queue.add("late", after: .seconds(7))
        queue.add("early", after: .seconds(20))
        #expect(queue.count == 0 && queue.delayedCount == 2)
        let reader = Task { [await queue.next(), await queue.next()] }
        await clock.waitForSleepers(1)
        clock.advance(by: .seconds(5))
        await clock.waitForSleepers(1)
        #expect(queue.delayedCount == 1)
        clock.advance(by: .seconds(2))
        #expect(await reader.value == ["early", "late"])
    }

    @Test func aNewEarlierDelayIsNewsToThoseWhoWait() async {
        let clock = ManualClock()
        let queue = WorkQueue<String>(clock: clock)
        queue.add("late", after: .seconds(100))
        let reader = Task { await queue.next() }
        await clock.waitForSleepers(1)
        queue.add("early", after: .seconds(1))
        // It may take the reader a moment to wait for the new time.
        while queue.delayedCount == 2 {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }
        #expect(await reader.value == "early")
    }

    @Test func manyDelaysAreAHeap() async {
        let clock = ManualClock()
        let queue = WorkQueue<Int>(clock: clock)
        var generator = SystemRandomNumberGenerator()
        let delays = (1...500).shuffled(using: &generator)
        for delay in delays { queue.add(delay, after: .seconds(delay)) }
        clock.advance(by: .seconds(1000))
        for expected in 1...500 {
            #expect(await queue.next() == expected)
            queue.done(expected)
        }
    }

    @Test func failuresWaitLongerEachTime() async {
        let clock = ManualClock()
        let limit = QueueRateLimit(
            perKey: Backoff(initial: .milliseconds(5), maximum: .seconds(1)), rate: 0)
        let queue = WorkQueue<String>(limit: limit, clock: clock)
        for expected in [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000] {
            queue.addRateLimited("a")
            let reader = Task { await queue.next() }
            await clock.waitForSleepers(1)
            clock.advance(by: .milliseconds(expected - 1))
            #expect(queue.delayedCount == 1)
            clock.advance(by: .milliseconds(1))
            #expect(await reader.value == "a")
            queue.done("a")
        }
        #expect(queue.failures(of: "a") == 10)
        queue.forget("a")
        #expect(queue.failures(of: "a") == 0)
        queue.addRateLimited("a")
        clock.advance(by: .milliseconds(5))
        #expect(await queue.next() == "a")
    }

    @Test func allKeysTogetherHaveALimit() async {
        let clock = ManualClock()
        let limit = QueueRateLimit(perKey: Backoff(initial: .zero, maximum: .zero), rate: 10, burst: 3)
        let queue = WorkQueue<Int>(limit: limit, clock: clock)
        for key in 0..<6 { queue.addRateLimited(key) }
        #expect(queue.count == 3 && queue.delayedCount == 3)
        clock.advance(by: .milliseconds(100))
        for expected in 0...3 { #expect(await queue.next() == expected) }
        #expect(queue.delayedCount == 2)
    }

    @Test func shuttingDownHandsOutWhatIsReady() async throws {
        let clock = ManualClock()
        let queue = WorkQueue<String>(clock: clock)
        queue.add("a")
        queue.add("later", after: .seconds(1))
        queue.shutDown()
        queue.add("b")
        queue.add("c", after: .seconds(1))
        #expect(queue.isShutDown && queue.delayedCount == 0)
        #expect(await queue.next() == "a")
        #expect(await queue.next() == nil)
        queue.done("a")
        try await queue.shutDownWithDrain()
    }

    @Test func shuttingDownWakesAllWorkers() async {
        let queue = WorkQueue<String>()
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<5 { group.addTask { await queue.next() } }
            queue.shutDown()
            for await key in group { #expect(key == nil) }
        }
    }

    @Test func drainingWaitsForTheWork() async throws {
        let queue = WorkQueue<String>()
        queue.add("a")
        #expect(await queue.next() == "a")
        queue.add("a")
        let isDrained = Mutex(false)
        let drain = Task {
            try await queue.shutDownWithDrain()
            isDrained.withLock { $0 = true }
        }
        try await eventually("the queue shuts down") { queue.isShutDown }
        queue.done("a")
        #expect(!isDrained.withLock { $0 })
        #expect(await queue.next() == "a")
        queue.done("a")
        try await drain.value
    }

    @Test func cancelledWorkersLeaveTheKeysToOthers() async throws {
        let queue = WorkQueue<Int>()
        let cancelled = Task { await queue.next() }
        cancelled.cancel()
        #expect(await cancelled.value == nil)
        queue.add(1)
        #expect(await queue.next() == 1)
    }

    @Test func noKeyIsLostOrWorkedOnTwiceAtOnce() async {
        let queue = WorkQueue<Int>(limit: Self.unlimited)
        let keys = 50
        let tally = Tally()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    while let key = await queue.next() {
                        tally.state.withLock { state in
                            if !state.inWork.insert(key).inserted { state.overlaps += 1 }
                            state.seen[key, default: 0] += 1
                        }
                        await Task.yield()
                        tally.state.withLock { _ = $0.inWork.remove(key) }
                        queue.done(key)
                    }
                }
            }
            group.addTask {
                await withTaskGroup(of: Void.self) { adders in
                    for adder in 0..<4 {
                        adders.addTask {
                            for round in 0..<200 {
                                let key = (adder * 7 + round) % keys
                                if round % 10 == 0 { queue.add(key, after: .microseconds(50)) } else { queue.add(key) }
                                if round % 17 == 0 { await Task.yield() }
                            }
                        }
                    }
                }
                while queue.delayedCount > 0 { await Task.yield() }
                queue.shutDown()
            }
        }
        let (inWork, overlaps, seen) = tally.state.withLock { $0 }
        #expect(inWork.isEmpty && overlaps == 0)
        #expect(Set(seen.keys) == Set(0..<keys))
        #expect(queue.count == 0)
    }
}

/// What the workers of a test have seen.
private final class Tally: Sendable {
    let state = Mutex<(inWork: Set<Int>, overlaps: Int, seen: [Int: Int])>(([], 0, [:]))
}
