import APIMachinery

/// A part of an object that is written on its own, such as its status: requests and answers have the whole object.
struct PartEndpoint: GetHandler, UpdateHandler, PatchHandler {
    func get(_ call: EndpointCall) async throws -> APIResponse { try await ObjectEndpoint().get(call) }
    func update(_ call: EndpointCall) async throws -> APIResponse { try await ObjectEndpoint().update(call) }
    func patch(_ call: EndpointCall) async throws -> APIResponse { try await ObjectEndpoint().patch(call) }
}
