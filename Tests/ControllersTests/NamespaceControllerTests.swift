import APIClient
import APIMachinery
import APIServer
import APITesting
import ControlPlaneAPI
import Controllers
import HTTPTypes
import JSON
import Synchronization
import Testing
import Timing

/// What happens to a namespace that is deleted, and to what is in it.
@Suite struct NamespaceControllerTests {
    /// The controller without the time in which writes settle, under the name of the real one.
    private static func controllers(
        through wrap: @escaping @Sendable (any RequestSender) -> any RequestSender = { $0 }
    ) -> ControllerSet {
        ControllerSet.standard + [
            NamedController(NamespaceController.named.name) { context in
                var configuration = NamespaceController.Configuration()
                configuration.settlingTime = .zero
                configuration.retry.perKey = Backoff(initial: .milliseconds(5), maximum: .milliseconds(20))
                await NamespaceController(
                    client: Clientset(sender: wrap(context.client.sender)), configuration: configuration,
                    logger: context.logger
                ).run()
            }
        ]
    }

    private func makeNamespace(_ name: String, _ client: Clientset) async throws {
        try await client.coreV1.namespaces.create(CoreV1.Namespace(metadata: ObjectMeta(name: name)))
    }

    private func configMap(_ name: String, finalizers: [String]? = nil) -> CoreV1.ConfigMap {
        CoreV1.ConfigMap(metadata: ObjectMeta(name: name, finalizers: finalizers), data: ["a": "b"])
    }

    @Test func aDeletedNamespaceIsEmptiedAndGoes() async throws {
        let server = try await TestAPIServer(controllers: Self.controllers())
        let client = server.client
        try await makeNamespace("shop", client)
        for index in 0..<3 {
            try await client.coreV1.configmaps.namespace("shop").create(configMap("c\(index)"))
            try await client.coreV1.secrets.namespace("shop").create(
                CoreV1.Secret(metadata: ObjectMeta(name: "s\(index)")))
        }
        try await client.coreV1.configmaps.namespace("default").create(configMap("stays"))

        let outcome = try await client.coreV1.namespaces.delete("shop")
        guard case .accepted(let deleted) = outcome else {
            Issue.record("the namespace went at once: \(outcome)")
            return
        }
        #expect(deleted.status?.phase == .terminating)
        try await client.coreV1.namespaces.eventuallyGone("shop")
        #expect(try await client.coreV1.configmaps.list().items.map(\.metadata.name) == ["stays"])
        #expect(try await client.coreV1.secrets.list().items.isEmpty)
        // The name is free again, and nothing of the old one comes back.
        try await makeNamespace("shop", client)
        #expect(try await client.coreV1.configmaps.namespace("shop").list().items.isEmpty)
        await server.stop()
    }

