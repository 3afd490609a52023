import APIMachinery
import APISchema
import HTTPTypes
import JSON

/// The `scale` subresource: the replicas that an object asks for and has, seen as an `autoscaling/v1.Scale`.
struct ScaleEndpoint: Sendable {
    let registry: Registry
    /// Where the replicas stand in the object.
    let paths: ScalePaths
    /// The kind Scale, which is read and answered as any other.
    let scale: ServedResource

    func answer(_ call: ResourceEndpoints.Call) async throws -> APIResponse {
        let answerer = try Answerer(call.request, call.info.query, scale, call.transcoder, isWatch: false)
        let reader = ObjectReader(resource: scale, transcoder: call.transcoder, warnings: call.context.warnings)
        let written: StoredObject
        switch call.info.verb {
        case "get":
            written = try await registry.get(call.resource, namespace: call.namespace, name: call.info.name)
        case "update":
            let options = try WriteOptions(call.info.query, kind: "UpdateOptions", user: call.context.user)
            let sent = try await reader.object(
                in: call.request, options.fieldValidation, encodings: Encoding.allCases)
            written = try await write(call, options) { _ in sent }
        case "patch":
            let options = try WriteOptions(call.info.query, kind: "PatchOptions", user: call.context.user)
            let patch = try await Patch(call.request, scale)
            written = try await write(call, options) { current in
                var patched = try patch.apply(to: current, scale)
                try reader.checkPatchedKind(&patched)
                try reader.checkPatched(patched, options.fieldValidation)
                return patched
            }
        default:
            throw APIError.methodNotAllowed()
        }
        let view = self.view(of: try written.tree())
        return try answerer.object(try registry.encoded(view, scale, revision: written.revision))
    }

    /// Writes the replicas that a scale asks for into its object.
    private func write(
        _ call: ResourceEndpoints.Call, _ options: WriteOptions,
        _ change: @escaping @Sendable (JSONObject) throws -> JSONObject
    ) async throws -> StoredObject {
        try await registry.update(
            .function { object in
                let wanted = try change(view(of: object))
                try check(wanted, name: call.info.name)
                let replicas = wanted.value("spec", "replicas") ?? 0
                var changed = JSONValue.object(object)
                guard paths.specReplicas.set(replicas, in: &changed), case .object(var result) = changed else {
                    throw APIError.badRequest("the object has no place for replicas at \(paths.specReplicas)")
                }
                // The object's own check of the revision and the uid is the scale's too.
                for member in ["resourceVersion", "uid"] where !wanted.metadataString(member).isEmpty {
                    result.setMetadata(member, .string(wanted.metadataString(member)))
                }
                return result
            }, call.resource, namespace: call.namespace, name: call.info.name, subresource: nil, options,
            call.context.warnings
        ).object
    }

    private func check(_ wanted: JSONObject, name: String) throws {
        let stated = wanted.metadataString("name")
        if !stated.isEmpty && stated != name {
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
    private func view(of object: JSONObject) -> JSONObject {
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
