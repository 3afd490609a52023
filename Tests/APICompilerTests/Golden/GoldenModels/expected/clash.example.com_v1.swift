// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `clash.example.com/v1`.
public enum ClashExampleComV1 {}

/// The resources of `clash.example.com/v1`.
public struct ClashExampleComV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `clash.example.com/v1`.
    public var clashExampleComV1: ClashExampleComV1Client { ClashExampleComV1Client(self) }
}

extension ClashExampleComV1Client {
    /// The resource `things`, of kind `Thing`.
    public var things: ResourceClient<ClashExampleComV1.Thing> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `clash.example.com/v1`.
    public static let clashExampleComV1 = GroupVersionRegistration(
        group: "clash.example.com", version: "v1",
        definitions: StaticBytes(#"{"definitions":"clash.example.com/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "things", type: ClashExampleComV1.Thing.self),
        ]
    )
}
