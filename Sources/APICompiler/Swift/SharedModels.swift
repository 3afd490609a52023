import APISchema

/// The Swift of the types that every group shares (meta/v1 and Scale), which is committed with APIMachinery.
///
/// The compiler stands above that module, so no plugin can run for it; a test tells when the files are stale.
package enum SharedModels {
    /// The definitions, by OpenAPI name.
    static let definitions: [TypeName: TypeDefinition] =
        DefinitionCompiler(set: []).compile().result.referenced.types

    /// One file for each type, below `Models`.
    package static func files() -> [GeneratedFile] {
        var own = definitions.mapValues { definition in
            var definition = definition
            // They are built into the compiler: there is no such file.
            definition.definedIn = nil
            return definition
        }
        // In Swift a list of any kind is an `APIList`.
        own[KnownNames.metaPrefix + "PartialObjectMetadataList"] = nil
        let module = SwiftModule(name: KnownNames.machineryModule, definitions: DefinitionSet(types: own))
        let generator = SwiftGenerator(module: module, definitionPaths: []) { _, _ in
            SwiftGenerator.Documents(definitions: "", descriptions: "", openAPI: "")
        }
        return generator.modelFiles()
    }
}
