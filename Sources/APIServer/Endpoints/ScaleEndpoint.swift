import APIMachinery
import APISchema
import HTTPTypes
import JSON

/// The `scale` subresource: the replicas that an object asks for and has, seen as an `autoscaling/v1.Scale`.
struct ScaleEndpoint: GetHandler, UpdateHandler, PatchHandler {
    /// Where the replicas stand in the object.
    let paths: ScalePaths

    func get(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let stored = try await call.server.registry.stored(call.resource, namespace: call.namespace, name: call.name)
        return try await answer(stored, call, answerer)
    }

    func update(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try call.options("UpdateOptions")
        let body = try await call.reader.body(of: call.request)
        let sent = try await Work.run(size: body.size) {
            try call.reader.object(body.bytes, body.encoding, options.fieldValidation)
        }
        return try await write(call, answerer, options, size: body.size) { _ in sent }
    }

    func patch(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try call.options("PatchOptions")
        let patch = try await PatchBody(call.request, call.reader)
        let (scale, warnings) = (call.body, call.warnings)
        return try await write(call, answerer, options, size: Encoding.json.size(of: patch.bytes)) { current in
            try patch.apply(to: current, scale, options.fieldValidation, warnings)
        }
    }

    private func answer(
        _ stored: StoredObject, _ call: EndpointCall, _ answerer: Answerer
    ) async throws -> APIResponse {
        try await Work.run(size: stored.size) {
            let registry = call.server.registry
            let view = self.view(of: try registry.object(stored, call.resource).tree(), as: call.body)
            return try answerer.object(try registry.encoded(view, call.body).object.at(stored.revision))
        }
    }

    /// Writes the replicas that a scale asks for into its object.
    private func write(
        _ call: EndpointCall, _ answerer: Answerer, _ options: WriteOptions, size: Int,
        _ change: @escaping @Sendable (JSONObject) throws -> JSONObject
    ) async throws -> APIResponse {
        let (scale, name, namespace) = (call.body, call.name, call.namespace)
        let make: @Sendable (JSONObject) throws -> JSONObject = { object in
            let wanted = try change(view(of: object, as: scale))
            try check(wanted, name: name, namespace: namespace, scale)
            let stated = wanted.value("spec", "replicas") ?? .null
            let replicas = stated.isNull ? 0 : stated
            var changed = JSONValue.object(object)
            guard paths.specReplicas.set(replicas, in: &changed), case .object(var result) = changed else {
                throw APIError.badRequest("the object has no place for replicas at \(paths.specReplicas)")
            }
            // The object's own check of the revision and the uid is the scale's too.
            for member in ["resourceVersion", "uid"] where !wanted.metadataString(member).isEmpty {
                result.setMetadata(member, .string(wanted.metadataString(member)))
            }
            return result
        }
        let outcome = try await call.write(.update, .change(make, size: size), options)
        return try await answer(outcome.object, call, answerer)
    }

    private func check(_ wanted: JSONObject, name: String, namespace: String, _ scale: ServedResource) throws {
        let place = wanted.metadataString("namespace")
        if !place.isEmpty && !place.utf8.elementsEqual(namespace.utf8) {
            throw APIError.badRequest(
                "the namespace of the provided object does not match the namespace sent on the request")
        }
        let stated = wanted.metadataString("name")
        if !stated.isEmpty && !stated.utf8.elementsEqual(name.utf8) {
            throw APIError.badRequest("the name of the object (\(stated)) does not match the name on the URL (\(name))")
        }
        guard let replicas = wanted.value("spec", "replicas"), !replicas.isNull else { return }
        guard let number = replicas.int64Value, number >= 0, number <= Int64(Int32.max) else {
            throw APIError.invalid(
                scale.groupKind, name: name,
                causes: [.invalid("spec.replicas", value: replicas, "must be greater than or equal to 0")])
        }
    }

    /// The scale of an object.
    private func view(of object: JSONObject, as scale: ServedResource) -> JSONObject {
        let tree = JSONValue.object(object)
        var metadata: JSONObject = [:]
        for member in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            if let value = object.metadata[member] { metadata[member] = value }
        }
        var spec: JSONObject = [:]
        if let replicas = paths.specReplicas.value(in: tree) { spec["replicas"] = replicas }
        var status: JSONObject = ["replicas": paths.statusReplicas.value(in: tree) ?? 0]
        if let selector = paths.labelSelector?.value(in: tree).flatMap(text(ofSelector:)) {
            status["selector"] = .string(selector)
        }
        return [
            "kind": .string(scale.definition.kind), "apiVersion": .string(scale.definition.apiVersion),
            "metadata": .object(metadata), "spec": .object(spec), "status": .object(status),
        ]
    }

    /// A selector as text: custom kinds keep it so, Kubernetes' own keep a LabelSelector.
    private func text(ofSelector value: JSONValue) -> String? {
        if let text = value.stringValue { return text }
        guard case .object = value, let selector = try? LabelSelector(parsing: value.serialized()),
            let query = try? LabelQuery(selector)
        else { return nil }
        return query.description
    }
}
