import APIClient
import APIMachinery
import APITesting
import ControlPlaneAPI
import JSON
import Synchronization
import Testing
import Timing

@Suite struct ResumingWatchTests {
    typealias Event = ResumedEvent<CoreV1.ConfigMap>

    private static func policy() -> ResumingWatch<CoreV1.ConfigMap>.Policy {
        var policy = ResumingWatch<CoreV1.ConfigMap>.Policy()
        policy.backoff.jitter = 0
        return policy
    }

    private static func watch(
        _ sender: ScriptedSender, _ options: ListOptions = ListOptions(), clock: any Clock<Swift.Duration>
    ) -> ResumingWatch<CoreV1.ConfigMap> {
        ResumingWatch(
            ListWatch(ResourceClient(sender: sender)), options: options, policy: policy(), clock: clock)
    }

    private static func words(_ event: Event) -> String {
        switch event {
        case .listed(let objects, let revision):
            "listed \(objects.compactMap(\.metadata.name).joined(separator: ",")) at \(revision)"
        case .changed(.added(let object)): "added \(object.metadata.name ?? "")"
        case .changed(.modified(let object)): "modified \(object.metadata.name ?? "")"
        case .changed(.deleted(let object)): "deleted \(object.metadata.name ?? "")"
        case .changed(.bookmark(let revision, _)): "bookmark \(revision)"
        }
    }

    private static func read(_ watch: ResumingWatch<CoreV1.ConfigMap>, _ count: Int) async throws -> [String] {
        var iterator = watch.makeAsyncIterator()
        var events: [String] = []
        while events.count < count, let event = try await iterator.next() { events.append(words(event)) }
        return events
    }

    private static func targets(_ sender: ScriptedSender) -> [String] {
        sender.requests.map { request in
            let kind = request.query["watch"] == "true" ? "watch" : "list"
            return "\(kind) \(request.query["resourceVersion"] ?? "-")"
        }
    }

    @Test func listsAndWatchesAndResumes() async throws {
        let clock = InstantClock()
        let sender = ScriptedSender(
            .json(Maps.list(revision: 5, Maps.object("a", revision: 3))),
            .watch(Maps.event("ADDED", Maps.object("b", revision: 6)), Maps.bookmark(9)),
            .brokenWatch(Maps.event("DELETED", Maps.object("a", revision: 10)), error: Broken()),
            .failure(Broken()),
            .openWatch(Maps.event("MODIFIED", Maps.object("b", revision: 12))))
        let events = try await Self.read(Self.watch(sender, clock: clock), 5)
        #expect(events == ["listed a at 5", "added b", "bookmark 9", "deleted a", "modified b"])
        #expect(Self.targets(sender) == ["list 0", "watch 5", "watch 9", "watch 10", "watch 10"])
        // The watch that ended was long, or had events: only the two failures are waited after.
        #expect(clock.sleeps == [.milliseconds(800), .milliseconds(1600)])
        for request in sender.requests.dropFirst() {
            #expect(request.query["allowWatchBookmarks"] == "true")
            let seconds = try #require(request.query["timeoutSeconds"].flatMap { Int($0) })
            #expect((300...600).contains(seconds))
        }
    }

