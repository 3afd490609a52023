// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery

/// The types of `reviews.example.org/v1`.
public enum ReviewsV1 {}

/// The resources of `reviews.example.org/v1`.
public struct ReviewsV1Client: Sendable {
    /// What the requests go through.
    public let clientset: Clientset

    /// The resources by way of a clientset.
    public init(_ clientset: Clientset) { self.clientset = clientset }
}

extension Clientset {
    /// The resources of `reviews.example.org/v1`.
    public var reviewsV1: ReviewsV1Client { ReviewsV1Client(self) }
}

extension ReviewsV1Client {
    /// The resource `accessreviews`, of kind `AccessReview`.
    public var accessreviews: ResourceClient<ReviewsV1.AccessReview> { clientset.resource() }
}

extension GoldenModelsRegistrations {
    /// What is registered for `reviews.example.org/v1`.
    public static let reviewsV1 = GroupVersionRegistration(
        group: "reviews.example.org", version: "v1",
        definitions: StaticBytes(#"{"definitions":"reviews.example.org/v1"}"#),
        descriptions: StaticBytes(####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####),
        openAPI: StaticBytes(#"{"openapi":"3.0.0"}"#),
        resources: [
            ResourceRegistration(plural: "accessreviews", type: ReviewsV1.AccessReview.self),
        ]
    )
}
