// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `trees.example.org/v1`.
public enum TreesV1 {}

/// The resources of `trees.example.org/v1`.
public struct TreesV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `trees.example.org/v1`.
    public var treesV1: TreesV1Client { TreesV1Client(self) }
}

extension TreesV1Client {
    /// The resource `trees`, of kind `Tree`.
    public var trees: ResourceClient<TreesV1.Tree> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `trees.example.org/v1`.
    public static let treesV1 = GroupVersionRegistration(
        group: "trees.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"trees.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "trees", type: TreesV1.Tree.self),
        ]
    )
}
