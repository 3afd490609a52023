// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `counters.example.org/v1`.
public enum CountersV1 {}

/// The resources of `counters.example.org/v1`.
public struct CountersV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `counters.example.org/v1`.
    public var countersV1: CountersV1Client { CountersV1Client(self) }
}

extension CountersV1Client {
    /// The resource `counters`, of kind `Counter`.
    public var counters: ResourceClient<CountersV1.Counter> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `counters.example.org/v1`.
    public static let countersV1 = GroupVersionRegistration(
        group: "counters.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"counters.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "counters", type: CountersV1.Counter.self),
        ]
    )
}
