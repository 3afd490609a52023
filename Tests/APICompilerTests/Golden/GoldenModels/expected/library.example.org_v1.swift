// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `library.example.org/v1`.
public enum LibraryV1 {}

/// The resources of `library.example.org/v1`.
public struct LibraryV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `library.example.org/v1`.
    public var libraryV1: LibraryV1Client { LibraryV1Client(self) }
}

extension LibraryV1Client {
    /// The resource `books`, of kind `Book`.
    public var books: ResourceClient<LibraryV1.Book> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `library.example.org/v1`.
    public static let libraryV1 = GroupVersionRegistration(
        group: "library.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"library.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "books", type: LibraryV1.Book.self),
        ]
    )
}
