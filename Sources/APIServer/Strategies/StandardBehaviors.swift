import APIMachinery

/// The behaviors of the kinds that every server has.
enum StandardBehaviors {
    static let all: ResourceBehaviors = [
        GroupResource(group: "", resource: "namespaces"): ResourceBehavior(strategy: NamespaceStrategy()),
        GroupResource(group: "", resource: "configmaps"): ResourceBehavior(
            strategy: ConfigMapStrategy(), cells: DataCountCells()),
        GroupResource(group: "", resource: "secrets"): ResourceBehavior(strategy: SecretStrategy(), cells: DataCountCells()),
    ]
}

/// The namespaces that are there from the start.
enum StandardNamespaces {
    static let all = ["default", "kube-system", "kube-public", "kube-node-lease"]
    /// Those that cannot be deleted.
    static let permanent: Set = ["default", "kube-system", "kube-public"]
}
