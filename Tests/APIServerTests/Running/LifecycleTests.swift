import APIMachinery
import ControlPlaneBehaviors
import HTTPTypes
import JSON
import Logging
import Storage
import Synchronization
import Testing

@testable import APIServer

@Suite struct LifecycleTests {
    /// What happened, in order.
    private final class Journal: Sendable {
        private let lines = Mutex<[String]>([])

        func note(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    /// Something that is waited for.
    private final class Gate: Sendable {
        private let stream: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation

        init() { (stream, continuation) = AsyncStream.makeStream() }

        func open() { continuation.finish() }
        func wait() async { for await _ in stream {} }
    }

    /// A listener that notes what it is told.
    private final class TestListener: RequestListener {
        let journal: Journal
        private let closing = Gate()

        init(_ journal: Journal) { self.journal = journal }

        func listen(onListening: @escaping @Sendable () async -> Void) async throws {
            journal.note("listens")
            await onListening()
            await closing.wait()
            journal.note("connections end")
        }

        func stopListening() async {
            journal.note("listener closes")
            closing.open()
        }
    }

    private func server(_ configure: (inout APIServer.Configuration) -> Void = { _ in }) throws -> APIServer {
        var configuration = APIServer.Configuration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        configuration.behaviors = .controlPlane
        configure(&configuration)
        let server = try APIServer(storage: MemoryStorage(), configuration: configuration)
        server.resources.add(TestDefinitions.core, named: "core")
        return server
    }

    private func status(_ server: APIServer, _ path: String) async throws -> Int {
        try await server.send(APIRequest(method: .get, path: path)).head.status.code
    }

    @Test(.timeLimit(.minutes(1))) func aServerRunsFromBeginningToEnd() async throws {
        let journal = Journal()
        let server = try server()
        let (stop, isReady, goesOn) = (Gate(), Gate(), Gate())
        server.addPostStartHook("first") {
            journal.note("first begins")
            await goesOn.wait()
            journal.note("first ends")
        }
        server.addPostStartHook("controller") { hook in
            hook.started()
            isReady.open()
            do { try await Task.sleep(for: .seconds(60)) } catch { journal.note("controller is cancelled") }
        }
        server.addPreShutdownHook("goodbye") { [unowned server] in
            // Readiness fails already, and requests are still answered.
            let ready = try await self.status(server, "/readyz")
            let list = try await self.status(server, "/api/v1/configmaps")
            let own = try await self.status(server, "/readyz/preshutdownhook/goodbye")
            journal.note("goodbye \(ready) \(list) \(own)")
        }
        let running = Task { try await server.run(TestListener(journal)) { await stop.wait() } }
        await isReady.wait()
        #expect(try await status(server, "/readyz/poststarthook/controller") == 200)
        #expect(try await status(server, "/readyz/poststarthook/first") == 500)
        #expect(try await status(server, "/livez") == 500)
        #expect(try await status(server, "/readyz/preshutdownhook/goodbye") == 200)
        goesOn.open()
        while try await status(server, "/readyz") != 200 { await Task.yield() }
        let watch = try await server.send(APIRequest(method: .get, path: "/api/v1/configmaps?watch=1"))
        stop.open()
        try await running.value
        // The watch has ended cleanly.
        _ = try await watch.body.collect()
        #expect(try await status(server, "/api/v1/configmaps") == 503)
        let lines = journal.all
        #expect(Set(lines.prefix(2)) == ["listens", "first begins"])
        #expect(lines[2] == "first ends")
        #expect(lines[3] == "goodbye 500 200 500")
        #expect(lines[4] == "listener closes")
        #expect(Set(lines.suffix(2)) == ["controller is cancelled", "connections end"])
    }

    private struct Failure: Error {}

    @Test(.timeLimit(.minutes(1))) func aHookThatFailsEndsTheServer() async throws {
        let server = try server()
        server.addPostStartHook("broken") { throw Failure() }
        let error = await #expect(throws: HookError.self) {
            try await server.run(TestListener(Journal())) { try? await Task.sleep(for: .seconds(60)) }
        }
        #expect(error?.name == "broken")
        #expect(error?.underlying is Failure)
        #expect(error.map { "\($0)" }?.contains("broken") == true)
    }

    @Test(.timeLimit(.minutes(1))) func aHookThatFailsAtTheEndDoesNotKeepTheServer() async throws {
        let server = try server()
        let journal = Journal()
        server.addPreShutdownHook("broken") { throw Failure() }
        server.addPreShutdownHook("other") { [unowned server] in
            while try await self.status(server, "/readyz/preshutdownhook/broken") != 500 { await Task.yield() }
            journal.note("other")
        }
        try await server.run {}
        #expect(journal.all == ["other"])
    }

    private struct Deaf: RequestListener {
        func listen(onListening: @escaping @Sendable () async -> Void) async throws { throw Failure() }
        func stopListening() async {}
    }

    @Test(.timeLimit(.minutes(1))) func aListenerThatCannotListenEndsTheServer() async throws {
        let server = try server()
        let journal = Journal()
        server.addPostStartHook("never") { journal.note("ran") }
        await #expect(throws: Failure.self) {
            try await server.run(Deaf()) { try? await Task.sleep(for: .seconds(60)) }
        }
        #expect(journal.all.isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func theDelayComesBeforeTheListenerCloses() async throws {
        let journal = Journal()
        let server = try server { $0.shutdownDelay = .milliseconds(30) }
        let begin = ContinuousClock.now
        try await server.run(TestListener(journal)) {}
        #expect(ContinuousClock.now - begin >= .milliseconds(30))
        #expect(journal.all.contains("listener closes"))
    }

    @Test(.timeLimit(.minutes(1))) func requestsThatDoNotEndAreGivenUp() async throws {
        let drain = RequestDrain()
        #expect(drain.begin())
        let waiting = Task { await drain.drain() }
        while drain.begin() { drain.end() }
        waiting.cancel()
        await waiting.value
        #expect(drain.count == 1)
        drain.end()
        await drain.drain()
    }
}
