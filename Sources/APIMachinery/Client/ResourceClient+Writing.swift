internal import HTTPTypes
internal import JSON

extension ResourceClient where Resource: Creatable {
    /// Creates an object, in the client's namespace or else in the object's own.
    ///
    /// - Returns: The object as the server keeps it, or its answer for kinds that are not kept.
    @discardableResult
    public func create(_ object: Resource, options: CreateOptions = CreateOptions()) async throws -> Resource {
        var path = collectionPath()
        if Resource.scope == .namespaced {
            guard let namespace = namespace ?? object.metadata.namespace else {
                throw APIError.badRequest("\(Resource.plural) are namespaced: call namespace(_:) first")
            }
            path.namespace = namespace
        }
        return try await executor.value(
            Resource.self, .post, path, query: options.query, body: object.encodedJSON())
    }
}

extension ResourceClient where Resource: Updatable {
    /// Replaces an object.
    ///
    /// Where `metadata.resourceVersion` is set and is not the server's, an ``APIError`` with ``APIError/isConflict``
    /// is thrown.
    @discardableResult
    public func update(_ object: Resource, options: UpdateOptions = UpdateOptions()) async throws -> Resource {
        try await executor.value(
            Resource.self, .put, path(of: object), query: options.query, body: object.encodedJSON())
    }
}

extension ResourceClient where Resource: StatusUpdatable {
    /// Replaces the status of an object; the rest of it is ignored.
    @discardableResult
    public func updateStatus(_ object: Resource, options: UpdateOptions = UpdateOptions()) async throws -> Resource {
        try await executor.value(
            Resource.self, .put, path(of: object, subresource: "status"), query: options.query,
            body: object.encodedJSON())
    }
}

extension ResourceClient where Resource: Patchable {
    /// Changes an object.
    ///
    /// - Parameters:
    ///   - name: The object's name.
    ///   - patch: What to change.
    ///   - subresource: The subresource to change instead, such as `status`.
    ///   - options: How to do it.
    @discardableResult
    public func patch(
        _ name: String, _ patch: ResourcePatch, subresource: String? = nil, options: PatchOptions = PatchOptions()
    ) async throws -> Resource {
        try await executor.value(
            Resource.self, .patch, path(name, subresource: subresource), query: options.query,
            contentType: patch.contentType, body: patch.body)
    }

    /// Makes an object be as this one says, in what it says (server-side apply).
    ///
    /// - Parameters:
    ///   - object: What the manager wants, with a name, without `managedFields`.
    ///   - fieldManager: The name under which the server remembers the fields.
    ///   - force: Whether to take fields over that other managers own.
    @discardableResult
    public func apply(_ object: Resource, fieldManager: String, force: Bool = false) async throws -> Resource {
        let path = try path(of: object)
        let patch = ResourcePatch.apply(object)
        return try await executor.value(
            Resource.self, .patch, path,
            query: PatchOptions(force: force ? true : nil, fieldManager: fieldManager).query,
            contentType: patch.contentType, body: patch.body)
    }
}

extension ResourceClient where Resource: Deletable {
    /// Deletes an object.
    ///
    /// - Returns: The object where it still waits for finalizers or a grace period, else nothing but success.
    @discardableResult
    public func delete(_ name: String, options: DeleteOptions = DeleteOptions()) async throws -> DeletionOutcome<
        Resource
    > {
        try await executor.value(DeletionOutcome<Resource>.self, .delete, path(name), body: options.encodedJSON())
    }
}

extension ResourceClient where Resource: CollectionDeletable {
    /// Deletes all objects that `selection` selects, in the client's namespace.
    public func deleteCollection(
        _ selection: ListOptions = ListOptions(), options: DeleteOptions = DeleteOptions()
    ) async throws {
        var selection = selection
        selection.watch = nil
        guard Resource.scope == .cluster || namespace != nil else {
            throw APIError.badRequest("\(Resource.plural) are namespaced: call namespace(_:) first")
        }
        let response = try await executor.send(
            .delete, collectionPath(), query: selection.query, body: options.encodedJSON())
        // The objects are in the answer; reading it to its end leaves the connection fit for use.
        for try await _ in response.body.asChunks {}
    }
}

extension ResourceClient where Resource: Scalable {
    /// Gets how many replicas an object asks for and has.
    public func getScale(_ name: String) async throws -> Scale {
        try await getSubresource("scale", of: name)
    }

    /// Replaces how many replicas an object asks for.
    @discardableResult
    public func updateScale(_ name: String, _ scale: Scale, options: UpdateOptions = UpdateOptions()) async throws
        -> Scale
    {
        try await updateSubresource("scale", of: name, scale, options: options)
    }
}
