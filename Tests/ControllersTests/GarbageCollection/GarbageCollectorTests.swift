import APIClient
import APIMachinery
import APIServer
import APITesting
import ControlPlaneAPI
import Controllers
import HTTPTypes
import JSON
import Logging
import Synchronization
import Testing

/// What becomes of objects whose owners are gone.
@Suite(.timeLimit(.minutes(2))) struct GarbageCollectorTests {
    @Test func dependentsOfADeletedOwnerGoWithTheirOwn() async throws {
        let fixture = try await GarbageFixture()
        let owner = try await fixture.makeConfigMap("owner")
        for index in 0..<20 {
            let middle = try await fixture.makeSecret("middle-\(index)", owners: [owner])
            try await fixture.makeConfigMap("leaf-\(index)", owners: [middle])
        }
        try await fixture.makeSecret("free", owners: [])
        #expect(try await !fixture.delete("owner", .background))
        try await fixture.configMaps.eventually("dependents are left") { $0.isEmpty ? true : nil }
        try await fixture.secrets.eventually("dependents are left") { $0.count == 1 ? true : nil }
        #expect(try await fixture.secrets.list().items.map(\.metadata.name) == ["free"])
        await fixture.server.stop()
    }

    @Test func ownersAreKnownByTheirUID() async throws {
        let fixture = try await GarbageFixture(workers: 1)
        let old = try await fixture.makeConfigMap("owner")
        try await fixture.delete("owner", .background)
        let new = try await fixture.makeConfigMap("owner")
        try await fixture.makeSecret("of-the-new", owners: [new])
        try await fixture.makeSecret("of-the-old", owners: [old])
        try await fixture.secrets.eventuallyGone("of-the-old")
        try await fixture.waitForCollector()
        #expect(try await fixture.owners(ofSecret: "of-the-new") == [new.uid])
        await fixture.server.stop()
    }

    @Test func anotherOwnerKeepsADependent() async throws {
        let fixture = try await GarbageFixture()
        let first = try await fixture.makeConfigMap("first")
        let second = try await fixture.makeConfigMap("second")
        try await fixture.makeSecret("shared", owners: [first, GarbageFixture.absent(), second])
        try await fixture.secrets.eventually("shared") { $0.metadata.ownerReferences == [first, second] }
        try await fixture.delete("first", .background)
        try await fixture.secrets.eventually("shared") { $0.metadata.ownerReferences == [second] }
        try await fixture.delete("second", .background)
        try await fixture.secrets.eventuallyGone("shared")
        await fixture.server.stop()
    }

    @Test func garbageFromBeforeItsStartIsCollected() async throws {
        let first = try await GarbageFixture(isCollecting: false)
        let kept = try await first.makeConfigMap("kept")
        let gone = try await first.makeConfigMap("gone")
        try await first.makeSecret("garbage", owners: [gone])
        try await first.makeSecret("used", owners: [kept])
        try await first.delete("gone", .background)
        let second = try await first.restarted(workers: 1)
        try await second.secrets.eventuallyGone("garbage")
        try await second.waitForCollector()
        #expect(try await second.owners(ofSecret: "used") == [kept.uid])
        await second.server.stop()
    }

    @Test func aReferenceThatIsTakenOnLaterCounts() async throws {
        let fixture = try await GarbageFixture()
        let owner = try await fixture.makeConfigMap("owner")
        try await fixture.makeSecret("late", owners: [])
        try await fixture.secrets.modify("late") { $0.metadata.ownerReferences = [owner] }
        try await fixture.delete("owner", .background)
        try await fixture.secrets.eventuallyGone("late")
        await fixture.server.stop()
    }

    // MARK: Wrong references

    @Test func anOwnerInAnotherNamespaceIsAbsent() async throws {
        let lines = LogLines()
        let fixture = try await GarbageFixture(logger: lines.logger)
        try await fixture.makeNamespace("other")
        let owner = try await fixture.makeConfigMap("owner", in: "other")
        try await fixture.makeSecret("right", in: "other", owners: [owner])
        try await fixture.makeSecret("wrong", owners: [owner])
        try await fixture.secrets.eventuallyGone("wrong")
        #expect(try await fixture.client.coreV1.secrets.list().items.map(\.metadata.name) == ["right"])
        #expect(
            lines.all.contains { line in
                ["OwnerRefInvalidNamespace", "v1/Secret default/wrong", "v1/ConfigMap other/owner", owner.uid]
                    .allSatisfy(line.contains)
            })
        await fixture.server.stop()
    }

    @Test func aClusterScopedDependentOfANamespacedKindStays() async throws {
        let lines = LogLines()
        let fixture = try await GarbageFixture(workers: 1, logger: lines.logger)
        let namespaces = fixture.client.coreV1.namespaces
        let owner = try await fixture.makeConfigMap("owner")
        for (name, reference) in [
            ("of-absent", GarbageFixture.absent()), ("of-present", owner),
            ("garbage", OwnerReference(apiVersion: "v1", kind: "Namespace", name: "never", uid: "never")),
        ] {
            try await namespaces.create(
                CoreV1.Namespace(metadata: ObjectMeta(name: name, ownerReferences: [reference])))
        }
        try await namespaces.eventually("garbage") { $0.metadata.deletionTimestamp != nil }
        for name in ["of-absent", "of-present"] {
            let namespace = try await namespaces.get(name)
            #expect(namespace.metadata.deletionTimestamp == nil && namespace.metadata.ownerReferences?.count == 1)
        }
        #expect(lines.all.contains { $0.contains("never collected") && $0.contains("v1/Namespace of-absent") })
        await fixture.server.stop()
    }

    @Test func whatIsWrongAboutItsOwnerLosesIt() async throws {
        let fixture = try await GarbageFixture()
        let owner = try await fixture.makeConfigMap("owner")
        var wrongKind = owner
        wrongKind.kind = "Secret"
        var wrongName = owner
        wrongName.name = "another"
        // No object can have this name, nor be asked for by it.
        var impossibleName = owner
        impossibleName.name = "../owner"
        try await fixture.makeSecret("wrong-kind", owners: [wrongKind])
        try await fixture.makeSecret("wrong-name", owners: [wrongName])
        try await fixture.makeSecret("impossible-name", owners: [impossibleName])
        try await fixture.makeSecret("half-right", owners: [wrongName, owner, GarbageFixture.absent()])
        for name in ["wrong-kind", "wrong-name", "impossible-name"] { try await fixture.secrets.eventuallyGone(name) }
        try await fixture.secrets.eventually("half-right") { $0.metadata.ownerReferences == [owner] }
        await fixture.server.stop()
    }

    @Test func ownersOfUnknownKindsAreNotBelievedToBeAbsent() async throws {
        let fixture = try await GarbageFixture(workers: 1)
        let references = [("v9", "ConfigMap"), ("example.org/v1", "Thing"), ("v1", "Thing")].map {
            OwnerReference(apiVersion: $0, kind: $1, name: "x", uid: "uid-\($0)-\($1)")
        }
        for (index, reference) in references.enumerated() {
            try await fixture.makeSecret("kept-\(index)", owners: [reference, GarbageFixture.absent()])
        }
        try await fixture.waitForCollector()
        #expect(try await fixture.secrets.list().items.count == 3)
        await fixture.server.stop()
    }

    // MARK: Resources

    @Test func resourcesAddedAtRunTimeTakePart() async throws {
        let fixture = try await GarbageFixture()
        let owner = try await fixture.makeConfigMap("owner")
        fixture.server.resources.add(NoteDefinitions.notes, named: "notes")
        let notes = fixture.client.dynamic(
            GroupVersionResource(group: "notes.example.org", version: "v1", resource: "notes"), scope: .namespaced
        ).namespace("default")
        func makeNote(_ name: String, owners: [OwnerReference]) async throws -> OwnerReference {
            var note = UnstructuredObject()
            note.apiVersion = notes.resource.apiVersion
            note.kind = "Note"
            note.metadata = ObjectMeta(name: name, ownerReferences: owners)
            let uid = try await notes.create(note).uid ?? ""
            return OwnerReference(apiVersion: note.apiVersion, kind: "Note", name: name, uid: uid)
        }
        _ = try await makeNote("dependent", owners: [owner])
        let noteOwner = try await makeNote("owner", owners: [])
        try await fixture.makeSecret("of-a-note", owners: [noteOwner])
        try await fixture.delete("owner", .background)
        try await notes.delete("owner")
        try await fixture.secrets.eventuallyGone("of-a-note")
        for try await event in notes.watching() {
            if case .listed(let left, _) = event, left.isEmpty { break }
            if case .changed(.deleted(let note)) = event, note.name == "dependent" { break }
        }
        await fixture.server.stop()
    }

    @Test func aResourceThatIsNoLongerServedHasNotLostItsObjects() async throws {
        let fixture = try await GarbageFixture(workers: 1)
        fixture.server.resources.add(NoteDefinitions.notes, named: "notes")
        let notes = fixture.client.dynamic(
            GroupVersionResource(group: "notes.example.org", version: "v1", resource: "notes"), scope: .namespaced
        ).namespace("default")
        var note = UnstructuredObject()
        note.apiVersion = notes.resource.apiVersion
        note.kind = "Note"
        note.name = "owner"
        let uid = try await notes.create(note).uid ?? ""
        let owner = OwnerReference(apiVersion: note.apiVersion, kind: "Note", name: "owner", uid: uid)
        try await fixture.makeSecret("kept", owners: [owner])
        fixture.server.resources.remove("notes")
        try await fixture.makeSecret("kept-too", owners: [owner])
        try await fixture.waitForCollector()
        #expect(try await fixture.owners(ofSecret: "kept") == [uid])
        #expect(try await fixture.owners(ofSecret: "kept-too") == [uid])
        // It is served again, and now the owner goes.
        fixture.server.resources.add(NoteDefinitions.notes, named: "notes")
        try await notes.delete("owner")
        try await fixture.secrets.eventuallyGone("kept")
        try await fixture.secrets.eventuallyGone("kept-too")
        await fixture.server.stop()
    }

    // MARK: Failures

    @Test func aResourceThatCannotBeReadStopsNoOther() async throws {
        let isBroken = Mutex(true)
        let fixture = try await GarbageFixture { server in
            FailingSender(server) { request in
                request.head.method == .get && request.path.hasPrefix("/api/v1/serviceaccounts")
                    && isBroken.withLock { $0 }
                    ? .forbidden(GroupResource(group: "", resource: "serviceaccounts"), name: "", message: "no") : nil
            }
        }
        let accounts = fixture.client.coreV1.serviceaccounts.namespace("default")
        let owner = try await fixture.makeConfigMap("owner")
        try await fixture.makeSecret("secret", owners: [owner])
        try await accounts.create(
            CoreV1.ServiceAccount(metadata: ObjectMeta(name: "account", ownerReferences: [owner])))
        try await fixture.delete("owner", .background)
        try await fixture.secrets.eventuallyGone("secret")
        #expect(try await accounts.get("account").metadata.deletionTimestamp == nil)
        isBroken.withLock { $0 = false }
        try await accounts.eventuallyGone("account")
        await fixture.server.stop()
    }

    @Test func anOwnerThatCannotBeLookedForIsNotAbsent() async throws {
        let isBroken = Mutex(true)
        let (asked, ask) = AsyncStream<Void>.makeStream()
        let fixture = try await GarbageFixture { server in
            FailingSender(server) { request in
                guard request.path.hasSuffix("/configmaps/never"), isBroken.withLock({ $0 }) else { return nil }
                ask.yield()
                return .serviceUnavailable("not now")
            }
        }
        try await fixture.makeSecret("dependent", owners: [GarbageFixture.absent()])
        // The second time it has been told once that there is no answer.
        var questions = asked.makeAsyncIterator()
        for _ in 0..<2 { await questions.next() }
        #expect(try await fixture.secrets.get("dependent").metadata.deletionTimestamp == nil)
        isBroken.withLock { $0 = false }
        try await fixture.secrets.eventuallyGone("dependent")
        await fixture.server.stop()
    }

    @Test func anObjectThatGetsAnotherOwnerMeanwhileIsSpared() async throws {
        let keeper = Mutex<OwnerReference?>(nil)
        let fixture = try await GarbageFixture { server in
            InterveningSender(server: server) { request in
                guard request.head.method == .delete, request.path.hasSuffix("/secrets/dependent"),
                    let owner = keeper.withLock({ $0.take() })
                else { return }
                try await Clientset(sender: server).coreV1.secrets.namespace("default").modify("dependent") {
                    $0.metadata.ownerReferences?.append(owner)
                }
            }
        }
        let owner = try await fixture.makeConfigMap("keeper")
        keeper.withLock { $0 = owner }
        try await fixture.makeSecret("dependent", owners: [GarbageFixture.absent()])
        try await fixture.secrets.eventually("dependent") { $0.metadata.ownerReferences == [owner] }
        await fixture.server.stop()
    }

    @Test func anObjectThatChangesMeanwhileGoesAllTheSame() async throws {
        let fixture = try await GarbageFixture { server in
            InterveningSender(server: server) { request in
                guard request.head.method == .delete, request.path.hasSuffix("/secrets/dependent") else { return }
                let secrets = Clientset(sender: server).coreV1.secrets.namespace("default")
                try await secrets.modify("dependent") {
                    $0.metadata.annotations = ["changed": "\(ContinuousClock.now)"]
                }
            }
        }
        try await fixture.makeSecret("dependent", owners: [GarbageFixture.absent()])
        try await fixture.secrets.eventuallyGone("dependent")
        await fixture.server.stop()
    }
}
