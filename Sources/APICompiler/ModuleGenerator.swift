import APIMachinery
import APISchema
import JSON

/// Compiles the definitions of a module and writes its Swift: what the build-tool plugin runs.
public struct ModuleGenerator: Sendable {
    /// A module and the directory of its definitions.
    public struct Reference: Sendable {
        /// The name of the module.
        public var module: String
        /// The directory of its definitions.
        public var directory: String

        /// A module whose definitions are in that directory.
        public init(module: String, directory: String) {
            self.module = module
            self.directory = directory
        }
    }

    private let module: String
    private let directory: String
    private let references: [Reference]

    /// Takes what is to be compiled; nothing is read yet.
    ///
    /// - Parameters:
    ///   - module: The name of the module that the Swift is for.
    ///   - directory: The directory of its definitions.
    ///   - references: The modules whose definitions it may refer to, each after those that it refers to itself.
    public init(module: String, directory: String, references: [Reference] = []) {
        self.module = module
        self.directory = directory
        self.references = references
    }

    /// The files of the module and what there is to say about its definitions; no files where there are errors.
    public func generate() -> (files: [GeneratedFile], diagnostics: [Diagnostic]) {
        let output = DefinitionCompiler.compile(directory: directory, references: references.map(\.directory))
        guard !output.hasErrors else { return ([], output.diagnostics) }
        let compiled = output.result
        let documents = RegistrationDocuments(compiled)
        let generator = SwiftGenerator(
            module: SwiftModule(name: module, definitions: compiled.own),
            definitionPaths: compiled.files.map(\.path),
            references: modules(of: compiled),
            sharedTypes: references.isEmpty ? documents.sharedTypes : nil,
            documents: documents.documents(group:version:))
        return (generator.files(), output.diagnostics)
    }

    /// The definitions of each referenced module. APIMachinery's own, which are built into the compiler, come first.
    private func modules(of compiled: CompiledSet) -> [SwiftModule] {
        var byModule: [String: DefinitionSet] = [:]
        for (name, type) in compiled.referenced.types {
            byModule[module(ofFile: compiled.sources[name]?.location.path), default: DefinitionSet()].types[name] = type
        }
        for resource in compiled.referenced.resources {
            let module = module(ofFile: compiled.sources[resource.typeName]?.location.path)
            byModule[module, default: DefinitionSet()].resources.append(resource)
        }
        return ([KnownNames.machineryModule] + references.map(\.module)).compactMap { name in
            byModule[name].map { SwiftModule(name: name, definitions: $0) }
        }
    }

    private func module(ofFile path: String?) -> String {
        guard let path else { return KnownNames.machineryModule }
        return references.first { path.hasPrefix($0.directory.hasSuffix("/") ? $0.directory : $0.directory + "/") }?
            .module
            ?? KnownNames.machineryModule
    }
}

/// What the registration of each group and version of a set carries.
struct RegistrationDocuments {
    private let compiled: CompiledSet
    private let all: DefinitionSet

    init(_ compiled: CompiledSet) {
        self.compiled = compiled
        all = compiled.all
    }

    func documents(group: String, version: String) -> SwiftGenerator.Documents {
        let own = definitions(of: compiled.own, group: group, version: version)
        return SwiftGenerator.Documents(
            definitions: String(decoding: own.compact(), as: UTF8.self),
            descriptions: String(decoding: own.compactDescriptions(), as: UTF8.self),
            openAPI: String(decoding: openAPI(group: group, version: version), as: UTF8.self))
    }

    /// The types that are built into the compiler. A server needs them all, whatever its resources refer to: it answers
    /// with a Status and reads DeleteOptions for every kind.
    var sharedTypes: SwiftGenerator.Documents {
        let builtIn = DefinitionSet(
            types: compiled.referenced.types.filter { name, _ in
                compiled.sources[name]?.location.path.hasPrefix(BuiltInDefinitions.directory) ?? false
            })
        return SwiftGenerator.Documents(
            definitions: String(decoding: builtIn.compact(), as: UTF8.self),
            descriptions: String(decoding: builtIn.compactDescriptions(), as: UTF8.self), openAPI: "")
    }

    /// The OpenAPI document of a group and version. Where lower modules define a part of it, it covers that part too.
    func openAPI(group: String, version: String) -> [UInt8] {
        OpenAPIDocument.groupVersion(APIVersion(group: group, version: version), of: all).serialized()
    }

    private func definitions(of set: DefinitionSet, group: String, version: String) -> DefinitionSet {
        DefinitionSet(
            types: set.types.filter { $0.value.group == group && $0.value.version == version },
            resources: set.resources.filter { $0.group == group && $0.version == version })
    }
}
