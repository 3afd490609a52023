import APISchema

/// The Swift names of everything that a module generates and refers to: the one place that names are planned in.
///
/// A module's names depend on its own definitions and those of its dependencies and on nothing else, so that a
/// dependent can tell what the names in its dependencies are by planning them again. They do not depend on the order
/// of anything.
struct NamePlan {
    /// A group and version's namespace.
    struct Namespace {
        var name: String
        /// The module that declares it.
        var module: String

        /// The client's type (`CoreV1Client`).
        var client: String { name + "Client" }
        /// The client's property in the clientset and the registration's name (`coreV1`).
        var property: String { SwiftIdentifier.lowerCamel(name) }
    }

    /// A type's place in Swift.
    struct TypeEntry {
        var definition: TypeDefinition
        var namespace: Namespace
        var identifier: String
        /// The module that declares it.
        var module: String
    }

    /// The module that is generated.
    let module: String
    /// The module's own types and those of its dependencies, by OpenAPI name.
    let types: [TypeName: TypeEntry]
    /// The namespaces of the module and of its dependencies.
    let namespaces: [GroupVersion: Namespace]
    /// The client's property for each resource of the module, by plural name.
    let clientProperties: [GroupVersion: [String: String]]
    /// By namespace, the names of libraries that types there have too, so that the libraries' must be qualified.
    private let shadowed: [String: Set<String>]

    /// Plans the names of a module.
    ///
    /// - Parameters:
    ///   - module: The module, its inline types hoisted.
    ///   - references: The modules that it may refer to and theirs, each after those that it refers to; hoisted
    /// likewise.
    init(module: SwiftModule, references: [SwiftModule]) {
        var plans: [String: ModulePlan] = [:]
        var preceding: [String] = []
        for reference in references {
            plans[reference.name] = ModulePlan(
                reference, dependencies: Self.dependencies(of: reference, among: preceding, plans))
            preceding.append(reference.name)
        }
        let dependencies = Self.dependencies(of: module, among: preceding, plans)
        let own = ModulePlan(module, dependencies: dependencies)

        self.module = module.name
        var types = own.types
        for dependency in dependencies {
            types.merge(dependency.types) { first, _ in first }
        }
        self.types = types
        namespaces = own.visibleNamespaces
        clientProperties = own.clientProperties

        let libraries = KnownNames.standard.union(KnownNames.machinery)
        var shadowed: [String: Set<String>] = [:]
        for (groupVersion, namespace) in own.ownNamespaces {
            shadowed[namespace.name] = own.identifiers[groupVersion]?.intersection(libraries)
        }
        self.shadowed = shadowed
    }

    /// A library's name as it stands in a namespace: with its module where a type there has the same name.
    func library(_ name: String, in namespace: Namespace) -> String {
        guard shadowed[namespace.name]?.contains(name) == true else { return name }
        return (KnownNames.standard.contains(name) ? "Swift." : "APIMachinery.") + name
    }

    private static func dependencies(
        of module: SwiftModule, among preceding: [String], _ plans: [String: ModulePlan]
    ) -> [ModulePlan] {
        let names = module.dependencies.map(Set.init)
        return preceding.filter { names?.contains($0) ?? true }.compactMap { plans[$0] }
    }
}

/// The names of one module.
private struct ModulePlan {
    var types: [TypeName: NamePlan.TypeEntry] = [:]
    var ownNamespaces: [GroupVersion: NamePlan.Namespace] = [:]
    /// The module's own and its dependencies'.
    var visibleNamespaces: [GroupVersion: NamePlan.Namespace] = [:]
    /// The types' names in each namespace, its dependencies' included.
    var identifiers: [GroupVersion: Set<String>] = [:]
    var clientProperties: [GroupVersion: [String: String]] = [:]
    /// The client properties taken in each namespace, its dependencies' included.
    var takenProperties: [GroupVersion: Set<String>] = [:]

