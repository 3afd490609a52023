import APIMachinery
import APISchema

/// An endpoint as it is served: the handler of each verb that both the definition and the endpoint have.
struct ServedEndpoint: Sendable {
    typealias Handler = @Sendable (EndpointCall) async throws -> APIResponse

    private let handlers: [Verb: Handler]
    /// The verbs whose requests are passed on.
    private let connected: Set<Verb>

    /// - Parameter verbs: What the definition offers.
    init(_ endpoint: (any Endpoint)?, verbs: [Verb]) {
        var handlers: [Verb: Handler] = [:]
        var connected: Set<Verb> = []
        if let endpoint {
            for verb in verbs {
                if let handler = Self.handler(of: endpoint, verb) {
                    handlers[verb] = handler
                } else if let connecter = endpoint as? any ConnectHandler {
                    handlers[verb] = { try await connecter.connect($0) }
                    connected.insert(verb)
                }
            }
        }
        self.handlers = handlers
        self.connected = connected
    }

    /// The verbs that are served, sorted.
    var verbs: [Verb] { handlers.keys.sorted() }

    func handler(_ verb: Verb) -> Handler? { handlers[verb] }

    /// What a request is counted as: ``Verb/connect`` where it is passed on.
    func counted(_ verb: Verb) -> Verb { connected.contains(verb) ? .connect : verb }

    private static func handler(of endpoint: any Endpoint, _ verb: Verb) -> Handler? {
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
        case .deleteCollection:
            guard let handler = endpoint as? any DeleteCollectionHandler else { return nil }
            return { try await handler.deleteCollection($0) }
        default: return nil
        }
    }
}
