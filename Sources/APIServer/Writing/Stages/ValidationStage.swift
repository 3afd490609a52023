import APIMachinery
import APISchema
import JSON

/// Whether the object may be: its metadata, its schema, its strategy. All faults are answered together; what is right but
/// odd becomes a warning.
struct ValidationStage: WriteStage {
    func run(_ write: inout WriteRequest) async throws {
        guard write.operation != .delete, let object = write.object else { return }
        let resource = write.resource
        var errors = write.isStored ? MetadataValidation.errors(in: object, rule: resource.behavior.names) : []
        if let old = write.old { errors += MetadataValidation.updateErrors(in: object, from: old) }
        errors += Self.schemaErrors(object, old: write.old, resource, resource.storageSchema)
        var findings = StrategyFindings()
        do throws(ModelReadingError) {
            if let fault = write.strategyFault { throw fault }
            findings = try write.endpoint.strategy.check(object, from: write.old, write.context)
        } catch {
            // The schema has mostly said it, and where.
            if errors.isEmpty && write.faults.isEmpty { errors.append(FieldError(.invalid, "", "\(error)")) }
        }
        errors += findings.errors
        try Self.refuse(write.inRequestVersion(errors), write)
        for text in resource.storageSchema.deprecationWarnings(for: .object(object)) { write.warnings.add(text) }
        for text in findings.warnings { write.warnings.add(text) }
    }

    /// What a schema says of an object.
    static func schemaErrors(
        _ object: JSONObject, old: JSONObject?, _ resource: ServedResource, _ schema: ResolvedSchema
    ) -> [FieldError] {
        let options = ValidationOptions(
            style: resource.definition.isNormalized ? .builtIn : .customResource,
            checksListKeys: resource.behavior.checksListKeys)
        // The server's own rules for metadata allow what the lists' types do not: two references to one owner, say.
        return schema.validate(.object(object), replacing: old.map { .object($0) }, options: options)
            .filter { $0.reason != .duplicate || !$0.field.hasPrefix("metadata.") }
    }

    /// - Throws: `APIError` 422 where there are any faults.
    static func refuse(_ errors: [FieldError], _ write: WriteRequest) throws {
        guard !errors.isEmpty else { return }
        throw APIError.invalid(
            write.resource.groupKind, name: write.name,
            causes: errors.prefix(FieldError.maximumAnswered).map { StatusCause($0) },
            hasMore: errors.count > FieldError.maximumAnswered)
    }
}

extension WriteRequest {
    /// Faults at the paths that the version of the request has for them, those of its own schema first. Of a kind that is
    /// stored as another one the other's names are answered, as Kubernetes does.
    func inRequestVersion(_ errors: [FieldError]) -> [FieldError] {
        guard !resource.isStorageVersion else { return errors }
        let conversion = resource.definition.storedAs == nil ? resource.definition.conversion : []
        let mappings = conversion.map {
            (from: $0.storagePath.memberText, to: $0.path.memberText)
        }.sorted { $0.from.utf8.count > $1.from.utf8.count }
        let named = errors.map { error in
            guard let mapping = mappings.first(where: { error.field.isAt($0.from) }) else { return error }
            var error = error
            error.field = mapping.to + error.field.dropFirst(mapping.from.count)
            return error
        }
        return faults
            + named.filter { error in !faults.contains { $0.field == error.field && $0.reason == error.reason } }
    }
}

extension FieldPath {
    /// The path of members as field errors have it: `spec.replicas`.
    fileprivate var memberText: String { (members ?? []).joined(separator: ".") }
}

extension String {
    /// Whether a field is at a path or below it.
    fileprivate func isAt(_ path: String) -> Bool {
        guard hasPrefix(path) else { return false }
        let next = dropFirst(path.count).first
        return next == nil || next == "." || next == "["
    }
}