    @Test func listsAnewWhereTheRevisionIsGone() async throws {
        let sender = ScriptedSender(
            .json(Maps.list(revision: 5, Maps.object("a", revision: 3))),
            .watch(Maps.expired),
            .json(Maps.list(revision: 50, Maps.object("b", revision: 40))),
            .error(.expired("gone")),
            .error(.expired("gone as well")),
            .json(Maps.list(revision: 60, Maps.object("c", revision: 55))),
            .openWatch(Maps.bookmark(61)))
        let clock = InstantClock()
        let events = try await Self.read(Self.watch(sender, clock: clock), 4)
        #expect(events == ["listed a at 5", "listed b at 50", "listed c at 60", "bookmark 61"])
        #expect(
            Self.targets(sender)
                == ["list 0", "watch 5", "list 5", "watch 50", "list 50", "list -", "watch 60"])
        #expect(clock.sleeps.isEmpty)
    }

    @Test func aServerThatWasSetBackIsReadAsItIs() async throws {
        let sender = ScriptedSender(
            .error(.resourceVersionTooLarge(asked: "90", current: "3")),
            .json(Maps.list(revision: 3, Maps.object("a", revision: 2))), .openWatch())
        let watch = Self.watch(sender, ListOptions(resourceVersion: "90"), clock: InstantClock())
        #expect(try await Self.read(watch, 1) == ["listed a at 3"])
        #expect(Self.targets(sender) == ["watch 90", "list -"])
    }

    @Test func pagesAreOneList() async throws {
        let sender = ScriptedSender(
            .json(Maps.list(revision: 5, Maps.object("a", revision: 3), continuing: "more")),
            .json(Maps.list(revision: 5, Maps.object("b", revision: 4))),
            .json(Maps.list(revision: 6, Maps.object("c", revision: 3), continuing: "more")),
            .error(.expired("the token is too old")),
            .json(Maps.list(revision: 9, Maps.object("d", revision: 8), Maps.object("e", revision: 8))))
        let watch = Self.watch(sender, clock: InstantClock())
        #expect(try await Self.read(watch, 1) == ["listed a,b at 5"])
        #expect(try await Self.read(watch, 1) == ["listed d,e at 9"])
        #expect(sender.requests.map { $0.query["continue"] ?? "-" } == ["-", "more", "-", "more", "-"])
        #expect(sender.requests.map { $0.query["limit"] ?? "-" } == ["500", "500", "500", "500", "-"])
    }

    @Test(arguments: [
        APIError.forbidden("no"), .unauthorized(), .resourceNotFound(), .methodNotAllowed(), .badRequest("what"),
    ])
    func whatWillNotChangeIsThrown(error: APIError) async throws {
        let sender = ScriptedSender(.error(error))
        let thrown = await #expect(throws: APIError.self) {
            try await Self.read(Self.watch(sender, clock: InstantClock()), 1)
        }
        #expect(thrown?.code == error.code)
        #expect(sender.requests.count == 1)
    }

    @Test func whatMayChangeIsTriedAgain() async throws {
        let clock = InstantClock()
        let retries = Mutex<[String]>([])
        let sender = ScriptedSender(
            .error(.tooManyRequests(retryAfterSeconds: 7)), .error(.internalError("oops")),
            .json(["kind": "Nonsense"]), .failure(Broken()),
            .json(Maps.list(revision: 1)))
        var policy = Self.policy()
        policy.onRetry = { error in retries.withLock { $0.append("\(type(of: error))") } }
        let watch = ResumingWatch<CoreV1.ConfigMap>(
            ListWatch(ResourceClient(sender: sender)), policy: policy, clock: clock)
        #expect(try await Self.read(watch, 1) == ["listed  at 1"])
        #expect(clock.sleeps == [.seconds(7), .milliseconds(1600), .milliseconds(3200), .milliseconds(6400)])
        #expect(retries.withLock { $0 } == ["APIError", "APIError", "APIError", "Broken"])
    }

    @Test func aServerThatEndsWatchesAtOnceIsNotPressed() async throws {
        let clock = InstantClock()
        let sender = ScriptedSender(
            .json(Maps.list(revision: 1)), .watch(), .watch(), .watch(), .openWatch(Maps.bookmark(2)))
        #expect(try await Self.read(Self.watch(sender, clock: clock), 2) == ["listed  at 1", "bookmark 2"])
        #expect(clock.sleeps == [.milliseconds(800), .milliseconds(1600), .milliseconds(3200)])
    }

    @Test func cancellationEndsIt() async throws {
        let sender = ScriptedSender(.json(Maps.list(revision: 1)), .openWatch())
        let watch = Self.watch(sender, clock: ContinuousClock())
        let task = Task {
            var count = 0
            for try await _ in watch { count += 1 }
            return count
        }
        try await eventually("the watch begins") { sender.requests.count == 2 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func followsARealServer() async throws {
        let server = try await InProcess()
        try await server.configMaps.create(InProcess.configMap("a"))
        var iterator = server.configMaps.watching().makeAsyncIterator()
        var event = try await iterator.next()
        #expect(event.map(Self.words)?.hasPrefix("listed a") == true)
        guard case .listed(let objects, _) = event else { return }
        #expect(objects.first?.kind == "ConfigMap" && objects.first?.apiVersion == "v1")
        try await server.configMaps.create(InProcess.configMap("b"))
        event = try await iterator.next()
        #expect(event.map(Self.words) == "added b")
        try await server.configMaps.delete("a")
        event = try await iterator.next()
        #expect(event.map(Self.words) == "deleted a")
    }
}
