import APIClient
import APIMachinery
import APITesting
import ControlPlaneAPI
import JSON
import Synchronization
import Testing
import Timing

@Suite struct InformerTests {
    typealias Change = InformerChange<CoreV1.ConfigMap>

    private static func words(_ change: Change) -> String {
        func name(_ object: CoreV1.ConfigMap) -> String {
            "\(object.metadata.name ?? "")@\(object.metadata.resourceVersion ?? "")"
        }
        return switch change {
        case .added(let object): "+\(name(object))"
        case .updated(let old, let new): "\(name(old))>\(name(new))"
        case .deleted(let object): "-\(name(object))"
        }
    }

    private static func informer(
        _ sender: ScriptedSender, indexers: [String: ObjectStore<CoreV1.ConfigMap>.Indexer] = [:],
        transform: @escaping @Sendable (inout CoreV1.ConfigMap) -> Void = { _ in }
    ) -> Informer<CoreV1.ConfigMap> {
        Informer(
            ResourceClient(sender: sender), indexers: indexers, transform: transform, clock: InstantClock())
    }

    /// Runs an informer until it has come to the end of its script.
    private static func run(
        _ informer: Informer<CoreV1.ConfigMap>, until condition: () async throws -> Bool
    ) async throws {
        let task = Task { await informer.run() }
        try await eventually("the informer comes to the end", condition)
        task.cancel()
        await task.value
    }

    @Test func keepsWhatThereIs() async throws {
        let sender = ScriptedSender(
            .json(Maps.list(revision: 5, Maps.object("a", revision: 3), Maps.object("b", revision: 4))),
            .openWatch(
                Maps.event("ADDED", Maps.object("c", revision: 6)),
                Maps.event("MODIFIED", Maps.object("a", revision: 7)),
                Maps.event("DELETED", Maps.object("b", revision: 8)), Maps.bookmark(9)))
        let informer = Self.informer(sender)
        let changes = Mutex<[String]>([])
        informer.onChange { change in changes.withLock { $0.append(Self.words(change)) } }
        #expect(!informer.hasSynced && informer.store.count == 0)
        try await Self.run(informer) { changes.withLock { $0.count == 5 } }
        #expect(informer.hasSynced)
        #expect(Set(changes.withLock { $0 }.prefix(2)) == ["+a@3", "+b@4"])
        #expect(changes.withLock { Array($0.dropFirst(2)) } == ["+c@6", "a@3>a@7", "-b@8"])
        #expect(Set(informer.store.keys.map(\.description)) == ["default/a", "default/c"])
        #expect(informer.store["a", in: "default"]?.metadata.resourceVersion == "7")
        #expect(informer.store["a"] == nil)
        #expect(informer.store.objects(inNamespace: "default").count == 2)
        #expect(informer.store.objects(inNamespace: "other").isEmpty)
    }

