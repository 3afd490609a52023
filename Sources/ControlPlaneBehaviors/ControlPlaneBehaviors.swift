import APIMachinery
import APISchema
public import APIServer
import ControlPlaneAPI
import JSON

extension ResourceBehaviors {
    /// What Swift code adds to the kinds that every server has: namespaces, ConfigMaps, Secrets and events.
    public static var controlPlane: ResourceBehaviors {
        var behaviors: ResourceBehaviors = [
            GroupResource(group: "", resource: "namespaces"): NamespaceStrategy.behavior,
            GroupResource(group: "", resource: "configmaps"): ResourceBehavior(
                strategy: ConfigMapStrategy(), cells: TypedCells(ConfigMapCells.cells)),
            GroupResource(group: "", resource: "secrets"): ResourceBehavior(
                strategy: SecretStrategy(), cells: TypedCells(SecretCells.cells)),
            GroupResource(group: "", resource: "serviceaccounts"): ResourceBehavior(strategy: ServiceAccountStrategy())
                .with {
                    // Kubernetes' own server lets secrets repeat.
                    $0.checksListKeys = false
                },
            GroupResource(group: "", resource: "events"): ResourceBehavior(
                strategy: EventStrategy(), cells: TypedCells<CoreV1.Event>(EventCells.cells)
            ).with {
                $0.createsOnUpdate = true
                $0.canHaveDependents = false
                // Kubernetes takes whatever names its oldest reporters make up.
                $0.names = .pathSegment
            },
            GroupResource(group: "events.k8s.io", resource: "events"): ResourceBehavior(
                strategy: EventStrategy(), cells: TypedCells<EventsV1.Event>(EventCells.cells)
            ).with {
                $0.createsOnUpdate = true
                $0.canHaveDependents = false
            },
        ]
        behaviors.objects = StandardNamespaces.all.map { name in
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
        }
        return behaviors
    }
}

/// The namespaces that are there from the start.
enum StandardNamespaces {
    static let all = ["default", "kube-system", "kube-public", "kube-node-lease"]
    /// Those that cannot be deleted.
    static let permanent: Set = ["default", "kube-system", "kube-public"]
}
