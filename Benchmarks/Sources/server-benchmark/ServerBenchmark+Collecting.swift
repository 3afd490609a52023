import APIMachinery
import ControlPlaneAPI
import Controllers
import JSON
import KubernetesAPI
import Logging

extension ServerBenchmark {
    /// How long it takes until the dependents of one owner are gone, or free of it, with the garbage collector beside the
    /// server.
    func collections() async throws {
        let client = Clientset(sender: server)
        var logger = Logger(label: "collector")
        logger.logLevel = .warning
        let collector = Task { [logger] in await GarbageCollector(client: client, logger: logger).run() }
        try await collect(client, "until the collector knows all", dependents: 1, .background)
        try await collect(client, "dependents, background", dependents: count, .background)
        try await collect(client, "dependents, foreground", dependents: count, .foreground)
        try await collect(client, "dependents, orphaned", dependents: count, .orphan)
        collector.cancel()
        await collector.value
    }

    private func collect(
        _ client: Clientset, _ name: String, dependents: Int, _ policy: DeletionPropagation
    ) async throws {
        let configMaps = client.coreV1.configmaps.namespace("default")
        let prefix = policy.rawValue.lowercased()
        let owner = try await configMaps.create(CoreV1.ConfigMap(metadata: ObjectMeta(name: "\(prefix)-owner")))
        let reference = OwnerReference(
            apiVersion: "v1", kind: "ConfigMap", name: "\(prefix)-owner", uid: owner.metadata.uid ?? "",
            blockOwnerDeletion: true)
        for number in 0..<dependents {
            try await configMaps.create(
                CoreV1.ConfigMap(metadata: ObjectMeta(name: "\(prefix)-\(number)", ownerReferences: [reference])))
        }
        let watch = try await configMaps.watch(ListOptions(resourceVersion: try await revision()))
        let time = try await Measurement.of {
            try await configMaps.delete("\(prefix)-owner", options: DeleteOptions(propagationPolicy: policy))
            // One event for each dependent; the owner's own end comes before them or after.
            var rest = dependents
            var isOwnerGone = false
            for try await event in watch {
                switch event {
                case .deleted(let object) where object.metadata.name == "\(prefix)-owner": isOwnerGone = true
                case .deleted: rest -= 1
                case .modified(let object) where policy == .orphan && object.metadata.ownerReferences == nil:
                    if object.metadata.name != "\(prefix)-owner" { rest -= 1 }
                default: break
                }
                if rest == 0 && isOwnerGone { break }
            }
        }
        let milliseconds = "\(format(time.seconds * 1e3, 0)) ms"
        if dependents == 1 {
            report(name, milliseconds)
        } else {
            let each = format(time.processorSeconds / Double(dependents) * 1e6)
            report("\(dependents) \(name)", "\(milliseconds), \(each) µs of CPU each")
        }
        if policy == .orphan {
            for number in 0..<dependents { try await configMaps.delete("\(prefix)-\(number)") }
        }
    }
}
