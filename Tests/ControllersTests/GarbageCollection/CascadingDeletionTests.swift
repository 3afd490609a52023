import APIClient
import APIMachinery
import APITesting
import ControlPlaneAPI
import Controllers
import HTTPTypes
import Synchronization
import Testing
import Timing

/// What deletions in the foreground and those that orphan do to dependents.
@Suite(.timeLimit(.minutes(2))) struct CascadingDeletionTests {
    private static let hold = "example.org/hold"

    // MARK: Foreground

    @Test func anOwnerWithoutDependentsGoesInTheForeground() async throws {
        let fixture = try await GarbageFixture()
        try await fixture.makeConfigMap("alone")
        #expect(try await fixture.delete("alone", .foreground))
        try await fixture.configMaps.eventuallyGone("alone")
        await fixture.server.stop()
    }

    @Test func aForegroundDeletionWaitsForThoseThatBlock() async throws {
        let first = try await GarbageFixture(isCollecting: false)
        let owner = try await first.makeConfigMap("owner")
        try await first.makeSecret("held", owners: [owner], finalizers: [Self.hold])
        try await first.makeSecret("not-blocking", owners: [owner.notBlocking], finalizers: [Self.hold])
        for index in 0..<10 { try await first.makeSecret("free-\(index)", owners: [owner]) }
        #expect(try await first.delete("owner", .foreground))

        let second = try await first.restarted()
        try await second.secrets.eventually("not all dependents are deleted") { secrets in
            secrets.count == 2 && secrets.allSatisfy { $0.metadata.deletionTimestamp != nil } ? true : nil
        }
        #expect(try await second.configMaps.get("owner").metadata.finalizers == ["foregroundDeletion"])
        try await second.secrets.modify("held") { $0.metadata.finalizers = nil }
        try await second.configMaps.eventuallyGone("owner")
        // It does not wait for this one.
        #expect(try await second.secrets.get("not-blocking").metadata.finalizers == [Self.hold])
        await second.server.stop()
    }

    @Test func aForegroundDeletionGoesAllTheWayDown() async throws {
        let first = try await GarbageFixture(isCollecting: false)
        let owner = try await first.makeConfigMap("owner")
        let middle = try await first.makeSecret("middle", owners: [owner])
        try await first.makeConfigMap("leaf", owners: [middle], finalizers: [Self.hold])
        try await first.delete("owner", .foreground)

        let second = try await first.restarted()
        try await second.configMaps.eventually("leaf") { $0.metadata.deletionTimestamp != nil }
        #expect(try await second.secrets.get("middle").metadata.finalizers == ["foregroundDeletion"])
        #expect(try await second.configMaps.get("owner").metadata.finalizers == ["foregroundDeletion"])
        try await second.configMaps.modify("leaf") { $0.metadata.finalizers = nil }
        try await second.configMaps.eventuallyGone("owner")
        #expect(try await second.secrets.list().items.isEmpty)
        #expect(try await second.configMaps.list().items.isEmpty)
        await second.server.stop()
    }

    @Test func anOwnerThatWaitsKeepsNoDependent() async throws {
        let first = try await GarbageFixture(isCollecting: false)
        let waiting = try await first.makeConfigMap("waiting")
        let solid = try await first.makeConfigMap("solid")
        try await first.makeSecret("shared", owners: [waiting, solid])
        try await first.makeSecret("own", owners: [waiting])
        try await first.delete("waiting", .foreground)

        let second = try await first.restarted()
        try await second.configMaps.eventuallyGone("waiting")
        #expect(try await second.owners(ofSecret: "shared") == [solid.uid])
        #expect(try await second.secrets.list().items.map(\.metadata.name) == ["shared"])
        await second.server.stop()
    }

    @Test func aCircleDoesNotHoldItself() async throws {
        let first = try await GarbageFixture(isCollecting: false)
        let configMap = try await first.makeConfigMap("a")
        let secret = try await first.makeSecret("b", owners: [configMap])
        try await first.configMaps.modify("a") { $0.metadata.ownerReferences = [secret] }
        try await first.makeConfigMap("self")
        try await first.configMaps.modify("self") { object in
            object.metadata.ownerReferences = [
                OwnerReference(
                    apiVersion: "v1", kind: "ConfigMap", name: "self", uid: object.metadata.uid ?? "",
                    blockOwnerDeletion: true)
            ]
        }
        try await first.delete("a", .foreground)
        try await first.delete("self", .foreground)

        let second = try await first.restarted()
        for name in ["a", "self"] { try await second.configMaps.eventuallyGone(name) }
        try await second.secrets.eventuallyGone("b")
        await second.server.stop()
    }

    @Test func aDependentThatIsWrongAboutItsOwnerDoesNotHoldIt() async throws {
        let first = try await GarbageFixture(isCollecting: false)
        let owner = try await first.makeConfigMap("owner")
        // A cluster-scoped object is never collected for a namespaced owner.
        try await first.client.coreV1.namespaces.create(
            CoreV1.Namespace(metadata: ObjectMeta(name: "wrong", ownerReferences: [owner])))
        try await first.delete("owner", .foreground)
        let second = try await first.restarted()
        try await second.configMaps.eventuallyGone("owner")
        #expect(try await second.client.coreV1.namespaces.get("wrong").metadata.deletionTimestamp == nil)
        await second.server.stop()
    }

    @Test func aDependentThatComesLateGoesToo() async throws {
        let fixture = try await GarbageFixture()
        let owner = try await fixture.makeConfigMap("owner", finalizers: [Self.hold])
        try await fixture.delete("owner", .foreground)
        // Its own finalizer keeps the owner.
        try await fixture.makeSecret("late", owners: [owner])
        try await fixture.configMaps.modify("owner") {
            $0.metadata.finalizers = $0.metadata.finalizers?.filter { $0 != Self.hold }
        }
        try await fixture.secrets.eventuallyGone("late")
        try await fixture.configMaps.eventuallyGone("owner")
        await fixture.server.stop()
    }

    // MARK: Orphans

    @Test func orphansStayAndNameOthersOnly() async throws {
        let fixture = try await GarbageFixture(workers: 1)
        let owner = try await fixture.makeConfigMap("owner")
        let other = try await fixture.makeConfigMap("other")
        for index in 0..<20 { try await fixture.makeSecret("orphan-\(index)", owners: [owner]) }
        try await fixture.makeSecret("shared", owners: [owner, other])
        // At once: whatever the collector has been told of by now, no dependent may be lost.
        #expect(try await fixture.delete("owner", .orphan))
        try await fixture.configMaps.eventuallyGone("owner")
        try await fixture.waitForCollector()
        let secrets = try await fixture.secrets.list().items
        #expect(secrets.count == 21)
        for secret in secrets {
            let expected: [OwnerReference]? = secret.metadata.name == "shared" ? [other] : nil
            #expect(secret.metadata.ownerReferences == expected && secret.metadata.deletionTimestamp == nil)
        }
        await fixture.server.stop()
    }

    @Test func orphanedWithTheOlderOption() async throws {
        let first = try await GarbageFixture(isCollecting: false)
        let owner = try await first.makeConfigMap("owner", finalizers: [Self.hold])
        try await first.makeSecret("orphan", owners: [owner])
        try await first.configMaps.delete("owner", options: DeleteOptions(orphanDependents: true))
        let second = try await first.restarted()
        try await second.secrets.eventually("orphan") { $0.metadata.ownerReferences == nil }
        // Finalizers of others stay.
        try await second.configMaps.eventually("owner") { $0.metadata.finalizers == [Self.hold] }
        await second.server.stop()
    }

    @Test func anOwnerWaitsUntilAllAreFree() async throws {
        let (tried, attempt) = AsyncStream<Void>.makeStream()
        let isBroken = Mutex(true)
        let fixture = try await GarbageFixture { server in
            FailingSender(server) { request in
                guard request.head.method == .patch, request.path.hasSuffix("/secrets/orphan"),
                    isBroken.withLock({ $0 })
                else {
                    return nil
                }
                attempt.yield()
                return .internalError("the disk is full")
            }
        }
        let owner = try await fixture.makeConfigMap("owner")
        try await fixture.makeSecret("orphan", owners: [owner])
        try await fixture.delete("owner", .orphan)
        var attempts = tried.makeAsyncIterator()
        for _ in 0..<2 { await attempts.next() }
        #expect(try await fixture.configMaps.get("owner").metadata.finalizers == ["orphan"])
        isBroken.withLock { $0 = false }
        try await fixture.configMaps.eventuallyGone("owner")
        #expect(try await fixture.owners(ofSecret: "orphan") == [])
        await fixture.server.stop()
    }

    // MARK: Namespaces

    @Test func namespacesAreEmptiedAsEver() async throws {
        let namespaces = NamedController(NamespaceController.named.name) { context in
            var configuration = NamespaceController.Configuration()
            configuration.settlingTime = .zero
            configuration.retry.perKey = Backoff(initial: .milliseconds(5), maximum: .milliseconds(20))
            await NamespaceController(
                client: context.client, configuration: configuration, logger: context.logger
            ).run()
        }
        let fixture = try await GarbageFixture(more: [namespaces])
        try await fixture.makeNamespace("shop")
        for policy in [DeletionPropagation.background, .foreground, .orphan] {
            let owner = try await fixture.makeConfigMap(policy.rawValue.lowercased(), in: "shop")
            for index in 0..<5 {
                try await fixture.makeSecret("\(owner.name)-\(index)", in: "shop", owners: [owner])
            }
            try await fixture.client.coreV1.configmaps.namespace("shop").delete(
                owner.name, options: DeleteOptions(propagationPolicy: policy))
        }
        try await fixture.client.coreV1.namespaces.delete(
            "shop", options: DeleteOptions(propagationPolicy: .foreground))
        try await fixture.client.coreV1.namespaces.eventuallyGone("shop")
        #expect(try await fixture.client.coreV1.secrets.list().items.isEmpty)
        #expect(try await fixture.client.coreV1.configmaps.list().items.isEmpty)
        await fixture.server.stop()
    }
}
