import APIMachinery
import APISchema
import HashTreeCollections

/// All that a table holds, as those who change it see it.
///
/// A change touches the parts that come or go, the resources that share a path or a collection with theirs, and the
/// groups and versions of these. Everything else stays the object that it was.
struct TableContents {
    /// A definition that can be served: the type of its kind is known.
    private struct Candidate {
        let definition: ResourceDefinition
        let schema: ResolvedSchema
        let part: ResourcePart

        /// Where its objects are in the store.
        var collection: String { (definition.storedAs?.groupResource ?? definition.groupResource).description }
    }

    let behaviors: ResourceBehaviors
    private var registrations: [CompiledRegistration] = []
    private var compiled = ResourcePart(compiled: [])
    /// What was added at run time, by name.
    private var parts: [String: ResourcePart] = [:]
    /// What the sources serve that were added, by name.
    private var sources: [String: [ServedVersion]] = [:]
    private var lastNumber = 0
    /// In the order of their parts: the first is served.
    private var candidates: [GroupVersionResource: [Candidate]] = [:]
    /// What sources serve, in the order in which they were added: the first does, where there are no definitions.
    private var sourceVersions: [APIVersion: [ServedVersion]] = [:]
    /// The paths at which each collection of the store is to be seen, and the other way about.
    private var collections: [String: Set<GroupVersionResource>] = [:]
    private var collectionsByPath: [GroupVersionResource: String] = [:]
    private var groups = TreeDictionary<String, ServedGroup>()

    init(behaviors: ResourceBehaviors) {
        self.behaviors = behaviors
    }

    var snapshot: ResourceSnapshot { ResourceSnapshot(compiled: compiled, groups: groups) }

    // MARK: Changes

    /// Adds what generated code registers. Everything stands on that, so that everything is linked anew.
    ///
    /// - Returns: the resources that are no longer served.
    mutating func add(_ added: [CompiledRegistration]) -> [ServedResource] {
        registrations += added
        compiled = ResourcePart(compiled: registrations)
        parts = parts.mapValues { ResourcePart(number: $0.number, $0.definitions, on: compiled) }
        var touched = Set(candidates.keys)
        candidates = [:]
        for part in [compiled] + parts.values.sorted(by: { $0.number < $1.number }) {
            touched.formUnion(addCandidates(of: part))
        }
        return settle(Touched(paths: touched))
    }

    /// Adds a part, or puts it in the place of the one that has its name.
    ///
    /// - Returns: the resources that are no longer served.
    mutating func add(_ definitions: DefinitionSet, named name: String) -> [ServedResource] {
        var touched = take(name) ?? Touched()
        lastNumber += 1
        let part = ResourcePart(number: lastNumber, definitions, on: compiled)
        parts[name] = part
        touched.paths.formUnion(addCandidates(of: part))
        return settle(touched)
    }

    /// Adds a source, or puts it in the place of what has its name.
    ///
    /// - Returns: the resources that are no longer served.
    mutating func add(_ source: any APISource, named name: String) -> [ServedResource] {
        var touched = take(name) ?? Touched()
        let versions = source.versions.map { ServedVersion($0, of: source) }
        sources[name] = versions
        for version in versions {
            sourceVersions[version.apiVersion, default: []].append(version)
            touched.versions.insert(version.apiVersion)
        }
        return settle(touched)
    }

    /// - Returns: the resources that are no longer served; `nil` where there is no part of that name.
    mutating func remove(_ name: String) -> [ServedResource]? {
        take(name).map { settle($0) }
    }

    /// What a change can have an effect on.
    private struct Touched {
        var paths: Set<GroupVersionResource> = []
        var versions: Set<APIVersion> = []
    }

    /// Takes away what has a name; `nil` where nothing has.
    private mutating func take(_ name: String) -> Touched? {
        if let part = parts.removeValue(forKey: name) { return Touched(paths: removeCandidates(of: part)) }
        guard let versions = sources.removeValue(forKey: name) else { return nil }
        for version in versions {
            sourceVersions[version.apiVersion]?.removeAll { $0 === version }
            if sourceVersions[version.apiVersion]?.isEmpty == true { sourceVersions[version.apiVersion] = nil }
        }
        return Touched(versions: Set(versions.map(\.apiVersion)))
    }

    private mutating func addCandidates(of part: ResourcePart) -> Set<GroupVersionResource> {
        var touched: Set<GroupVersionResource> = []
        for definition in part.definitions.resources {
            guard let schema = part.resolver.schema(named: definition.typeName) else { continue }
            candidates[definition.groupVersionResource, default: []].append(
                Candidate(definition: definition, schema: schema, part: part))
            touched.insert(definition.groupVersionResource)
        }
        return touched
    }

