public import APIMachinery
public import APIServer
import ControlPlaneAPI
import ControlPlaneBehaviors
public import Controllers
import Logging
public import Storage

/// A whole server within the test's process, without a socket.
///
/// ```swift
/// let server = try await TestAPIServer(registrations: LibraryRegistrations.all, behaviors: LibraryBehaviors.all)
/// let books = server.client.libraryV1.books.namespace("default")
/// try await books.create(LibraryV1.Book(metadata: ObjectMeta(name: "dune"), spec: …))
/// try await books.eventually("dune") { $0.status?.lent == 0 }
/// await server.stop()
/// ```
///
/// Namespaces, ConfigMaps and the other kinds that every server has are there, and so are the namespaces `default` and
/// `kube-system`. Objects are kept in memory unless a storage is given; with one, a second server can be started on what
/// the first has left.
public final class TestAPIServer: RequestSender {
    /// The server.
    public let server: APIServer
    /// Where the objects are kept.
    public let storage: any Storage
    /// Typed clients of the server's resources.
    public var client: Clientset { Clientset(sender: server) }

    /// The resources that are served, to be added to and removed from.
    public var resources: ResourceTable { server.resources }

    private let controllers: Task<Void, Never>

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - registrations: What generated code registers, beside the kinds that every server has.
    ///   - behaviors: What Swift code adds to the resources.
    ///   - controllers: What runs beside; nothing unless said otherwise.
    ///   - storage: Where the objects are kept. ``stop()`` leaves it open.
    ///   - configure: Changes the rest of the server's configuration.
    /// - Throws: `CompactFormError` for definitions that this program cannot read, and what the storage fails with.
    public init(
        registrations: [GroupVersionRegistration] = [], behaviors: ResourceBehaviors = [:],
        controllers: ControllerSet = ControllerSet(), storage: any Storage = MemoryStorage(),
        configure: (inout APIServer.Configuration) -> Void = { _ in }
    ) async throws {
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane + behaviors
        // What goes wrong is in the answers, which tests look at.
        configuration.logger = Logger(label: "apus.test") { _ in SwiftLogNoOpLogHandler() }
        configure(&configuration)
        let logger = configuration.logger
        let server = try APIServer(
            storage: storage, registrations: ControlPlaneAPIRegistrations.all + registrations,
            configuration: configuration)
        try await server.prepare()
        self.server = server
        self.storage = storage
        self.controllers = Task { await controllers.run(server, logger: logger) }
    }

    deinit {
        controllers.cancel()
    }

    /// Answers a request as it would be answered over a connection.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        try await server.send(request)
    }

    /// Stops the controllers, ends all watches and returns once every request is answered.
    ///
    /// A server that is dropped without this stops its controllers too, but does not wait for them.
    public func stop() async {
        controllers.cancel()
        await controllers.value
        await server.shutDown()
    }
}
