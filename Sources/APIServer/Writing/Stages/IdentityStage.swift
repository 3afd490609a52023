import APIMachinery
import APISchema
import JSON
import Storage

/// Which object it is: its name, its namespace, and whether it is the one that the client means.
struct IdentityStage: WriteStage {
    func run(_ write: inout WriteRequest) async throws {
        switch write.operation {
        case .create: try create(&write)
        case .update: try update(&write)
        case .delete: try checkPreconditions(&write)
        }
    }

    // MARK: Creations

    private func create(_ write: inout WriteRequest) throws {
        guard var object = write.object else { return }
        try placeInNamespace(&object, write)
        guard write.isStored else {
            // A question is no object that anybody could refer to.
            write.object = object
            return
        }
        // What is no number says nothing, and a trial stores nothing: so it is in Kubernetes, status and all.
        if !write.isDryRun, let version = UInt64(object.metadataString("resourceVersion")), version > 0 {
            throw APIError(
                code: 500, reason: StatusReason(),
                message: "resourceVersion should not be set on objects to be created")
        }
        let prefix = object.metadataString("generateName")
        if !write.name.isEmpty {
            // A PUT of what is not there.
            try checkName(&object, write)
        } else if object.metadataString("name").isEmpty && !prefix.isEmpty {
            object.setMetadata("name", .string(GeneratedName.make(prefix: prefix)))
            write.isUnconditional = true
        }
        write.name = object.metadataString("name")
        write.object = object
    }

    /// Objects of the cluster are made without the namespace that they may name.
    private func placeInNamespace(_ object: inout JSONObject, _ write: WriteRequest) throws {
        let stated = object.metadataString("namespace")
        if stated.utf8.elementsEqual(write.namespace.utf8) { return }
        guard stated.isEmpty || write.namespace.isEmpty else {
            throw APIError.badRequest(
                "the namespace of the provided object does not match the namespace sent on the request")
        }
        object.setMetadata("namespace", write.namespace.isEmpty ? nil : .string(write.namespace))
    }

    private func checkName(_ object: inout JSONObject, _ write: WriteRequest) throws {
        let stated = object.metadataString("name")
        if stated.isEmpty { throw APIError.badRequest("name must be provided") }
        guard stated.utf8.elementsEqual(write.name.utf8) else {
            throw APIError.badRequest(
                "the name of the object (\(stated)) does not match the name on the URL (\(write.name))")
        }
        try placeInNamespace(&object, write)
    }

    // MARK: Updates

    private func update(_ write: inout WriteRequest) throws {
        guard var object = write.object, let old = write.old, let current = write.current else { return }
        let resource = write.resource
        try checkName(&object, write)
        let wanted = object.metadataString("resourceVersion")
        let present = current.revision.description
        switch write.source {
        case .body:
            write.isUnconditional = wanted.isEmpty || wanted == "0"
            if write.isUnconditional && !resource.definition.isNormalized {
                throw APIError.invalid(
                    resource.groupKind, name: write.name,
                    causes: [.invalid("metadata.resourceVersion", value: 0, "must be specified for an update")])
            }
        // A patch is of the object as it is, unless it says which one it means.
        default: write.isUnconditional = wanted.isEmpty || wanted == "0" || wanted == present
        }
        if !wanted.isEmpty && wanted != "0" && wanted != present {
            throw APIError.modified(resource.groupResource, name: write.name)
        }
        let uid = object.metadataString("uid")
        if !uid.isEmpty && uid != old.metadataString("uid") {
            throw APIError.conflict(
                resource.groupResource, name: write.name,
                message: "Precondition failed: UID in precondition: \(uid), UID in object meta: "
                    + old.metadataString("uid"))
        }
        write.object = object
    }

    // MARK: Deletions

    private func checkPreconditions(_ write: inout WriteRequest) throws {
        write.isUnconditional = true
        guard case .deletion(let request) = write.source, let preconditions = request.options.preconditions,
            let old = write.old, let current = write.current
        else { return }
        // Kubernetes names the kind here rather than the resource.
        let definition = write.resource.definition
        let subject = GroupResource(group: definition.group, resource: definition.kind)
        let uid = old.metadataString("uid")
        if let wanted = preconditions.uid, wanted != uid {
            throw APIError.conflict(
                subject, name: write.name,
                message: "the UID in the precondition (\(wanted)) does not match the UID in record (\(uid)). "
                    + "The object might have been deleted and then recreated")
        }
        if let wanted = preconditions.resourceVersion, wanted != current.revision.description {
            throw APIError.conflict(
                subject, name: write.name,
                message:
                    "the ResourceVersion in the precondition (\(wanted)) does not match the ResourceVersion in record "
                    + "(\(current.revision)). The object might have been modified")
        }
    }
}