    init(_ module: SwiftModule, dependencies: [ModulePlan]) {
        for dependency in dependencies {
            visibleNamespaces.merge(dependency.visibleNamespaces) { first, _ in first }
            identifiers.merge(dependency.identifiers) { $0.union($1) }
            takenProperties.merge(dependency.takenProperties) { $0.union($1) }
        }
        // APIMachinery's models stand in no namespace of a group.
        guard module.name != KnownNames.machineryModule else {
            let namespace = NamePlan.Namespace(name: "MetaV1", module: module.name)
            types = module.definitions.types.mapValues {
                NamePlan.TypeEntry(
                    definition: $0, namespace: namespace, identifier: $0.swiftName, module: module.name)
            }
            let groupVersion = GroupVersion(group: "meta", version: "v1")
            identifiers[groupVersion] = Set(types.values.map(\.identifier))
            ownNamespaces[groupVersion] = namespace
            return
        }
        let types = module.definitions.types.values
            .filter { !KnownNames.isShared($0.name) }
            .sorted { $0.name < $1.name }
        planNamespaces(
            of: Set(
                types.map { GroupVersion(group: $0.group, version: $0.version) }
                    + module.definitions.resources.map { GroupVersion(group: $0.group, version: $0.version) }),
            in: module.name)
        planTypes(types, in: module.name)
        planClients(of: module.definitions.resources)
    }

    /// Names the namespaces after the first label of their groups and, where that is taken, after as many as tell them
    /// apart.
    private mutating func planNamespaces(of groupVersions: Set<GroupVersion>, in module: String) {
        var taken = Set(visibleNamespaces.values.map(\.name))
        taken.insert("MetaV1")
        var open: [GroupVersion] = []
        for groupVersion in groupVersions.sorted() {
            if let namespace = visibleNamespaces[groupVersion] {
                ownNamespaces[groupVersion] = namespace
            } else {
                open.append(groupVersion)
            }
        }
        var labels = 1
        while !open.isEmpty {
            let isLast = open.allSatisfy { Self.labels(of: $0).count <= labels }
            let candidates = open.map { Self.namespace($0, labels: labels) }
            var counts: [String: Int] = [:]
            for candidate in candidates { counts[candidate, default: 0] += 1 }
            var rest: [GroupVersion] = []
            for (groupVersion, candidate) in zip(open, candidates) {
                var name = candidate
                if isLast {
                    name = SwiftIdentifier.unique(candidate, in: &taken)
                } else if counts[candidate] != 1 || taken.contains(candidate) {
                    rest.append(groupVersion)
                    continue
                }
                ownNamespaces[groupVersion] = NamePlan.Namespace(name: name, module: module)
            }
            taken.formUnion(ownNamespaces.values.map(\.name))
            open = rest
            labels += 1
        }
        visibleNamespaces.merge(ownNamespaces) { first, _ in first }
    }

    private static func labels(of groupVersion: GroupVersion) -> [Substring] {
        groupVersion.group.isEmpty ? ["core"] : groupVersion.group.split(separator: ".")
    }

    private static func namespace(_ groupVersion: GroupVersion, labels count: Int) -> String {
        let name = SwiftIdentifier.identifier(
            labels(of: groupVersion).prefix(count).map { SwiftIdentifier.upperCamel(String($0)) }.joined()
                + SwiftIdentifier.upperCamel(groupVersion.version))
        // A group may begin with a digit. A capital has to lead, or the client's property would have the same name.
        return name.hasPrefix("_") ? "Group" + name.dropFirst() : name
    }

    private mutating func planTypes(_ definitions: [TypeDefinition], in module: String) {
        let reserved = KnownNames.reservedForTypes.union(visibleNamespaces.values.map(\.name))
        // A type whose name can stay as it is keeps it, whatever else would like to have it.
        let ranked =
            definitions.filter { SwiftIdentifier.upperCamel($0.swiftName) == $0.swiftName }
            + definitions.filter { SwiftIdentifier.upperCamel($0.swiftName) != $0.swiftName }
        for definition in ranked {
            let groupVersion = GroupVersion(group: definition.group, version: definition.version)
            guard let namespace = ownNamespaces[groupVersion] else { continue }
            var wanted = SwiftIdentifier.upperCamel(definition.swiftName)
            if reserved.contains(wanted) { wanted += "_" }
            let identifier = SwiftIdentifier.unique(wanted, in: &identifiers[groupVersion, default: []])
            types[definition.name] = NamePlan.TypeEntry(
                definition: definition, namespace: namespace, identifier: identifier, module: module)
        }
    }

    private mutating func planClients(of resources: [ResourceDefinition]) {
        for resource in resources.sorted(by: { $0.plural < $1.plural }) {
            let groupVersion = GroupVersion(group: resource.group, version: resource.version)
            var taken = takenProperties[groupVersion] ?? ["clientset"]
            clientProperties[groupVersion, default: [:]][resource.plural] =
                SwiftIdentifier.unique(SwiftIdentifier.lowerCamel(resource.plural), in: &taken)
            takenProperties[groupVersion] = taken
        }
    }
}
