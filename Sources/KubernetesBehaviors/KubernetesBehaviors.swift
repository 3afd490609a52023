import APIMachinery
import APISchema
public import APIServer
import JSON
import KubernetesAPI

/// From where services get what is handed out.
public struct ServiceNetwork: Sendable {
    /// The addresses of services.
    public var addresses = AddressRange.services
    /// The ports of services on nodes.
    public var nodePorts: ClosedRange<Int64> = 30000...32767
    /// The port of the API server itself.
    public var serverPort: UInt16 = 6443

    /// The defaults.
    public init() {}
}

extension ResourceBehaviors {
    /// What Swift code adds to Kubernetes' workload kinds, beside ``controlPlane``.
    ///
    /// - Parameter network: From where services get what is handed out.
    public static func kubernetes(_ network: ServiceNetwork = ServiceNetwork()) -> ResourceBehaviors {
        var behaviors: ResourceBehaviors = [
            GroupResource(group: "", resource: "pods"): PodStrategy.behavior(
                TypedCells(PodCells.cells, conditions: PodCells.conditions)),
            GroupResource(group: "", resource: "services"): ServiceStrategy.behavior(
                TypedCells(ServiceCells.cells),
                ServiceAllocator(addresses: network.addresses, nodePorts: network.nodePorts)),
            GroupResource(group: "apps", resource: "deployments"): DeploymentStrategy.behavior(
                TypedCells(DeploymentCells.cells)),
        ]
        behaviors.objects = [kubernetesService(network)]
        return behaviors
    }

    /// The service by which what runs in a cluster finds the API server: it has the first address of all.
    private static func kubernetesService(_ network: ServiceNetwork) -> JSONObject {
        [
            "apiVersion": "v1", "kind": "Service",
            "metadata": [
                "name": "kubernetes", "namespace": "default",
                "labels": ["component": "apiserver", "provider": "kubernetes"],
            ],
            "spec": [
                "type": "ClusterIP", "clusterIP": .string(network.addresses.serverAddress), "sessionAffinity": "None",
                "ipFamilyPolicy": "SingleStack",
                "ports": [
                    [
                        "name": "https", "protocol": "TCP", "port": 443,
                        "targetPort": .integer(Int64(network.serverPort)),
                    ]
                ],
            ],
        ]
    }
}
