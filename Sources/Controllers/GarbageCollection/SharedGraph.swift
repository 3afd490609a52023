import APIClient
import APIMachinery
import Logging
import Synchronization

/// The graph that watches write and workers read, and the queue of what follows from changes.
final class SharedGraph: Sendable {
    private let graph = Mutex(OwnershipGraph())
    private let queue: WorkQueue<OwnershipGraph.Work>
    private let logger: Logger

    init(queue: WorkQueue<OwnershipGraph.Work>, logger: Logger) {
        self.queue = queue
        self.logger = logger
    }

    /// Reads the graph.
    func read<Result: Sendable>(_ body: (borrowing OwnershipGraph) -> Result) -> Result { graph.withLock { body($0) } }

    /// Takes over what a watch tells.
    func apply(_ change: ResourceMonitors.Change, _ source: OwnershipGraph.Source) {
        let consequences = graph.withLock { graph in
            switch change {
            case .ended: return graph.forget(source)
            case .event(.listed(let objects, _)): return graph.replace(with: objects.map(\.metadata), source)
            case .event(.changed(.added(let object))), .event(.changed(.modified(let object))):
                return graph.put(object.metadata, source)
            case .event(.changed(.deleted(let object))): return graph.remove(object.metadata.uid ?? "", source)
            case .event(.changed(.bookmark)): return OwnershipGraph.Consequences()
            }
        }
        for work in consequences.work { queue.add(work) }
        for misplacement in consequences.misplacements { log(misplacement) }
    }

    /// An owner was looked for and not found where a reference says that it is: all who say so are looked at.
    func markAbsent(_ uid: String, _ said: ObjectCoordinates) {
        for dependent in graph.withLock({ $0.markAbsent(uid, said) }) { queue.add(.examine(dependent)) }
    }

    private func log(_ misplacement: OwnershipGraph.Misplacement) {
        let (owner, dependent) = (misplacement.owner, misplacement.dependent)
        logger.warning(
            "an object names an owner that is in another namespace",
            metadata: [
                "reason": "OwnerRefInvalidNamespace", "object": "\(dependent)", "owner": "\(owner)",
                "ownerUID": "\(misplacement.ownerUID)",
            ])
    }
}
