import APISchema

/// Writes the Swift of a module: models, registrations and client accessors.
///
/// The same definitions make the same bytes, in whatever order they come.
public struct SwiftGenerator {
    /// What a group and version's registration carries besides its types, each as JSON text on one line.
    public struct Documents: Sendable {
        /// The compact form of the definitions.
        public var definitions: String
        /// The descriptions of types and fields.
        public var descriptions: String
        /// The OpenAPI v3 document.
        public var openAPI: String

        /// These documents.
        public init(definitions: String, descriptions: String, openAPI: String) {
            self.definitions = definitions
            self.descriptions = descriptions
            self.openAPI = openAPI
        }
    }

    private let module: SwiftModule
    private let definitionPaths: [String]
    private let planner: ModelPlanner
    private let sharedTypes: Documents?
    private let documents: (_ group: String, _ version: String) -> Documents

    /// Plans the names of a module.
    ///
    /// - Parameters:
    ///   - module: The module to write.
    ///   - definitionPaths: The paths of its definitions relative to their directory, also of those that define
    /// nothing: each
    ///     has its file.
    ///   - references: The modules that its definitions may refer to and theirs in turn, each after those that it
    /// refers to.
    ///     Definitions of APIMachinery's types (meta/v1) are found wherever they are.
    ///   - sharedTypes: The types that all groups share, where no referenced module registers them already.
    ///   - documents: What the registration of a group (empty for core) and version carries.
    public init(
        module: SwiftModule, definitionPaths: [String], references: [SwiftModule] = [], sharedTypes: Documents? = nil,
        documents: @escaping (_ group: String, _ version: String) -> Documents
    ) {
        var hoisted = module
        hoisted.definitions.types = module.definitions.addingListTypes().hoistingInlineObjects()
        var types = hoisted.definitions.types
        let hoistedReferences = references.map { reference in
            var result = reference
            result.definitions.types = reference.definitions.addingListTypes().hoistingInlineObjects()
            types.merge(result.definitions.types) { first, _ in first }
            return result
        }
        let names = NamePlan(module: hoisted, references: hoistedReferences)
        var resources: [TypeName: ResourceDefinition] = [:]
        for resource in module.definitions.resources.sorted(by: {
            ($0.plural, $0.group, $0.version) < ($1.plural, $1.group, $1.version)
        })
        where resources[resource.typeName] == nil {
            resources[resource.typeName] = resource
        }
        self.module = hoisted
        self.definitionPaths = definitionPaths
        self.sharedTypes = sharedTypes
        self.documents = documents
        planner = ModelPlanner(
            names: names, graph: TypeGraph(types: types, includesShared: module.name == KnownNames.machineryModule),
            types: types,
            // Shared types stand at many paths.
            paths: module.name == KnownNames.machineryModule
                ? [:] : JSONPaths.paths(of: hoisted.definitions.types, names: names),
            resources: resources,
            lists: hoisted.definitions.listTypes)
    }

    /// All files of the module, sorted by name: those that ``GeneratedFileNames`` names for the definitions.
    public func files() -> [GeneratedFile] {
        let plan = planner.names
        var typesByFile: [String: [NamePlan.TypeEntry]] = [:]
        var groupVersions: Set<GroupVersion> = []
        for entry in plan.types.values where entry.module == module.name {
            let groupVersion = GroupVersion(group: entry.definition.group, version: entry.definition.version)
            groupVersions.insert(groupVersion)
            let file = entry.definition.definedIn.map(GeneratedFileNames.file(forDefinition:))
            typesByFile[file ?? GeneratedFileNames.file(for: groupVersion), default: []].append(entry)
        }
        for resource in module.definitions.resources {
            groupVersions.insert(GroupVersion(group: resource.group, version: resource.version))
        }
        var commonFiles: [String: GroupVersion] = [:]
        for groupVersion in groupVersions { commonFiles[GeneratedFileNames.file(for: groupVersion)] = groupVersion }

        var names = Set(GeneratedFileNames.files(forDefinitions: definitionPaths))
        names.formUnion(typesByFile.keys)
        names.formUnion(commonFiles.keys)
        return names.sorted().map { name in
            var file = FileRenderer(module: module.name, planner: planner)
            if name == GeneratedFileNames.registrations {
                file.renderRegistrations(groupVersions.sorted(), sharedTypes: sharedTypes)
            }
            if let groupVersion = commonFiles[name] {
                file.renderCommon(
                    groupVersion, resources: resources(of: groupVersion),
                    documents: documents(groupVersion.group, groupVersion.version))
            }
            let entries = (typesByFile[name] ?? []).sorted {
                (planner.rank($0), $0.namespace.name, $0.identifier) < (
                    planner.rank($1), $1.namespace.name, $1.identifier
                )
            }
            file.renderTypes(entries)
            return GeneratedFile(name: name, text: file.finished())
        }
    }

    /// The declarations alone, one file for each type.
    func modelFiles() -> [GeneratedFile] {
        planner.names.types.values
            .filter { $0.module == module.name }
            .sorted { $0.identifier < $1.identifier }
            .map { entry in
                var file = FileRenderer(module: module.name, planner: planner)
                file.renderTypes([entry])
                return GeneratedFile(
                    name: "Models/\(entry.namespace.name).\(entry.identifier).swift", text: file.finished())
            }
    }

    private func resources(of groupVersion: GroupVersion) -> [ResourceDefinition] {
        module.definitions.resources
            .filter { $0.group == groupVersion.group && $0.version == groupVersion.version }
            .sorted { $0.plural < $1.plural }
    }
}
