extension CELLibrary {
    /// What expressions of Kubernetes can use beyond the language's own functions: its libraries of texts, numbers, lists,
    /// sets, patterns, addresses, URLs, quantities, versions and formats (`k8s.io/apiserver/pkg/cel/library`).
    public static let kubernetes: CELLibrary = {
        var library = CELLibrary()
        for part in [strings, math, collections, patterns, network, urls, quantities, versions, formats] {
            library.add(part)
        }
        return library
    }()
}