    private mutating func removeCandidates(of part: ResourcePart) -> Set<GroupVersionResource> {
        let touched = Set(part.definitions.resources.map(\.groupVersionResource))
        for path in touched {
            candidates[path]?.removeAll { $0.part === part }
            if candidates[path]?.isEmpty == true { candidates[path] = nil }
        }
        return touched
    }

    // MARK: Serving

    private func served(_ path: GroupVersionResource) -> ServedResource? {
        groups[path.group]?.versions[path.version]?.resources[path.resource]
    }

    /// Serves what the candidates of some paths, and the sources of some versions, are now.
    ///
    /// - Returns: the resources that are no longer served.
    private mutating func settle(_ change: Touched) -> [ServedResource] {
        // How a resource is stored depends on the others of its collection.
        var touched: Set<String> = []
        var changes: [GroupVersionResource: ServedResource?] = [:]
        for path in change.paths {
            changes[path] = .some(nil)
            let new = candidates[path]?.first?.collection
            if let old = collectionsByPath[path] {
                collections[old]?.remove(path)
                touched.insert(old)
            }
            if let new {
                collections[new, default: []].insert(path)
                touched.insert(new)
            }
            collectionsByPath[path] = new
        }
        for collection in touched {
            let members = (collections[collection] ?? []).compactMap { candidates[$0]?.first }
                .sorted { ($0.part.number, $0.definition.version) < ($1.part.number, $1.definition.version) }
            if members.isEmpty { collections[collection] = nil }
            let own = members.filter { $0.definition.storedAs == nil }
            let stored = own.first(where: \.definition.isStorageVersion) ?? own.first
            for member in members {
                let isReachable =
                    member.definition.storedAs.map { $0 == stored?.definition.groupVersionResource } ?? true
                // What shows the objects of another kind is served where that one is.
                guard isReachable, let stored else {
                    changes[member.definition.groupVersionResource] = .some(nil)
                    continue
                }
                changes[member.definition.groupVersionResource] = resource(member, storedAs: stored)
            }
        }
        let retired = changes.compactMap { path, new in served(path).flatMap { $0 === new ? nil : $0 } }
        apply(changes, change.versions)
        return retired
    }

    /// The resource that is served already where nothing of it has changed, or a new one.
    private func resource(_ candidate: Candidate, storedAs stored: Candidate) -> ServedResource {
        let definition = candidate.definition
        if let old = served(definition.groupVersionResource), old.part.number == candidate.part.number,
            old.storagePart.number == stored.part.number, old.definition == definition,
            old.storageDefinition == stored.definition
        {
            return old
        }
        return ServedResource(
            part: candidate.part, definition: definition, schema: candidate.schema, storagePart: stored.part,
            storageDefinition: stored.definition, storageSchema: stored.schema,
            // A kind that is stored as another one has the rules of that, unless it is given some of its own.
            behavior: behaviors[definition.groupResource] ?? behaviors[stored.definition.groupResource]
                ?? ResourceBehavior())
    }

    private mutating func apply(
        _ changes: [GroupVersionResource: ServedResource?], _ sourceVersions: Set<APIVersion>
    ) {
        var touched: [APIVersion: [(plural: String, resource: ServedResource?)]] = [:]
        for version in sourceVersions { touched[version] = [] }
        for (path, resource) in changes where served(path) !== resource {
            touched[APIVersion(group: path.group, version: path.version), default: []].append((path.resource, resource))
        }
        for (group, touched) in Dictionary(grouping: touched, by: \.key.group) {
            var versions = groups[group]?.versions ?? [:]
            for (version, changes) in touched {
                var resources = versions[version.version]?.resources ?? [:]
                for change in changes { resources[change.plural] = change.resource }
                if resources.isEmpty {
                    versions[version.version] = self.sourceVersions[version]?.first
                } else if !changes.isEmpty {
                    versions[version.version] = ServedVersion(version, resources)
                }
            }
            groups[group] = versions.isEmpty ? nil : ServedGroup(group, versions)
        }
    }
}

extension ResourceDefinition {
    /// The group and plural name.
    var groupResource: GroupResource { GroupResource(group: group, resource: plural) }
    var groupVersionResource: GroupVersionResource {
        GroupVersionResource(group: group, version: version, resource: plural)
    }
}
