// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `values.example.org/v1`.
public enum ValuesV1 {}

/// The resources of `values.example.org/v1`.
public struct ValuesV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `values.example.org/v1`.
    public var valuesV1: ValuesV1Client { ValuesV1Client(self) }
}

extension ValuesV1Client {
    /// The resource `everything`, of kind `Everything`.
    public var everything: ResourceClient<ValuesV1.Everything> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `values.example.org/v1`.
    public static let valuesV1 = GroupVersionRegistration(
        group: "values.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"values.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "everything", type: ValuesV1.Everything.self),
        ]
    )
}
