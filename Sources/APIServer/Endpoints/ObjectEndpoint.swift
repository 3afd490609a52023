import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage

/// The objects of a resource that are stored.
struct ObjectEndpoint: GetHandler, ListHandler, WatchHandler, CreateHandler, UpdateHandler, PatchHandler, DeleteHandler,
    DeleteCollectionHandler
{
    // MARK: Reading

    func get(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        try await checkRevision(call)
        let stored = try await call.server.registry.stored(call.resource, namespace: call.namespace, name: call.name)
        return try await call.answer(stored, answerer)
    }

    /// An object is always answered as it is now, which is never older than what a client has seen; a revision that is
    /// yet to come is none that it has seen.
    private func checkRevision(_ call: EndpointCall) async throws {
        guard let text = call.info.query["resourceVersion"] else { return }
        guard let number = Int64(text), number >= 0 else {
            throw APIError.badRequest("invalid resource version: \(APIError.versionFault(text))")
        }
        try await call.server.registry.checkRevision(Revision(number))
    }

    func list(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let request = try await call.listRequest(isWatch: false)
        let registry = call.server.registry
        return try await answerer.list(
            try await registry.list(call.resource, namespace: call.scope, request), registry)
    }

    func watch(_ call: EndpointCall) async throws -> APIResponse {
        try await WatchAnswer(call).response()
    }

    // MARK: Writing

    func create(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try call.options("CreateOptions")
        return try await call.answer(
            try await call.write(.create, .body(try await call.reader.body(of: call.request)), options), answerer)
    }

    func update(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try call.options("UpdateOptions")
        return try await call.answer(
            try await call.write(.update, .body(try await call.reader.body(of: call.request)), options), answerer)
    }

    func patch(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try call.options("PatchOptions")
        return try await call.answer(
            try await call.write(.update, .patch(try await PatchBody(call.request, call.reader)), options), answerer)
    }

    func delete(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let request = try await DeletionRequest(call.request, call.info.query, transcoder: call.transcoder)
        let outcome = try await delete(call.name, call.namespace, request, call)
        guard outcome.change == .deleted && call.resource.definition.deletionAnswer == .status else {
            // Only who asked for it in this old way is told that the object is still there (Kubernetes' DeleteResource).
            let waits = outcome.change != .deleted && request.options.orphanDependents == false
            return try await call.answer(outcome.object, answerer, status: waits ? .accepted : .ok)
        }
        return try await Work.run(size: outcome.object.size) {
            try answerer.deleted(try call.server.registry.object(outcome.object, call.resource))
        }
    }

    /// Deletes every object that is selected. The answer is the objects as they were listed.
    func deleteCollection(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let list = try await call.listRequest(isWatch: false)
        let request = try await DeletionRequest(call.request, call.info.query, transcoder: call.transcoder)
        let registry = call.server.registry
        let page = try await registry.list(call.resource, namespace: call.scope, list)
        var pace = Work.Pace()
        for object in page.objects {
            try await pace.step(object.size)
            let metadata = try object.document().root["metadata"]
            do {
                _ = try await delete(
                    metadata?["name"]?.stringValue ?? "", metadata?["namespace"]?.stringValue ?? "", request, call)
            } catch let error as APIError where error.isNotFound {
                continue
            }
        }
        return try await answerer.list(page, registry)
    }

    private func delete(
        _ name: String, _ namespace: String, _ request: DeletionRequest, _ call: EndpointCall
    ) async throws -> WriteOutcome {
        var options = WriteOptions()
        options.isDryRun = request.isDryRun
        options.user = call.user
        return try await call.server.pipeline.run(
            WriteRequest(
                .delete, call.resource, namespace: namespace, name: name, source: .deletion(request), options: options,
                warnings: call.warnings))
    }
}
