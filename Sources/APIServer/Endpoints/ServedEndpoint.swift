import APIMachinery
import APISchema

/// An endpoint as it is served: the handler of each verb that both the definition and the endpoint have.
struct ServedEndpoint: Sendable {
    typealias Handler = @Sendable (EndpointCall) async throws -> APIResponse

    private let handlers: [Verb: Handler]

    /// - Parameter verbs: What the definition offers.
    init(_ endpoint: (any Endpoint)?, verbs: [Verb]) {
        var handlers: [Verb: Handler] = [:]
        if let endpoint {
            for verb in verbs { handlers[verb] = Self.handler(of: endpoint, verb) }
        }
        self.handlers = handlers
    }

    /// The verbs that are served, sorted.
    var verbs: [Verb] { handlers.keys.sorted() }

    func handler(_ verb: Verb) -> Handler? { handlers[verb] }

    private static func handler(of endpoint: any Endpoint, _ verb: Verb) -> Handler? {
        if let own = ownHandler(of: endpoint, verb) { return own }
        guard let connecter = endpoint as? any ConnectHandler else { return nil }
        return { try await connecter.connect($0) }
    }

    private static func ownHandler(of endpoint: any Endpoint, _ verb: Verb) -> Handler? {
        switch verb {
        case .get:
            guard let handler = endpoint as? any GetHandler else { return nil }
            return { try await handler.get($0) }
        case .list:
            guard let handler = endpoint as? any ListHandler else { return nil }
            return { try await handler.list($0) }
        case .watch:
            guard let handler = endpoint as? any WatchHandler else { return nil }
            return { try await handler.watch($0) }
        case .create:
            guard let handler = endpoint as? any CreateHandler else { return nil }
            return { try await handler.create($0) }
        case .update:
            guard let handler = endpoint as? any UpdateHandler else { return nil }
            return { try await handler.update($0) }
        case .patch:
            guard let handler = endpoint as? any PatchHandler else { return nil }
            return { try await handler.patch($0) }
        case .delete:
            guard let handler = endpoint as? any DeleteHandler else { return nil }
            return { try await handler.delete($0) }
        case .deletecollection:
            guard let handler = endpoint as? any DeleteCollectionHandler else { return nil }
            return { try await handler.deleteCollection($0) }
        }
    }
}
