import APIMachinery
import ControlPlaneAPI

/// The behaviors of the kinds that every server has.
enum StandardBehaviors {
    static let all: ResourceBehaviors = [
        GroupResource(group: "", resource: "namespaces"): ResourceBehavior(strategy: NamespaceStrategy()),
        GroupResource(group: "", resource: "configmaps"): ResourceBehavior(
            strategy: ConfigMapStrategy(), cells: TypedCells(ConfigMapCells.cells)),
        GroupResource(group: "", resource: "secrets"): ResourceBehavior(
            strategy: SecretStrategy(), cells: TypedCells(SecretCells.cells)),
        GroupResource(group: "", resource: "events"): ResourceBehavior(
            cells: TypedCells<CoreV1.Event>(EventCells.cells)),
        GroupResource(group: "events.k8s.io", resource: "events"): ResourceBehavior(
            cells: TypedCells<EventsV1.Event>(EventCells.cells)),
    ]
}

/// The namespaces that are there from the start.
enum StandardNamespaces {
    static let all = ["default", "kube-system", "kube-public", "kube-node-lease"]
    /// Those that cannot be deleted.
    static let permanent: Set = ["default", "kube-system", "kube-public"]
}