    @Test func aNewListIsADifference() async throws {
        let sender = ScriptedSender(
            .json(
                Maps.list(
                    revision: 5, Maps.object("same", revision: 1), Maps.object("changed", revision: 2),
                    Maps.object("gone", revision: 3), Maps.object("replaced", revision: 4, uid: "old"))),
            .watch(Maps.expired),
            .json(
                Maps.list(
                    revision: 50, Maps.object("same", revision: 1), Maps.object("changed", revision: 20),
                    Maps.object("new", revision: 30), Maps.object("replaced", revision: 40, uid: "new"))),
            .openWatch())
        let informer = Self.informer(sender)
        let changes = Mutex<[String]>([])
        informer.onChange { change in changes.withLock { $0.append(Self.words(change)) } }
        try await Self.run(informer) { changes.withLock { $0.count >= 9 } }
        #expect(
            changes.withLock { Array($0.dropFirst(4)) }
                == ["changed@2>changed@20", "+new@30", "-replaced@4", "+replaced@40", "-gone@3"])
    }

    @Test func findsByIndex() async throws {
        let sender = ScriptedSender(
            .json(
                Maps.list(
                    revision: 5, Maps.object("a", revision: 1, labels: ["tier": "x"]),
                    Maps.object("b", revision: 2, labels: ["tier": "x"]), Maps.object("c", revision: 3))),
            .openWatch(
                Maps.event("MODIFIED", Maps.object("a", revision: 6, labels: ["tier": "y"])),
                Maps.event("DELETED", Maps.object("b", revision: 7))))
        let informer = Self.informer(
            sender, indexers: ["tier": { [$0.metadata.labels?["tier"]].compactMap(\.self) }])
        try await Self.run(informer) { informer.store.count == 2 }
        #expect(informer.store.objects(inIndex: "tier", "y").map(\.metadata.name) == ["a"])
        #expect(informer.store.objects(inIndex: "tier", "x").isEmpty)
        #expect(informer.store.values(ofIndex: "tier") == ["y"])
        #expect(informer.store.objects(inIndex: "none", "y").isEmpty)
    }

    @Test func transformsBeforeItKeeps() async throws {
        let sender = ScriptedSender(
            .json(Maps.list(revision: 5, Maps.object("a", revision: 1, labels: ["x": "y"]))), .openWatch())
        let informer = Self.informer(sender, transform: { $0.metadata.labels = nil })
        try await Self.run(informer) { informer.hasSynced }
        #expect(informer.store["a", in: "default"]?.metadata.labels == nil)
    }

    @Test func refusalsAreTriedAgain() async throws {
        let sender = ScriptedSender(
            .error(.resourceNotFound()), .error(.forbidden("not yet")),
            .json(Maps.list(revision: 5, Maps.object("a", revision: 1))), .openWatch())
        let informer = Self.informer(sender)
        try await Self.run(informer) { informer.hasSynced }
        #expect(informer.store.count == 1)
    }

    @Test func lateHandlersHearOfEverything() async throws {
        let sender = ScriptedSender(
            .json(Maps.list(revision: 5, Maps.object("a", revision: 1))), .openWatch())
        let informer = Self.informer(sender)
        try await Self.run(informer) { informer.hasSynced }
        let changes = Mutex<[String]>([])
        informer.onChange { change in changes.withLock { $0.append(Self.words(change)) } }
        #expect(changes.withLock { $0 } == ["+a@1"])
    }

    @Test func slowReadersGetChangesAsOne() async throws {
        let sender = ScriptedSender(
            .json(Maps.list(revision: 5, Maps.object("a", revision: 1), Maps.object("b", revision: 2))),
            .openWatch(
                Maps.event("MODIFIED", Maps.object("a", revision: 6)),
                Maps.event("MODIFIED", Maps.object("a", revision: 7)),
                Maps.event("DELETED", Maps.object("b", revision: 8)),
                Maps.event("ADDED", Maps.object("c", revision: 9)),
                Maps.event("DELETED", Maps.object("c", revision: 10)),
                Maps.event("ADDED", Maps.object("end", revision: 11))))
        let informer = Self.informer(sender)
        let changes = informer.changes()
        try await Self.run(informer) { informer.store["end", in: "default"] != nil }
        var iterator = changes.makeAsyncIterator()
        var read: [String] = []
        while read.last != "+end@11", let change = await iterator.next() { read.append(Self.words(change)) }
        #expect(read == ["+a@7", "+end@11"])
    }

    @Test func readersHearOfEachChangeInTime() async throws {
        let server = try await InProcess()
        let informer = Informer(server.configMaps)
        let task = Task { await informer.run() }
        var iterator = informer.changes().makeAsyncIterator()
        try await informer.waitUntilSynced()
        try await server.configMaps.create(InProcess.configMap("a", ["x": "1"]))
        guard case .added(let added) = await iterator.next() else { return #expect(Bool(false)) }
        try await server.configMaps.modify("a") { $0.data = ["x": "2"] }
        guard case .updated(let old, let new) = await iterator.next() else { return #expect(Bool(false)) }
        try await server.configMaps.delete("a")
        guard case .deleted(let deleted) = await iterator.next() else { return #expect(Bool(false)) }
        #expect(added == old && old.data == ["x": "1"] && new.data == ["x": "2"])
        #expect(deleted.metadata.uid == added.metadata.uid)
        let reader = Task { [iterator] in
            var iterator = iterator
            return await iterator.next()
        }
        reader.cancel()
        #expect(await reader.value == nil)
        task.cancel()
        await task.value
    }

    @Test func anotherRunGoesOnWhereOneEnds() async throws {
        let server = try await InProcess()
        let informer = Informer(server.configMaps)
        let first = Task { await informer.run() }
        try await informer.waitUntilSynced()
        let second = Task { await informer.run() }
        let third = Task { await informer.run() }
        third.cancel()
        await third.value
        first.cancel()
        await first.value
        try await server.configMaps.create(InProcess.configMap("a"))
        try await eventually("the second sees it") { informer.store["a", in: "default"] != nil }
        second.cancel()
        await second.value
    }

    @Test func waitingForTheFirstListCanBeCancelled() async throws {
        let informer = Self.informer(ScriptedSender(.silence))
        let waiter = Task { try await informer.waitUntilSynced() }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
    }
}