    @Test func resourcesAddedAtRunTimeAreEmptiedToo() async throws {
        let server = try await TestAPIServer(controllers: Self.controllers())
        server.resources.add(NoteDefinitions.notes, named: "notes")
        server.resources.add(NoteDefinitions.letters, named: "letters")
        let client = server.client
        try await makeNamespace("shop", client)
        let clients = ["notes", "letters"].map { plural in
            client.dynamic(
                GroupVersionResource(group: "\(plural).example.org", version: "v1", resource: plural),
                scope: .namespaced)
        }
        for (client, kind) in zip(clients, ["Note", "Letter"]) {
            var object = UnstructuredObject()
            object.apiVersion = client.resource.apiVersion
            object.kind = kind
            object.metadata.name = "a"
            try await client.namespace("shop").create(object)
        }
        try await client.coreV1.namespaces.delete("shop")
        try await client.coreV1.namespaces.eventuallyGone("shop")
        for client in clients { #expect(try await client.list().items.isEmpty) }
        await server.stop()
    }

    @Test func itWaitsForFinalizersAndSaysSo() async throws {
        let server = try await TestAPIServer(controllers: Self.controllers())
        let client = server.client
        try await makeNamespace("shop", client)
        let configMaps = client.coreV1.configmaps.namespace("shop")
        try await configMaps.create(configMap("held", finalizers: ["example.org/hold", "example.org/other"]))
        try await configMaps.create(configMap("free"))
        try await client.coreV1.namespaces.delete("shop")

        let namespace = try await client.coreV1.namespaces.eventually("shop") { $0.status?.conditions != nil }
        let conditions = namespace.status?.conditions ?? []
        #expect(
            conditions.map { "\($0.type) \($0.status) \($0.reason ?? ""): \($0.message ?? "")" } == [
                "NamespaceDeletionDiscoveryFailure False ResourcesDiscovered: All resources successfully discovered",
                "NamespaceDeletionGroupVersionParsingFailure False ParsedGroupVersions: "
                    + "All legacy kube types successfully parsed",
                "NamespaceDeletionContentFailure False ContentDeleted: "
                    + "All content successfully deleted, may be waiting on finalization",
                "NamespaceContentRemaining True SomeResourcesRemain: "
                    + "Some resources are remaining: configmaps. has 1 resource instances",
                "NamespaceFinalizersRemaining True SomeFinalizersRemain: "
                    + "Some content in the namespace has finalizers remaining: "
                    + "example.org/hold in 1 resource instances, example.org/other in 1 resource instances",
            ])
        #expect(conditions.allSatisfy { $0.lastTransitionTime != nil })
        #expect(namespace.status?.phase == .terminating)
        #expect(try await configMaps.list().items.map(\.metadata.name) == ["held"])

        // Half of what it waits for is not enough.
        try await configMaps.modify("held") { $0.metadata.finalizers = ["example.org/other"] }
        try await client.coreV1.namespaces.eventually("shop") {
            $0.status?.conditions?.last?.message?.contains("hold") == false
        }
        try await configMaps.modify("held") { $0.metadata.finalizers = nil }
        try await client.coreV1.namespaces.eventuallyGone("shop")
        await server.stop()
    }

    @Test func otherFinalizersOfTheNamespaceKeepIt() async throws {
        let server = try await TestAPIServer(controllers: Self.controllers())
        let client = server.client
        try await client.coreV1.namespaces.create(
            CoreV1.Namespace(
                metadata: ObjectMeta(name: "shop"), spec: CoreV1.NamespaceSpec(finalizers: ["example.org/mine"])))
        try await client.coreV1.configmaps.namespace("shop").create(configMap("a"))
        try await client.coreV1.namespaces.delete("shop")
        let namespace = try await client.coreV1.namespaces.eventually("shop") {
            $0.spec?.finalizers?.contains("kubernetes") == false
        }
        #expect(namespace.spec?.finalizers == ["example.org/mine"])
        #expect(try await client.coreV1.configmaps.namespace("shop").list().items.isEmpty)
        await server.stop()
    }

    @Test func deletionsFromBeforeItsStartAreTakenUp() async throws {
        let server = try await TestAPIServer()
        try await makeNamespace("shop", server.client)
        try await server.client.coreV1.configmaps.namespace("shop").create(configMap("a"))
        try await server.client.coreV1.namespaces.delete("shop")
        await server.stop()

        let restarted = try await TestAPIServer(controllers: Self.controllers(), storage: server.storage)
        try await restarted.client.coreV1.namespaces.eventuallyGone("shop")
        await restarted.stop()
    }

    @Test func aNamespaceThatIsNotDeletedIsLeftAlone() async throws {
        let server = try await TestAPIServer(controllers: Self.controllers())
        try await makeNamespace("shop", server.client)
        try await makeNamespace("gone", server.client)
        try await server.client.coreV1.configmaps.namespace("shop").create(configMap("a"))
        try await server.client.coreV1.namespaces.delete("gone")
        try await server.client.coreV1.namespaces.eventuallyGone("gone")
        let namespace = try await server.client.coreV1.namespaces.get("shop")
        #expect(namespace.status?.conditions == nil)
        #expect(try await server.client.coreV1.configmaps.namespace("shop").list().items.count == 1)
        await server.stop()
    }

