import APIClient
import APIMachinery
import APIServer
import APITesting
import ControlPlaneAPI
import Controllers
import Logging
import Storage
import Timing

/// A server whose garbage collector tries again at once, and objects that own each other.
struct GarbageFixture {
    let server: TestAPIServer
    /// Where the objects are kept, for a server that goes on with them.
    let storage: any Storage

    /// - Parameters:
    ///   - workers: How many objects are looked at at once: 1 for what depends on their order.
    ///   - isCollecting: Whether the collector runs.
    ///   - wrap: What stands between the collector and the server.
    init(
        storage: any Storage = MemoryStorage(), workers: Int = 4, isCollecting: Bool = true,
        more: [NamedController] = [], logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        through wrap: @escaping @Sendable (any RequestSender) -> any RequestSender = { $0 }
    ) async throws {
        let collector = NamedController(GarbageCollector.named.name) { context in
            var configuration = GarbageCollector.Configuration()
            configuration.workers = workers
            configuration.retry = QueueRateLimit(
                perKey: Backoff(initial: .milliseconds(5), maximum: .milliseconds(20)), rate: 0)
            configuration.watching = Backoff(initial: .milliseconds(5), maximum: .milliseconds(20))
            configuration.discoveryPeriod = .milliseconds(20)
            await GarbageCollector(
                client: Clientset(sender: wrap(context.client.sender)), configuration: configuration,
                logger: context.logger
            ).run()
        }
        self.storage = storage
        server = try await TestAPIServer(
            controllers: ControllerSet(isCollecting ? [collector] + more : more), storage: storage
        ) { $0.logger = logger }
    }

    /// Another server on what this one has left, with a collector that begins when all is there.
    func restarted(workers: Int = 4) async throws -> GarbageFixture {
        await server.stop()
        return try await GarbageFixture(storage: storage, workers: workers)
    }

    var client: Clientset { server.client }
    var configMaps: ResourceClient<CoreV1.ConfigMap> { client.coreV1.configmaps.namespace("default") }
    var secrets: ResourceClient<CoreV1.Secret> { client.coreV1.secrets.namespace("default") }

    func makeNamespace(_ name: String) async throws {
        try await client.coreV1.namespaces.create(CoreV1.Namespace(metadata: ObjectMeta(name: name)))
    }

    /// Creates a config map and says how dependents name it.
    @discardableResult
    func makeConfigMap(
        _ name: String, in namespace: String = "default", owners: [OwnerReference] = [], finalizers: [String]? = nil
    ) async throws -> OwnerReference {
        let metadata = ObjectMeta(name: name, ownerReferences: owners, finalizers: finalizers)
        let created = try await client.coreV1.configmaps.namespace(namespace).create(
            CoreV1.ConfigMap(metadata: metadata))
        return OwnerReference(
            apiVersion: "v1", kind: "ConfigMap", name: name, uid: created.metadata.uid ?? "", blockOwnerDeletion: true)
    }

    /// Creates a secret and says how dependents name it.
    @discardableResult
    func makeSecret(
        _ name: String, in namespace: String = "default", owners: [OwnerReference], finalizers: [String]? = nil
    ) async throws -> OwnerReference {
        let metadata = ObjectMeta(name: name, ownerReferences: owners, finalizers: finalizers)
        let created = try await client.coreV1.secrets.namespace(namespace).create(CoreV1.Secret(metadata: metadata))
        return OwnerReference(
            apiVersion: "v1", kind: "Secret", name: name, uid: created.metadata.uid ?? "", blockOwnerDeletion: true)
    }

    /// Deletes a config map; whether it is still there then.
    @discardableResult
    func delete(_ configMap: String, _ policy: DeletionPropagation) async throws -> Bool {
        let outcome = try await configMaps.delete(configMap, options: DeleteOptions(propagationPolicy: policy))
        if case .accepted = outcome { return true }
        return false
    }

    /// The uids that a secret names as its owners.
    func owners(ofSecret name: String) async throws -> [String] {
        try await secrets.get(name).metadata.ownerReferences?.map(\.uid) ?? []
    }

    /// Waits until the collector has come to a secret that is created now. With one worker it has looked at all that
    /// the server told of secrets before.
    func waitForCollector(_ name: String = "sentinel") async throws {
        try await makeSecret(name, owners: [Self.absent()])
        try await secrets.eventuallyGone(name)
    }

    /// A reference to a config map that never was.
    static func absent(_ name: String = "never") -> OwnerReference {
        OwnerReference(apiVersion: "v1", kind: "ConfigMap", name: name, uid: "00000000-0000-0000-0000-00000000\(name)")
    }
}

extension OwnerReference {
    /// The reference, of a dependent that the owner does not wait for.
    var notBlocking: OwnerReference {
        var reference = self
        reference.blockOwnerDeletion = nil
        return reference
    }
}
