// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `2nd.example.org/v10beta2`.
public enum Group2ndV10beta2 {}

/// The resources of `2nd.example.org/v10beta2`.
public struct Group2ndV10beta2Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `2nd.example.org/v10beta2`.
    public var group2ndV10beta2: Group2ndV10beta2Client { Group2ndV10beta2Client(self) }
}

extension Group2ndV10beta2Client {
    /// The resource `clientset`, of kind `Client`.
    public var clientset_2: ResourceClient<Group2ndV10beta2.Client> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `2nd.example.org/v10beta2`.
    public static let group2ndV10beta2 = GroupVersionRegistration(
        group: "2nd.example.org", version: "v10beta2",
        definitions: StaticBytes(#"{"definitions":"2nd.example.org/v10beta2"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "clientset", type: Group2ndV10beta2.Client.self),
        ]
    )
}
