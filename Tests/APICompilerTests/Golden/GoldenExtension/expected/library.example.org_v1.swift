// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import GoldenModels

extension LibraryV1Client {
    /// The resource `shelves`, of kind `Shelf`.
    public var shelves: ResourceClient<LibraryV1.Shelf> { clientset.resource() }
}

extension GoldenExtensionRegistrations {
    /// What is registered for `library.example.org/v1`.
    public static let libraryV1 = GroupVersionRegistration(
        group: "library.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"library.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "shelves", type: LibraryV1.Shelf.self),
        ]
    )
}
