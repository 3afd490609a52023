internal import APIClient
internal import APIMachinery
internal import APISchema
internal import HTTPTypes
internal import JSON

/// Makes objects be as their manifests say.
struct Applier {
    let session: Session
    /// What the tool is called.
    let tool: String
    let dryRun: DryRun
    let validation: FieldValidation
    let fieldManager: String
    /// Whether what others have changed since is set as the manifest says, rather than being an error.
    let overwrites: Bool
    /// Whether the server's schemas say how lists are merged, where none is compiled in.
    let asksForSchemas: Bool
    /// How an object that cannot be changed is deleted, to be made anew; `nil` where that is an error.
    let replacement: (options: DeleteOptions, timeout: Swift.Duration)?

    /// What was done.
    enum Outcome: String {
        case created, configured, unchanged
    }

    /// How often a change is computed anew because somebody else was faster.
    private static let attempts = 5

    func apply(_ item: ResourceItem) async throws -> (JSONValue, Outcome) {
        let manifest = item.object ?? JSONObject()
        guard let name = item.name, !name.isEmpty else {
            if let prefix = manifest["metadata"]?["generateName"]?.stringValue, !prefix.isEmpty {
                throw CommandError("from \(prefix): cannot use generate name with apply")
            }
            throw CommandError(
                "error when retrieving current configuration of \(quoted(item.source)): resource name may not be empty")
        }
        let modified = LastApplied.annotated(manifest)
        let path = session.requests.path(item.resource, item.namespace, name)
        guard
            let current = try await describing(
                "retrieving current configuration of", item.source, { try await get(path) })
        else {
            return try await describing("creating", item.source) {
                (try await create(item, modified.withoutNullMembers()), .created)
            }
        }
        return try await describing("applying patch to", item.source) {
            try await change(item, path, from: current, to: modified)
        }
    }

    private func get(_ path: ResourcePath) async throws -> JSONObject? {
        do {
            return try await session.requests.value(.get, path).objectValue
        } catch let error as APIError where error.isNotFound {
            return nil
        }
    }

    private func create(_ item: ResourceItem, _ object: JSONObject) async throws -> JSONValue {
        if dryRun == .client { return .object(object) }
        let options = CreateOptions(
            dryRun: dryRun == .server ? ["All"] : [], fieldManager: fieldManager, fieldValidation: validation)
        return try await session.requests.value(
            .post, session.requests.path(item.resource, item.namespace), query: options.query,
            body: JSONValue.object(object).serialized())
    }

    private func change(
        _ item: ResourceItem, _ path: ResourcePath, from start: JSONObject, to modified: JSONObject
    ) async throws -> (JSONValue, Outcome) {
        if LastApplied.text(of: .object(start)) == nil {
            session.environment.errors.line(
                """
                Warning: resource \(item.resource.resource.resource)/\(item.name ?? "") is missing the \
                \(LastApplied.annotation) annotation which is required by \(tool) apply. \(tool) apply should only be \
                used on resources created declaratively by either \(tool) create --save-config or \(tool) apply. The \
                missing annotation will be patched automatically.
                """)
        }
        if start["metadata"]?["deletionTimestamp"] != nil {
            session.environment.errors.line(
                "Warning: Detected changes to resource \(item.name ?? "") which is currently being deleted.")
        }
        var schema = try await schema(of: item.resource)
        var current = start
        var attempt = 1
        while true {
            let change = try patch(from: current, to: modified, schema)
            if change.isEmpty { return (.object(current), .unchanged) }
            if !overwrites { try Self.checkConflicts(change, current) }
            if dryRun == .client {
                return (try merged(change, into: current, schema), .configured)
            }
            do {
                return (try await send(change, path, isStrategic: schema != nil), .configured)
            } catch let error as APIError where error.isConflict && overwrites && attempt < Self.attempts {
                attempt += 1
                guard let latest = try await get(path) else { throw error }
                current = latest
            } catch let error as APIError where error.code == 415 && schema != nil {
                // The server knows the kind as a custom resource, whose lists are never merged.
                schema = nil
            } catch let error as APIError
                where replacement != nil && dryRun == .none && (error.isConflict || error.code == 422)
            {
                return (try await replace(item, current, with: modified), .configured)
            }
        }
    }

