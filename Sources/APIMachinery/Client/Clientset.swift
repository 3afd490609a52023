/// The way to all resources of a server.
///
/// Generated code extends it with a property for each group and version: `client.coreV1.pods.namespace("x").get("y")`.
public struct Clientset: Sendable {
    /// What answers the requests.
    public let sender: any RequestSender

    /// Sends through `sender`.
    public init(sender: any RequestSender) {
        self.sender = sender
    }

    /// The client of a resource by its type.
    public func resource<Resource: APIResource>(_ type: Resource.Type = Resource.self) -> ResourceClient<Resource> {
        ResourceClient(sender: sender)
    }
}
