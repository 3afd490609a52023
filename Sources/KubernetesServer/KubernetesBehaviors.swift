import APIMachinery
public import APIServer
import KubernetesAPI

/// What Swift code adds to Kubernetes' workload kinds.
public enum KubernetesBehaviors {
    /// The behaviors of all kinds of this module, to be given to a server's configuration.
    public static var all: ResourceBehaviors {
        [
            GroupResource(group: "", resource: "pods"): ResourceBehavior(
                strategy: PodStrategy(), cells: TypedCells(PodCells.cells)),
            GroupResource(group: "", resource: "services"): ResourceBehavior(
                strategy: ServiceStrategy(), cells: TypedCells(ServiceCells.cells)),
            GroupResource(group: "apps", resource: "deployments"): ResourceBehavior(
                strategy: DeploymentStrategy(), cells: TypedCells(DeploymentCells.cells)),
        ]
    }
}
