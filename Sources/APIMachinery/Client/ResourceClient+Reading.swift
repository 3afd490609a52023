internal import HTTPTypes

extension ResourceClient where Resource: Gettable {
    /// Gets an object.
    public func get(_ name: String, options: GetOptions = GetOptions()) async throws -> Resource {
        try await executor.value(Resource.self, .get, path(name), query: options.query)
    }
}

extension ResourceClient where Resource: Listable {
    /// Lists objects: all of them, or a page where `options` has a limit.
    public func list(_ options: ListOptions = ListOptions()) async throws -> APIList<Resource> {
        var options = options
        options.watch = nil
        return try await executor.value(APIList<Resource>.self, .get, collectionPath(), query: options.query)
    }

    /// Lists objects page by page, each page when it is asked for.
    ///
    /// All pages are of the same revision. Where reading takes so long that the server no longer keeps that revision,
    /// an ``APIError`` with ``APIError/isExpired`` is thrown, as pages that were handed out cannot be taken back;
    /// ``ListPages/collected()`` begins anew instead.
    ///
    /// - Parameter options: The limit is the size of a page, 500 by default.
    public func pages(_ options: ListOptions = ListOptions()) -> ListPages<APIList<Resource>> {
        ListPages(options: options) { options in try await list(options) }
    }

    /// Lists all objects, page by page underneath; see ``pages(_:)``.
    public func listAll(_ options: ListOptions = ListOptions()) -> ListedObjects<APIList<Resource>> {
        ListedObjects(pages: pages(options))
    }
}

extension ResourceClient where Resource: Watchable {
    /// Watches objects: begins with the answer's head, ends when the server ends it.
    ///
    /// - Parameter options: Where ``ListOptions/resourceVersion`` is given, the watch begins after that revision;
    ///   else with an ``ResourceEvent/added(_:)`` for each object that is there.
    public func watch(_ options: ListOptions = ListOptions()) async throws -> ResourceWatch<Resource> {
        var options = options
        options.watch = true
        let response = try await executor.send(.get, collectionPath(), query: options.query)
        return ResourceWatch(chunks: response.body.asChunks)
    }
}
