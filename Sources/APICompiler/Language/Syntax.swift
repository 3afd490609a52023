/// A definition file as it is written, its words checked.
final class FileSyntax {
    let path: String
    /// The path within the set.
    let relativePath: String
    let mapping: Mapping
    /// Empty for the core group.
    let group: String
    let version: String
    /// `nil` for a file that only holds types.
    let kind: String?
    /// Whether the file is of the set that is compiled, not of one that it refers to.
    let isOwn: Bool
    var openAPIPackage: String
    var protobufPackage: String
    var fields: [FieldSyntax] = []
    var types: [(name: String, mark: Mark, schema: SchemaSyntax)] = []

    init(
        path: String, relativePath: String, mapping: Mapping, group: String, version: String, kind: String?,
        isOwn: Bool,
        openAPIPackage: String, protobufPackage: String
    ) {
        self.path = path
        self.relativePath = relativePath
        self.mapping = mapping
        self.group = group
        self.version = version
        self.kind = kind
        self.isOwn = isOwn
        self.openAPIPackage = openAPIPackage
        self.protobufPackage = protobufPackage
    }
}

/// A value as it is written: the type of a field, of an element, or a type of its own.
final class SchemaSyntax {
    /// Where the value is described: the mapping or the type's name.
    let mark: Mark
    /// The words; `nil` where only a type is written.
    let mapping: Mapping?
    /// The type named; `nil` where `fields`, `items` or `values` say it, or after a mistake.
    var type: TypeExpression?
    var typeMark: Mark
    var fields: [FieldSyntax]?
    var items: SchemaSyntax?
    var values: SchemaSyntax?
    /// The type that `fields` define in place.
    var declaration: TypeDeclaration?

    init(mark: Mark, mapping: Mapping?, type: TypeExpression?, typeMark: Mark) {
        self.mark = mark
        self.mapping = mapping
        self.type = type
        self.typeMark = typeMark
    }

    /// Whether the value is a struct that is defined in place.
    var isStructure: Bool { fields != nil }
}

/// A field as it is written.
struct FieldSyntax {
    let name: String
    let mark: Mark
    let schema: SchemaSyntax
}

/// Reads values and fields, and reports what is wrong with them alone.
struct SyntaxReader {
    let log: DiagnosticLog

    func fields(_ node: Node?) -> [FieldSyntax] {
        (node?.members ?? []).compactMap { member in
            guard Names.isFieldName(member.key) else {
                log.error(
                    member.mark,
                    "'\(member.key)' cannot be the name of a field: a name has visible ASCII characters without quotes and commas, at most 120"
                )
                return nil
            }
            return schema(member.value, .field, owner: member.mark).map {
                FieldSyntax(name: member.key, mark: member.mark, schema: $0)
            }
        }
    }

    /// Reads a type or a mapping that describes a value.
    func schema(_ node: Node, _ group: WordGroup, owner: Mark) -> SchemaSyntax? {
        if let text = node.string {
            let syntax = SchemaSyntax(
                mark: node.mark, mapping: nil, type: type(text, at: node.mark), typeMark: node.mark)
            reportBareContainer(syntax)
            return syntax
        }
        guard node.members != nil else { return nil }
        let mapping = Mapping(node, group, log, owner: owner)
        let use = mapping["type"]
        let syntax = SchemaSyntax(
            mark: owner, mapping: mapping, type: use.flatMap { type($0.value.string ?? "", at: $0.value.mark) },
            typeMark: use?.value.mark ?? owner)
        if let use = mapping["fields"] { syntax.fields = fields(use.value) }
        if let use = mapping["items"] { syntax.items = schema(use.value, .schema, owner: use.value.mark) }
        if let use = mapping["values"] { syntax.values = schema(use.value, .schema, owner: use.value.mark) }
        checkKind(of: syntax, written: Set(node.members?.map(\.key) ?? []))
        return syntax
    }

    func type(_ text: String, at mark: Mark) -> TypeExpression? {
        do {
            return try TypeExpression(text)
        } catch {
            log.error(mark, error.message, suggestion: error.suggestion)
            return nil
        }
    }

    /// Reports a value whose type is said twice or not at all.
    private func checkKind(of syntax: SchemaSyntax, written: Set<String>) {
        guard let mapping = syntax.mapping else { return }
        let shapes = ["fields", "items", "values"].filter(written.contains)
        if shapes.count > 1 {
            log.error(
                mapping.mark(of: shapes[1]),
                "'\(shapes[0])' and '\(shapes[1])' exclude each other: a value is a struct, a list or a map")
        }
        guard let shape = shapes.first else {
            if !written.contains("type") {
                log.error(syntax.mark, "a type is missing: say 'type', 'fields', 'items' or 'values'")
            } else {
                reportBareContainer(syntax)
            }
            return
        }
        switch (syntax.type, shape) {
        case (nil, _), (.bareList, "items"), (.bareMap, "values"): break
        case (_, "fields"):
            log.error(syntax.typeMark, "'fields' already says that this is a struct; leave 'type' out")
        default:
            log.error(
                syntax.typeMark, "'\(shape)' belongs to the type '\(shape == "items" ? "list" : "map")' and no other")
        }
    }

    private func reportBareContainer(_ syntax: SchemaSyntax) {
        switch syntax.type {
        case .bareList where syntax.mapping?.contains("items") != true:
            log.error(syntax.typeMark, "a list of what? Write list<string>, or describe the elements with 'items'")
            syntax.type = nil
        case .bareMap where syntax.mapping?.contains("values") != true:
            log.error(syntax.typeMark, "a map to what? Write map<string>, or describe the values with 'values'")
            syntax.type = nil
        default: break
        }
    }
}
