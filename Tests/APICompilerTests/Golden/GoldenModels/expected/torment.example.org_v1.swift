// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `torment.example.org/v1`.
public enum TormentV1 {}

/// The resources of `torment.example.org/v1`.
public struct TormentV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `torment.example.org/v1`.
    public var tormentV1: TormentV1Client { TormentV1Client(self) }
}

extension TormentV1Client {
    /// The resource `torments`, of kind `Torment`.
    public var torments: ResourceClient<TormentV1.Torment> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `torment.example.org/v1`.
    public static let tormentV1 = GroupVersionRegistration(
        group: "torment.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"torment.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "torments", type: TormentV1.Torment.self),
        ]
    )
}
