import APIMachinery
import APISchema
import JSON

/// What is to be written, in the version of the request, and what it replaces.
///
/// What a client sends whole is decoded before the object is looked for, so that a bad body is 400 whatever there is. A
/// patch of what is not there is 404 whatever the patch.
struct DecodingStage: WriteStage {
    let registry: Registry
    let authorizer: any Authorizer

    func run(_ write: inout WriteRequest) async throws {
        switch write.source {
        case .body(let body):
            let object = try write.decoded ?? body.reader.object(body.bytes, body.encoding, write.fieldValidation)
            write.decoded = object
            if write.operation == .update { try await load(&write) }
            write.object = object
        case .patch(let patch):
            write.object = prepared(
                try patch.apply(to: try await shown(&write), write.resource, write.fieldValidation, write.warnings),
                write.resource)
        case .change(let make, _): write.object = prepared(try make(try await shown(&write)), write.resource)
        case .deletion:
            try await load(&write)
            return
        }
        write.completed = write.object
        guard var object = write.object,
            let warning = MetadataValidation.removeRepeatedOwners(from: &object)
        else { return }
        write.warnings.add(warning)
        write.object = object
    }

    private func prepared(_ object: JSONObject, _ resource: ServedResource) -> JSONObject {
        var value = JSONValue.object(object)
        resource.schema.prepare(&value, .steps(isNormalized: resource.definition.isNormalized))
        return value.objectValue ?? object
    }

    /// Reads the object that is to be changed.
    ///
    /// - Throws: `APIError` 404 where there is none, unless the write may create it.
    private func load(_ write: inout WriteRequest) async throws {
        let resource = write.resource
        do {
            let current = try await registry.stored(resource, namespace: write.namespace, name: write.name)
            write.current = current
            write.old = try registry.storedTree(current, resource)
        } catch let error as APIError where error.isNotFound {
            guard case .body = write.source, write.subresource == nil, resource.behavior.createsOnUpdate else {
                throw error
            }
            let uid = write.decoded?.metadataString("uid") ?? ""
            guard uid.isEmpty else {
                throw APIError.conflict(
                    resource.groupResource, name: write.name,
                    message: "Precondition failed: UID in precondition: \(uid), UID in object meta: ")
            }
            try await authorizeCreation(write)
            write.operation = .create
            // Somebody else may create it first: then it is an update after all.
            write.isUnconditional = true
        }
    }

    /// Who may change objects may not for that make new ones.
    private func authorizeCreation(_ write: WriteRequest) async throws {
        guard let user = write.user else { throw APIError.unauthorized() }
        let definition = write.resource.definition
        let attributes = AuthorizationAttributes(
            user: user, verb: .create, group: definition.group, version: definition.version,
            resource: definition.plural, name: write.name, namespace: write.namespace)
        switch try await authorizer.decide(attributes) {
        case .allowed: return
        case .denied(let reason), .noOpinion(let reason): throw attributes.forbidden(reason)
        }
    }

    /// Reads the object that is to be changed, as the version of the request shows it.
    private func shown(_ write: inout WriteRequest) async throws -> JSONObject {
        try await load(&write)
        let old = write.old ?? [:]
        return write.resource.isStorageVersion ? old : try write.resource.fromStorageVersion(old)
    }
}
