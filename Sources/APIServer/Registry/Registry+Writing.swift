import APIMachinery
import APISchema
import JSON
import Storage

extension Registry {
    /// What a write answers.
    struct Written: Sendable {
        var object: StoredObject
        /// Whether the object was removed, rather than written.
        var isDeleted = false
    }

    // MARK: Creating

    /// Creates an object that has been decoded.
    func create(
        _ object: JSONObject, _ resource: ServedResource, namespace: String, _ options: WriteOptions,
        _ warnings: WarningRecorder
    ) async throws -> Written {
        var object = object
        try placeInNamespace(&object, resource, namespace)
        if !object.metadataString("resourceVersion").isEmpty {
            throw APIError.badRequest("resourceVersion should not be set on objects to be created")
        }
        if resource.isNamespaced { try await checkNamespace(namespace, of: object, resource) }
        let isGenerated = object.metadataString("name").isEmpty && !object.metadataString("generateName").isEmpty
        for attempt in 1... {
            var candidate = object
            if isGenerated {
                candidate.setMetadata(
                    "name", .string(GeneratedName.make(prefix: object.metadataString("generateName"))))
            }
            let context = WriteContext(
                resource: resource, subresource: nil, isDryRun: options.isDryRun, user: options.user)
            try prepareForCreate(&candidate, context, warnings)
            let name = candidate.metadataString("name")
            do {
                return try await allocating(to: candidate, replacing: nil, resource, namespace, name) { object in
                    Written(object: try await insert(object, resource, namespace, name, options))
                }
            } catch let error as APIError where error.isAlreadyExists && isGenerated && attempt < Self.attempts {
                continue
            }
        }
        throw APIError.alreadyExists(resource.groupResource, name: object.metadataString("name"))
    }

    private func insert(
        _ object: JSONObject, _ resource: ServedResource, _ namespace: String, _ name: String, _ options: WriteOptions
    ) async throws -> StoredObject {
        let key = key(resource, namespace, name)
        let (answered, encoded) = try encodings(object, resource, revision: .zero)
        do {
            if options.isDryRun {
                if try await cache.object(at: key) != nil { throw StorageError.keyExists(key) }
                return answered
            }
            let revision = try await cache.write(encoded, at: key) { value throws(StorageError) in
                try await storage.create(key, value: value)
            }
            return answered.at(revision)
        } catch let error as StorageError {
            throw APIError(error, resource.groupResource, name: name)
        }
    }

