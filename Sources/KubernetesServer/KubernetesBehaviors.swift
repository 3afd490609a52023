import APIMachinery
public import APIServer
import KubernetesAPI

/// What Swift code adds to Kubernetes' workload kinds.
public enum KubernetesBehaviors {
    /// From where services get what is handed out.
    public struct ServiceNetwork: Sendable {
        /// The addresses of services.
        public var addresses = AddressRange.services
        /// The ports of services on nodes.
        public var nodePorts: ClosedRange<Int64> = 30000...32767

        /// The defaults.
        public init() {}
    }

    /// The behaviors of all kinds of this module, to be given to a server's configuration.
    public static var all: ResourceBehaviors { all(ServiceNetwork()) }

    /// The behaviors of all kinds of this module.
    ///
    /// - Parameter network: From where services get what is handed out.
    public static func all(_ network: ServiceNetwork) -> ResourceBehaviors {
        [
            GroupResource(group: "", resource: "pods"): ResourceBehavior(
                strategy: PodStrategy(), cells: TypedCells(PodCells.cells, conditions: PodCells.conditions)),
            GroupResource(group: "", resource: "services"): ResourceBehavior(
                strategy: ServiceStrategy(), cells: TypedCells(ServiceCells.cells),
                allocator: ServiceAllocator(addresses: network.addresses, nodePorts: network.nodePorts)),
            GroupResource(group: "apps", resource: "deployments"): ResourceBehavior(
                strategy: DeploymentStrategy(), cells: TypedCells(DeploymentCells.cells)),
        ]
    }
}
