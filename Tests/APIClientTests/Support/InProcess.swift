import APIClient
import APIMachinery
import APIServer
import ControlPlaneAPI
import ControlPlaneBehaviors
import Storage
import Testing

/// A server in this process with the kinds of the control plane.
struct InProcess {
    let server: APIServer
    let client: Clientset

    init(limits: MemoryStorage.Limits = .init()) async throws {
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane
        server = try APIServer(
            storage: MemoryStorage(limits: limits), registrations: ControlPlaneAPIRegistrations.all,
            configuration: configuration)
        try await server.prepare()
        client = Clientset(sender: server)
    }

    var configMaps: ResourceClient<CoreV1.ConfigMap> { client.coreV1.configmaps.namespace("default") }

    static func configMap(_ name: String, _ data: [String: String] = [:]) -> CoreV1.ConfigMap {
        var object = CoreV1.ConfigMap()
        object.metadata = ObjectMeta(name: name)
        object.data = data
        return object
    }
}

/// Waits until a condition holds, and fails the test where it does not within a generous time.
func eventually(
    _ what: Comment, within limit: Swift.Duration = .seconds(120), location: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else {
            Issue.record(what, sourceLocation: location)
            return
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}