    // MARK: Failures

    @Test func aResourceThatCannotBeDeletedIsReportedAndTriedAgain() async throws {
        let isBroken = Mutex(true)
        let controllers = Self.controllers { server in
            FailingSender(server) { request in
                request.head.method == .delete && request.path.hasSuffix("/secrets") && isBroken.withLock { $0 }
                    ? .internalError("the disk is full") : nil
            }
        }
        let server = try await TestAPIServer(controllers: controllers)
        let client = server.client
        try await makeNamespace("shop", client)
        try await client.coreV1.secrets.namespace("shop").create(CoreV1.Secret(metadata: ObjectMeta(name: "a")))
        try await client.coreV1.configmaps.namespace("shop").create(configMap("a"))
        try await client.coreV1.namespaces.delete("shop")

        let namespace = try await client.coreV1.namespaces.eventually("shop") { $0.status?.conditions != nil }
        let condition = namespace.status?.conditions?.first { $0.type == "NamespaceDeletionContentFailure" }
        #expect(condition?.status == "True")
        #expect(condition?.reason == "ContentDeletionFailed")
        #expect(
            condition?.message
                == "Failed to delete all resource types, 1 remaining: secrets: Internal error occurred: the disk is full"
        )
        // What can be deleted is, whatever fails beside it.
        #expect(try await client.coreV1.configmaps.namespace("shop").list().items.isEmpty)
        isBroken.withLock { $0 = false }
        try await client.coreV1.namespaces.eventuallyGone("shop")
        await server.stop()
    }

    @Test func aGroupWithoutDiscoveryKeepsTheNamespace() async throws {
        let isBroken = Mutex(true)
        let controllers = Self.controllers { server in
            FailingSender(server, hasOldDiscovery: true) { request in
                request.path == "/apis/events.k8s.io/v1" && isBroken.withLock { $0 }
                    ? .serviceUnavailable("not yet") : nil
            }
        }
        let server = try await TestAPIServer(controllers: controllers)
        let client = server.client
        try await makeNamespace("shop", client)
        try await client.coreV1.configmaps.namespace("shop").create(configMap("a"))
        try await client.coreV1.namespaces.delete("shop")
        let namespace = try await client.coreV1.namespaces.eventually("shop") { $0.status?.conditions != nil }
        let condition = namespace.status?.conditions?.first
        #expect(condition?.type == "NamespaceDeletionDiscoveryFailure")
        #expect(condition?.status == "True")
        #expect(
            condition?.message
                == "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: "
                + "events.k8s.io/v1: not yet")
        #expect(try await client.coreV1.configmaps.namespace("shop").list().items.isEmpty)
        isBroken.withLock { $0 = false }
        try await client.coreV1.namespaces.eventuallyGone("shop")
        await server.stop()
    }

    @Test func changesInBetweenAreNoFailures() async throws {
        // Every other write of the namespace meets a conflict first.
        let count = Mutex(0)
        let controllers = Self.controllers { server in
            FailingSender(server) { request in
                guard request.head.method == .put else { return nil }
                let isOdd = count.withLock { count in
                    count += 1
                    return count % 2 == 1
                }
                return isOdd
                    ? .conflict(GroupResource(group: "", resource: "namespaces"), name: "shop", message: "changed")
                    : nil
            }
        }
        let server = try await TestAPIServer(controllers: controllers)
        try await makeNamespace("shop", server.client)
        try await server.client.coreV1.namespaces.delete("shop")
        try await server.client.coreV1.namespaces.eventuallyGone("shop")
        #expect(count.withLock { $0 } >= 4)
        await server.stop()
    }
}
