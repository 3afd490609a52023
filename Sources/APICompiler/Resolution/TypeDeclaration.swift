internal import APISchema

/// A type that a file declares, before or after it is built.
final class TypeDeclaration {
    enum Origin {
        /// The type of the file's kind.
        case kind
        /// The lists of the file's kind.
        case list(of: TypeDeclaration)
        /// A type under `types`.
        case named
        /// A struct defined in place.
        case inline
    }

    let file: FileSyntax
    /// The name within the group and version.
    let name: String
    /// The name in OpenAPI.
    let typeName: TypeName
    let mark: Mark
    let origin: Origin
    /// The words that describe the type; the file's own for its kind.
    let mapping: Mapping?
    /// The type's description; `nil` for kinds and lists, which have only fields.
    let syntax: SchemaSyntax?
    /// The fields written; `nil` where the type is no struct.
    let fields: [FieldSyntax]?
    /// The type as built.
    var definition: TypeDefinition?

    init(
        file: FileSyntax, name: String, typeName: TypeName, mark: Mark, origin: Origin, mapping: Mapping?,
        syntax: SchemaSyntax?, fields: [FieldSyntax]?
    ) {
        self.file = file
        self.name = name
        self.typeName = typeName
        self.mark = mark
        self.origin = origin
        self.mapping = mapping
        self.syntax = syntax
        self.fields = fields
    }

    var isKind: Bool { if case .kind = origin { true } else { false } }
    var isList: Bool { if case .list = origin { true } else { false } }

    /// Whether objects of the type have apiVersion, kind and metadata without saying so.
    var hasImplicitMetadata: Bool { isKind || (!isList && mapping?.group == .type && mapping?.boolean("kind") == true) }

    /// Whether the type has a protobuf message.
    var hasProtobuf: Bool {
        if case .list(let element) = origin { return element.hasProtobuf }
        if let use = mapping?["protobuf"], mapping?.group != .field { return use.value.boolean ?? true }
        if mapping?.contains("inlines") == true { return true }
        return fields?.contains { $0.schema.mapping?.contains("protobuf") == true } ?? false
    }

    /// The full name of the type's protobuf message.
    var messageName: String {
        let written =
            mapping?.group == .field || mapping?.group == .schema
            ? nil : mapping?["protobuf"]?.value.members?.first { $0.key == "message" }?.value.string
        return TypeDeclaration.qualified(written ?? name, in: file)
    }

    /// A message's full name: with the file's package before it where it has none.
    static func qualified(_ message: String, in file: FileSyntax) -> String {
        message.contains(".") ? message : file.protobufPackage + "." + message
    }
}
