import APIMachinery
import JSON
import KubernetesAPI

/// The cells of a deployment's row that no path can say, as kube-apiserver computes them.
enum DeploymentCells {
    static func cells(of deployment: AppsV1.Deployment) -> [String: JSONValue] {
        let containers = deployment.spec?.template.spec?.containers ?? []
        let selector = (deployment.spec?.selector).map { $0.description } ?? ""
        return [
            "Ready": .string("\(deployment.status?.readyReplicas ?? 0)/\(deployment.spec?.replicas ?? 0)"),
            "Containers": .string(containers.map(\.name).joined(separator: ",")),
            "Images": .string(containers.map { $0.image ?? "" }.joined(separator: ",")),
            "Selector": .string(selector.isEmpty ? "<none>" : selector),
        ]
    }
}
