import APIMachinery
import JSON
import KubernetesAPI

/// The cells of a deployment's row that no path can say, as kube-apiserver computes them.
enum DeploymentCells {
    /// The cells by the names of their columns.
    static func cells(of deployment: AppsV1.Deployment, now: Time) -> [String: JSONValue] {
        let status = deployment.status
        let containers = deployment.spec?.template.spec?.containers ?? []
        return [
            "Ready": .string("\(status?.readyReplicas ?? 0)/\(deployment.spec?.replicas ?? 0)"),
            // Numbers, though the columns are of type string.
            "Up-to-date": .integer(Int64(status?.updatedReplicas ?? 0)),
            "Available": .integer(Int64(status?.availableReplicas ?? 0)),
            "Containers": .string(containers.map(\.name).joined(separator: ",")),
            "Images": .string(containers.map { $0.image ?? "" }.joined(separator: ",")),
            "Selector": .string(text(of: deployment.spec?.selector)),
        ]
    }

    /// The selector as a `labelSelector` parameter has it; empty where it selects everything or cannot be read.
    private static func text(of selector: LabelSelector?) -> String {
        guard let selector, let query = try? LabelQuery(selector) else { return "" }
        return query.description
    }
}
