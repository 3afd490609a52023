import APIMachinery
import Benchmark
import ControlPlaneAPI
import Controllers
import KubernetesAPI
import Logging

/// How long it takes until the thousand dependents of one owner are gone, or free of it, with the garbage collector
/// beside the server.
func collections(_ backend: Backend) {
    for (name, policy) in [
        ("background", DeletionPropagation.background), ("foreground", .foreground), ("orphan", .orphan),
    ] {
        measure("collect.\(name)", backend, .init(scalingFactor: .kilo, maxIterations: 3)) { benchmark, sample in
            let client = Clientset(sender: sample.server)
            var logger = Logger(label: "collector")
            logger.logLevel = .warning
            let collector = Task { [logger] in await GarbageCollector(client: client, logger: logger).run() }
            // Once it has collected something it knows all.
            let known = try await Dependents(1, of: "known-\(benchmark.currentIteration)", sample)
            try await known.deleteOwner(.background)
            let name = "\(name)-\(benchmark.currentIteration)"
            let dependents = try await Dependents(benchmark.scaledIterations.count, of: name, sample)
            benchmark.startMeasurement()
            try await dependents.deleteOwner(policy)
            benchmark.stopMeasurement()
            collector.cancel()
            await collector.value
            if policy == .orphan { try await dependents.delete() }
        }
    }
}

/// Objects that one other owns.
private struct Dependents {
    let count: Int
    let name: String
    let configMaps: ResourceClient<CoreV1.ConfigMap>
    let events: ResourceWatch<CoreV1.ConfigMap>

    init(_ count: Int, of name: String, _ sample: SampleServer) async throws {
        self.count = count
        self.name = name
        configMaps = Clientset(sender: sample.server).coreV1.configmaps.namespace("default")
        let owner = try await configMaps.create(CoreV1.ConfigMap(metadata: ObjectMeta(name: "\(name)-owner")))
        let reference = OwnerReference(
            apiVersion: "v1", kind: "ConfigMap", name: "\(name)-owner", uid: owner.metadata.uid ?? "",
            blockOwnerDeletion: true)
        for number in 0..<count {
            try await configMaps.create(
                CoreV1.ConfigMap(metadata: ObjectMeta(name: "\(name)-\(number)", ownerReferences: [reference])))
        }
        events = try await configMaps.watch(ListOptions(resourceVersion: try await sample.revision()))
    }

    /// Deletes the owner, and waits for what comes of it.
    func deleteOwner(_ policy: DeletionPropagation) async throws {
        try await configMaps.delete("\(name)-owner", options: DeleteOptions(propagationPolicy: policy))
        // One event for each dependent; the owner's own end comes before them or after.
        var rest = count
        var isOwnerGone = false
        for try await event in events {
            switch event {
            case .deleted(let object) where object.metadata.name == "\(name)-owner": isOwnerGone = true
            case .deleted: rest -= 1
            case .modified(let object) where policy == .orphan && object.metadata.ownerReferences == nil:
                if object.metadata.name != "\(name)-owner" { rest -= 1 }
            default: break
            }
            if rest == 0 && isOwnerGone { return }
        }
    }

    func delete() async throws {
        for number in 0..<count { try await configMaps.delete("\(name)-\(number)") }
    }
}
