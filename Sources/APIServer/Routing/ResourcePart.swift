import APIMachinery
import APISchema

/// Definitions that came together, linked: what was compiled in, or what was added under one name.
///
/// A part that was added at run time stands on what was compiled in: it sees those types and its own, and never those
/// of other such parts. So it costs what it holds itself.
final class ResourcePart: Sendable {
    /// 0 for what was compiled in; others count up. Where several parts have a resource, the lowest number serves it.
    let number: Int
    /// What the part stands on; `nil` for what was compiled in.
    let compiled: ResourcePart?
    let definitions: DefinitionSet
    let resolver: SchemaResolver
    let transcoder: Transcoder
    /// The documents that came with the definitions.
    private let documents: [APIVersion: ServedDocument]

    /// What generated code registers.
    init(compiled registrations: [CompiledRegistration]) {
        number = 0
        compiled = nil
        var types: [TypeName: TypeDefinition] = [:]
        var documents: [APIVersion: ServedDocument] = [:]
        var uncovered: Set<APIVersion> = []
        for registration in registrations {
            types.merge(registration.definitions.types) { first, _ in first }
            // The last was built on those before it, and covers them.
            if let document = registration.document { documents[registration.apiVersion] = document }
            for resource in registration.definitions.resources
            where registration.document == nil || resource.groupVersion != registration.apiVersion {
                uncovered.insert(resource.groupVersion)
            }
        }
        for version in uncovered { documents[version] = nil }
        definitions = DefinitionSet(types: types, resources: registrations.flatMap(\.definitions.resources))
        self.documents = documents
        resolver = SchemaResolver([definitions])
        transcoder = Transcoder(definitions)
    }

    /// What was added at run time.
    init(number: Int, _ definitions: DefinitionSet, on compiled: ResourcePart) {
        self.number = number
        self.compiled = compiled
        self.definitions = definitions
        documents = [:]
        resolver = SchemaResolver([definitions], parent: compiled.resolver)
        transcoder = Transcoder(definitions, on: compiled)
    }

    /// The document that came with the definitions of a group and version and covers all of them.
    func document(of version: APIVersion) -> ServedDocument? { documents[version] }
}

/// What generated code registers for a group and version, read.
struct CompiledRegistration: Sendable {
    let apiVersion: APIVersion
    let definitions: DefinitionSet
    let document: ServedDocument?

    /// - Throws: `CompactFormError` for definitions that this program cannot read.
    init(_ registration: GroupVersionRegistration) throws {
        apiVersion = registration.apiVersion
        definitions = try DefinitionSet(compact: registration.definitions.bytes)
        document = registration.openAPI.isEmpty ? nil : ServedDocument(registration.openAPI)
    }
}