    private func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext, _ warnings: WarningRecorder)
        throws
    {
        let resource = context.resource
        let strategy = resource.behavior.strategy
        for member in ["resourceVersion", "selfLink", "generation", "deletionTimestamp", "deletionGracePeriodSeconds"] {
            object.setMetadata(member, nil)
        }
        object.setMetadata("uid", .string(makeUUID()))
        object.setMetadata("creationTimestamp", .string(Time.now().description))
        if resource.hasStatus && !strategy.keepsStatusOnCreate { object.removeValue(forKey: "status") }
        if resource.tracksGeneration { object.setMetadata("generation", 1) }
        prepare(&object, resource)
        let completed = object
        strategy.prepareForCreate(&object, context)
        prepare(&object, changedFrom: completed, resource)
        let errors =
            MetadataValidation.errors(in: object, rule: strategy.nameRule) + schemaErrors(object, old: nil, resource)
            + strategy.validate(object, context)
        try refuse(errors, object, resource)
        warn(object, context, warnings)
    }

    /// Writes an object with what the resource's allocator gives it.
    private func allocating(
        to object: JSONObject, replacing old: JSONObject?, _ resource: ServedResource, _ namespace: String,
        _ name: String, _ write: (JSONObject) async throws -> Written
    ) async throws -> Written {
        guard let allocator = resource.behavior.allocator, allocator.isNeeded(for: object, replacing: old) else {
            return try await write(object)
        }
        return try await resource.allocation.withLock {
            let others = try await list(resource, namespace: nil, ListRequest()).objects.map { try $0.document().root }
                .filter {
                    $0["metadata"]?["name"]?.stringValue != name
                        || ($0["metadata"]?["namespace"]?.stringValue ?? "") != namespace
                }
            var object = object
            let errors = allocator.allocate(to: &object, replacing: old, others: others)
            try refuse(errors, object, resource)
            return try await write(object)
        }
    }

    // MARK: Updating

    /// How an update came to its object.
    enum Change: Sendable {
        /// The client sent it whole.
        case replacement(JSONObject)
        /// It is made from the object as it is.
        case function(@Sendable (JSONObject) throws -> JSONObject)
    }

    /// Replaces an object, or its subresource, with one that has been decoded.
    func update(
        _ change: Change, _ resource: ServedResource, namespace: String, name: String, subresource: String?,
        _ options: WriteOptions, _ warnings: WarningRecorder
    ) async throws -> Written {
        for _ in 1...Self.attempts {
            let current: StoredObject
            do {
                current = try await get(resource, namespace: namespace, name: name)
            } catch let error as APIError {
                throw Self.absence(error, change, resource, name)
            }
            let old = try current.tree()
            let isUnconditional: Bool
            var object: JSONObject
            switch change {
            case .replacement(let replacement): object = replacement
            case .function(let make): object = try make(old)
            }
            try checkName(&object, resource, namespace, name)
            let wanted = object.metadataString("resourceVersion")
            if case .function = change {
                isUnconditional = wanted.isEmpty || wanted == current.revision.description
            } else {
                isUnconditional = wanted.isEmpty || wanted == "0"
                if isUnconditional && !resource.definition.isNormalized {
                    throw APIError.invalid(
                        resource.groupKind, name: name,
                        causes: [.invalid("metadata.resourceVersion", value: 0, "must be specified for an update")])
                }
            }
            if !wanted.isEmpty && wanted != "0" && wanted != current.revision.description {
                throw APIError.modified(resource.groupResource, name: name)
            }
            let uid = object.metadataString("uid")
            if !uid.isEmpty && uid != old.metadataString("uid") {
                throw APIError.conflict(
                    resource.groupResource, name: name,
                    message: "the uid in the precondition (\(uid)) does not match that of the object "
                        + "(\(old.metadataString("uid")))")
            }
            let context = WriteContext(
                resource: resource, subresource: subresource, isDryRun: options.isDryRun, user: options.user)
            try prepareForUpdate(&object, from: old, context, warnings)
            do {
                return try await allocating(to: object, replacing: old, resource, namespace, name) { object in
                    try await replace(current, with: object, resource, namespace, name, options)
                }
            } catch let error as StorageError {
                if case .conflict = error, isUnconditional {
                    await cache.catchUp(with: error)
                    continue
                }
                throw APIError(error, resource.groupResource, name: name)
            }
        }
        throw APIError.modified(resource.groupResource, name: name)
    }

    /// What a client is told that would change what is not there: one that names the uid of what it has seen has lost a
    /// race, as if there were another object by now.
    private static func absence(
        _ error: APIError, _ change: Change, _ resource: ServedResource, _ name: String
    ) -> APIError {
        guard error.isNotFound, case .replacement(let object) = change else { return error }
        let uid = object.metadataString("uid")
        guard !uid.isEmpty else { return error }
        return .conflict(
            resource.groupResource, name: name,
            message: "the uid in the precondition (\(uid)) does not match that of the object, which is not there")
    }

    /// Writes what an update came to: nothing where nothing has changed, and a deletion where it was all that was
    /// waited for.
    private func replace(
        _ current: StoredObject, with object: JSONObject, _ resource: ServedResource, _ namespace: String,
        _ name: String,
        _ options: WriteOptions
    ) async throws -> Written {
        let key = key(resource, namespace, name)
        if object.isBeingDeleted && object.finalizers.isEmpty && object.deletionGracePeriodSeconds == 0
            && !resource.behavior.strategy.mustStay(object)
        {
            let written = try encoded(object, resource, revision: current.revision)
            if options.isDryRun { return Written(object: written, isDeleted: true) }
            let revision = try await remove(key, expecting: current.revision)
            return Written(object: written.at(revision), isDeleted: true)
        }
        let (answered, encoded) = try encodings(object, resource, revision: current.revision)
        if options.isDryRun || answered.hasSameText(as: current) { return Written(object: answered) }
        let revision = try await replace(key, with: encoded, expecting: current.revision)
        return Written(object: answered.at(revision))
    }

    /// Replaces an object, and returns once reads see it.
    func replace(
        _ key: StorageKey, with encoded: EncodedObject, expecting: Revision
    ) async throws(StorageError) -> Revision {
        try await cache.write(encoded, at: key) { value throws(StorageError) in
            try await storage.update(key, value: value, expecting: expecting)
        }
    }

    /// Removes a value, and returns once reads see it.
    func remove(_ key: StorageKey, expecting: Revision) async throws(StorageError) -> Revision {
        let revision = try await storage.delete(key, expecting: expecting)
        await cache.catchUp(to: revision)
        return revision
    }

    private func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, _ context: WriteContext, _ warnings: WarningRecorder
    ) throws {
        let resource = context.resource
        let strategy = resource.behavior.strategy
        prepare(&object, resource)
        let sent = object
        if let subresource = context.subresource {
            keepAllBut(subresource, &object, old, resource)
        } else if resource.hasStatus {
            object["status"] = old["status"]
        }
        // What the server owns cannot be changed.
        let owned = [
            "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "generateName",
            "selfLink",
        ]
        for member in owned { object.setMetadata(member, old.metadata[member]) }
        object.setMetadata("resourceVersion", nil)
        strategy.prepareForUpdate(&object, from: old, context)
        prepare(&object, changedFrom: sent, resource)
        if resource.tracksGeneration, Self.specDiffers(object, old) {
            object.setMetadata("generation", .integer((old.value("metadata", "generation")?.int64Value ?? 0) &+ 1))
        }
        let errors =
            MetadataValidation.errors(in: object, rule: strategy.nameRule)
            + MetadataValidation.updateErrors(in: object, from: old) + schemaErrors(object, old: old, resource)
            + strategy.validateUpdate(object, from: old, context)
        try refuse(errors, object, resource)
        warn(object, context, warnings)
    }

    /// Leaves of an object what a subresource is about, and of the old one all else. Of built-in kinds labels and
    /// annotations can be changed through the status too.
    private func keepAllBut(
        _ subresource: String, _ object: inout JSONObject, _ old: JSONObject, _ resource: ServedResource
    ) {
        let new = JSONValue.object(object)
        let metadata = object["metadata"]
        let finalizers = old.finalizers
        let owners = old.metadata["ownerReferences"]
        var kept = JSONValue.object(old)
        for path in resource.behavior.strategy.parts(of: subresource) {
            if let part = path.value(in: new) { _ = path.set(part, in: &kept) } else { _ = path.remove(from: &kept) }
        }
        object = kept.objectValue ?? old
        if resource.definition.isNormalized {
            object["metadata"] = metadata
            object.finalizers = finalizers
            object.setMetadata("ownerReferences", owners)
        }
    }

    private static func specDiffers(_ a: JSONObject, _ b: JSONObject) -> Bool {
        var (a, b) = (a, b)
        for member in ["metadata", "status", "apiVersion", "kind"] {
            a.removeValue(forKey: member)
            b.removeValue(forKey: member)
        }
        return a != b
    }

    // MARK: Parts

    private func prepare(_ object: inout JSONObject, _ resource: ServedResource) {
        var value = JSONValue.object(object)
        resource.schema.prepare(&value, .steps(isNormalized: resource.definition.isNormalized))
        object = value.objectValue ?? object
    }

    /// Prepares what has been changed of an object that was prepared.
    private func prepare(_ object: inout JSONObject, changedFrom former: JSONObject, _ resource: ServedResource) {
        guard !object.sharesStorage(with: former) else { return }
        var value = JSONValue.object(object)
        resource.schema.prepare(
            &value, .steps(isNormalized: resource.definition.isNormalized), changedFrom: .object(former))
        object = value.objectValue ?? object
    }

    private func schemaErrors(_ object: JSONObject, old: JSONObject?, _ resource: ServedResource) -> [FieldError] {
        let options = ValidationOptions(
            style: resource.definition.isNormalized ? .builtIn : .customResource,
            checksListKeys: resource.behavior.strategy.checksListKeys)
        // The server's own rules for metadata allow what the lists' types do not: two references to one owner, say.
        return resource.schema.validate(.object(object), replacing: old.map { .object($0) }, options: options)
            .filter { $0.reason != .duplicate || !$0.field.hasPrefix("metadata.") }
    }

    private func refuse(_ errors: [FieldError], _ object: JSONObject, _ resource: ServedResource) throws {
        guard !errors.isEmpty else { return }
        throw APIError.invalid(
            resource.groupKind, name: object.metadataString("name"),
            causes: errors.prefix(Self.maximumCauses).map { StatusCause($0) })
    }

    /// How many faults of an object are answered at most: an answer is not to be much larger than its request.
    private static let maximumCauses = 200

    private func warn(_ object: JSONObject, _ context: WriteContext, _ warnings: WarningRecorder) {
        for text in context.resource.schema.deprecationWarnings(for: .object(object)) { warnings.add(text) }
        for text in context.resource.behavior.strategy.warnings(object, context) { warnings.add(text) }
    }

    private func placeInNamespace(_ object: inout JSONObject, _ resource: ServedResource, _ namespace: String) throws {
        let stated = object.metadataString("namespace")
        if stated.isEmpty {
            object.setMetadata("namespace", namespace.isEmpty ? nil : .string(namespace))
        } else if stated != namespace {
            throw APIError.badRequest(
                "the namespace of the provided object does not match the namespace sent on the request")
        }
    }

    private func checkName(_ object: inout JSONObject, _ resource: ServedResource, _ namespace: String, _ name: String)
        throws
    {
        let stated = object.metadataString("name")
        if stated.isEmpty { throw APIError.badRequest("name must be provided") }
        if stated != name {
            throw APIError.badRequest("the name of the object (\(stated)) does not match the name on the URL (\(name))")
        }
        try placeInNamespace(&object, resource, namespace)
    }

    private static let phase = FieldPath([.member("status"), .member("phase")])
    private static let deletion = FieldPath([.member("metadata"), .member("deletionTimestamp")])

    /// Nothing is created in a namespace that is not there or is being deleted.
    private func checkNamespace(_ namespace: String, of created: JSONObject, _ resource: ServedResource) async throws {
        guard let namespaces = table.snapshot.resource("", "v1", "namespaces") else { return }
        let object = try await get(namespaces, namespace: "", name: namespace)
        guard try object.text(at: Self.phase) == "Terminating" || object.text(at: Self.deletion) != nil else { return }
        let name = created.metadataString("name")
        var error = APIError.forbidden(
            resource.groupResource, name: name.isEmpty ? created.metadataString("generateName") : name,
            message: "unable to create new content in namespace \(namespace) because it is being terminated")
        error.status.details?.causes = [
            StatusCause(
                reason: .namespaceTerminating, message: "namespace \(namespace) is being terminated",
                field: "metadata.namespace")
        ]
        throw error
    }
}

extension ServedResource {
    /// Whether `metadata.generation` counts the changes of what is asked for.
    var tracksGeneration: Bool {
        if let tracks = behavior.strategy.tracksGeneration { return tracks }
        return !definition.isNormalized || (hasStatus && schema.field(named: "spec") != nil)
    }
}
