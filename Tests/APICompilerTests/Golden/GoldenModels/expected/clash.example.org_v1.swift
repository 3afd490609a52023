// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `clash.example.org/v1`.
public enum ClashExampleOrgV1 {}

/// The resources of `clash.example.org/v1`.
public struct ClashExampleOrgV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `clash.example.org/v1`.
    public var clashExampleOrgV1: ClashExampleOrgV1Client { ClashExampleOrgV1Client(self) }
}

extension ClashExampleOrgV1Client {
    /// The resource `things`, of kind `Thing`.
    public var things: ResourceClient<ClashExampleOrgV1.Thing> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `clash.example.org/v1`.
    public static let clashExampleOrgV1 = GroupVersionRegistration(
        group: "clash.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"clash.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "things", type: ClashExampleOrgV1.Thing.self),
        ]
    )
}
