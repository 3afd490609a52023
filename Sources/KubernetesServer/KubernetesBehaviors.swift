public import APIServer
import APIMachinery
import KubernetesAPI

/// What Swift code adds to Kubernetes' workload kinds.
public enum KubernetesBehaviors {
    /// The behaviors of all kinds of this module, to be given to a server's configuration.
    public static var all: ResourceBehaviors {
        [
            GroupResource(group: "", resource: "pods"): ResourceBehavior(cells: TypedCells(PodCells.cells)),
            GroupResource(group: "", resource: "services"): ResourceBehavior(cells: TypedCells(ServiceCells.cells)),
            GroupResource(group: "apps", resource: "deployments"): ResourceBehavior(
                cells: TypedCells(DeploymentCells.cells)),
        ]
    }
}
