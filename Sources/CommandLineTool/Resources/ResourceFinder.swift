internal import APIClient
internal import APIMachinery

/// Finds resources by what people and manifests call them: among the definitions that are compiled in, then among what
/// the server has told before, then by asking it.
actor ResourceFinder {
    private let compiled: CompiledResources
    private let sender: any RequestSender
    private let cache: DiscoveryCache
    private var compiledCatalog: ResourceCatalog?
    private var served: ResourceCatalog?
    /// Whether the server itself has been asked.
    private var isFresh = false

    init(compiled: CompiledResources, sender: any RequestSender, cache: DiscoveryCache) {
        self.compiled = compiled
        self.sender = sender
        self.cache = cache
    }

    /// The resource that an argument names.
    ///
    /// - Throws: `CommandError` where there is none, and what the way to the server throws.
    func resource(named name: String) async throws -> ServerResource {
        guard let resource = try await find({ $0.resource(named: name) }) else {
            throw CommandError("the server doesn't have a resource type \(quoted(name))")
        }
        return resource
    }

    /// The resource of a kind; `nil` where there is none.
    func resource(of kind: GroupVersionKind) async throws -> ServerResource? {
        try await find { $0[kind] }
    }

    /// The resources of a category that can be listed; the server alone knows what is in one.
    func resources(inCategory name: String) async throws -> [ServerResource]? {
        let catalog = try await catalog()
        guard catalog.categories.contains(name) else { return nil }
        return catalog.resources(inCategory: name).filter { $0.allows(.list) }
    }

    /// All that the server has.
    ///
    /// - Parameter isFresh: Whether what it told before will not do.
    func catalog(isFresh wantsFresh: Bool = false) async throws -> ResourceCatalog {
        if let served, isFresh || !wantsFresh { return served }
        if !wantsFresh, cache.isFresh, let catalog = try? ResourceCatalog(documents: cache.documents()),
            !catalog.resources.isEmpty
        {
            served = catalog
            return catalog
        }
        let answer = try await DiscoveryClient(sender: sender).fetch(known: cache.documents())
        let catalog = try answer.catalog()
        if answer.failures.isEmpty { cache.keep(answer.documents) }
        served = catalog
        isFresh = true
        return catalog
    }

    private func find(_ look: (ResourceCatalog) -> ServerResource?) async throws -> ServerResource? {
        let known = try compiledCatalog ?? compiled.catalog()
        compiledCatalog = known
        if let resource = look(known) { return resource }
        if let resource = look(try await catalog()) { return resource }
        return isFresh ? nil : look(try await catalog(isFresh: true))
    }
}
