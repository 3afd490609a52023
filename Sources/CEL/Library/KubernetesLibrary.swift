extension CELLibrary {
    /// What expressions of Kubernetes can use beyond the language's own functions: its libraries of texts, numbers, lists,
    /// sets, addresses, quantities and versions (`k8s.io/apiserver/pkg/cel/library`).
    public static let kubernetes: CELLibrary = {
        var library = CELLibrary()
        for part in [strings, math, collections, network, quantities, versions] { library.add(part) }
        return library
    }()
}
