public import APIMachinery

/// What can be done with a resource or one of its subresources: a value that conforms to one protocol for each verb.
///
/// Routes, discovery, OpenAPI documents and the verbs that authorization is asked about follow from these protocols and from
/// the verbs of the definition: what either lacks is not served. The endpoints of stored objects, their status and scale
/// are there for every resource; others (an action on an object, a review, a proxy) are given with
/// ``ResourceBehavior/handler`` and
/// ``ResourceBehavior/subresourceHandlers``.
public protocol Endpoint: Sendable {}

/// Answers GET of one object.
public protocol GetHandler: Endpoint {
    /// Answers the request.
    func get(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers GET of a collection.
public protocol ListHandler: Endpoint {
    /// Answers the request.
    func list(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers a watch.
public protocol WatchHandler: Endpoint {
    /// Answers the request.
    func watch(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers POST.
public protocol CreateHandler: Endpoint {
    /// Answers the request.
    func create(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers PUT.
public protocol UpdateHandler: Endpoint {
    /// Answers the request.
    func update(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers PATCH.
public protocol PatchHandler: Endpoint {
    /// Answers the request.
    func patch(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers DELETE of one object.
public protocol DeleteHandler: Endpoint {
    /// Answers the request.
    func delete(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers DELETE of a collection.
public protocol DeleteCollectionHandler: Endpoint {
    /// Answers the request.
    func deleteCollection(_ call: EndpointCall) async throws -> APIResponse
}

/// Answers whatever method the definition's verbs stand for, by passing it on: a proxy, or a stream to elsewhere.
public protocol ConnectHandler: Endpoint {
    /// Answers the request.
    func connect(_ call: EndpointCall) async throws -> APIResponse
}
