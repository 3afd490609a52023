import APIClient
import APIMachinery
import APITesting
import Controllers
import Logging
import Synchronization
import Testing
import Timing

/// How controllers are chosen, and kept running.
@Suite struct ControllerSetTests {
    private let set = ControllerSet([
        NamedController("one-controller", aliases: ["one"]) { _ in },
        NamedController("two-controller", aliases: ["two"]) { _ in },
        NamedController("off-controller", isOnByDefault: false) { _ in },
    ])

    @Test(arguments: [
        (["*"], ["one-controller", "two-controller"]),
        ([], []),
        (["two"], ["two-controller"]),
        (["two-controller", "one"], ["one-controller", "two-controller"]),
        (["*", "-one"], ["two-controller"]),
        (["-one", "*"], ["two-controller"]),
        (["*", "off-controller"], ["one-controller", "two-controller", "off-controller"]),
        (["-one"], []),
        (["one", "-one-controller"], ["one-controller"]),
        (["-one", "one"], []),
    ])
    func namesChoose(_ list: [String], _ chosen: [String]) throws {
        #expect(try set.selecting(list).names == chosen)
    }

    @Test(arguments: ["three", "-three", "", "-", "**", "One"])
    func unknownNamesAreRefused(_ name: String) {
        let error = #expect(throws: UnknownControllers.self) { try set.selecting(["*", name, "one"]) }
        #expect(error?.known == ["one-controller", "two-controller", "off-controller"])
        #expect(error?.description.contains("one-controller, two-controller, off-controller") == true)
    }

    @Test func theStandardOnesAreKnownByKubernetesNames() throws {
        #expect(try ControllerSet.standard.selecting(["namespace"]).names == ["namespace-controller"])
        #expect(try ControllerSet.standard.selecting(["garbagecollector"]).names == ["garbage-collector-controller"])
        #expect(
            try ControllerSet.standard.selecting(["*"]).names == [
                "namespace-controller", "garbage-collector-controller",
            ])
        #expect(
            try ControllerSet.standard.selecting(["*", "-garbage-collector-controller"]).names
                == ["namespace-controller"])
        #expect(
            ControllerSet.standard.selectionHelp.contains("namespace-controller, garbage-collector-controller"))
    }

    @Test func aControllerThatFailsIsStartedAgainWhileOthersGoOn() async throws {
        struct Failure: Error {}
        let starts = Mutex(0)
        let other = Mutex(0)
        let (recovered, signal) = AsyncStream<Void>.makeStream()
        let set = ControllerSet([
            NamedController("failing") { _ in
                let start = starts.withLock { starts in
                    starts += 1
                    return starts
                }
                guard start > 3 else { throw Failure() }
                signal.finish()
                try await Task.sleep(for: .seconds(3600))
            },
            NamedController("other") { _ in
                other.withLock { $0 += 1 }
                try await Task.sleep(for: .seconds(3600))
            },
        ])
        let server = try await TestAPIServer()
        let clock = InstantClock()
        let running = Task {
            await set.run(
                server, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                restart: Backoff(initial: .seconds(1), maximum: .seconds(3)), clock: clock)
        }
        for await _ in recovered {}
        // Both end when the task is cancelled, and only then.
        running.cancel()
        await running.value
        #expect(starts.withLock { $0 } == 4)
        #expect(other.withLock { $0 } == 1)
        #expect(clock.sleeps == [.seconds(1), .seconds(2), .seconds(3)])
        await server.stop()
    }
}