    /// The schema by which lists are merged: the one that is compiled in, or the server's. `nil` where neither says any.
    private func schema(of resource: ServerResource) async throws -> ResolvedSchema? {
        if let schema = try session.compiled.schema(of: resource.kind) { return schema }
        guard asksForSchemas else { return nil }
        do {
            let version = APIVersion(group: resource.kind.group, version: resource.kind.version)
            return OpenAPIPatchSchema(try await session.openAPI(version)).schema(of: resource)
        } catch let error as APIError where error.isNotFound {
            return nil
        } catch is CommandError {
            // A server without documents, or with one that cannot be read, still takes merge patches.
            return nil
        }
    }

    private func patch(
        from current: JSONObject, to modified: JSONObject, _ schema: ResolvedSchema?
    ) throws -> JSONObject {
        var original: JSONObject?
        if let text = LastApplied.text(of: .object(current)) {
            do {
                original = try JSONValue(parsing: text).objectValue
            } catch {
                throw CommandError("the annotation \(LastApplied.annotation) is no JSON: \(error)")
            }
        }
        return try ThreeWayMergePatch.patch(original: original, modified: modified, current: current, schema: schema)
    }

    /// What the server would make of a patch, but for what it adds itself.
    private func merged(_ patch: JSONObject, into current: JSONObject, _ schema: ResolvedSchema?) throws -> JSONValue {
        guard let schema else { return JSONMergePatch.apply(.object(patch), to: .object(current)) }
        return try StrategicMergePatch.apply(.object(patch), to: .object(current), schema: schema)
    }

    private func send(_ patch: JSONObject, _ path: ResourcePath, isStrategic: Bool) async throws -> JSONValue {
        let options = PatchOptions(
            dryRun: dryRun == .server ? ["All"] : [], fieldManager: fieldManager, fieldValidation: validation)
        return try await session.requests.value(
            .patch, path, query: options.query,
            contentType: isStrategic ? "application/strategic-merge-patch+json" : "application/merge-patch+json",
            body: JSONValue.object(patch).serialized())
    }

    private func replace(
        _ item: ResourceItem, _ current: JSONObject, with object: JSONObject
    ) async throws -> JSONValue {
        let deleter = Deleter(
            session: session, options: replacement?.options ?? DeleteOptions(), dryRun: .none, showsNames: false,
            isForced: true, ignoresNotFound: true)
        let uid = try await deleter.delete(item)
        try await deleter.waitForEnd(of: [Deleter.Leaving(item: item, uid: uid)], replacement?.timeout ?? .zero)
        do {
            return try await create(item, object)
        } catch {
            // Better the object as it was than none. Why the new one is refused is what has to be told.
            var former = JSONValue.object(current)
            for field in ["resourceVersion", "uid", "creationTimestamp"] { former["metadata"]?[field] = nil }
            _ = try? await create(item, former.objectValue ?? current)
            throw error
        }
    }

    /// Looks for fields that a patch sets or removes although they are no longer as they were applied.
    private static func checkConflicts(_ patch: JSONObject, _ current: JSONObject) throws(CommandError) {
        let applied = LastApplied.text(of: .object(current)).flatMap { try? JSONValue(parsing: $0) }
        // kubectl compares with what was applied as the annotation has it, which is without that annotation. An object
        // that has one is in conflict with every manifest that differs from it.
        guard let path = conflict(patch, .object(current), applied ?? [:]) else { return }
        throw CommandError(
            "the patch \(JSONValue.object(patch).sortedText()) conflicts with changes made from original to current: "
                + path.joined(separator: "."))
    }

    private static func conflict(_ patch: JSONObject, _ current: JSONValue, _ applied: JSONValue) -> [String]? {
        for (name, value) in patch where !name.hasPrefix("$") {
            guard let present = current[name], present != applied[name] else { continue }
            if case .object(let inner) = value, present.objectValue != nil {
                if let path = conflict(inner, present, applied[name] ?? [:]) { return [name] + path }
            } else if value != present {
                return [name]
            }
        }
        return nil
    }
}
