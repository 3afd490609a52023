internal import APIMachinery
internal import APISchema

/// The types known to a compilation, by group and version.
struct Scope {
    struct Key: Hashable, Comparable {
        /// Empty for the core group.
        var group: String
        var version: String

        static func < (a: Self, b: Self) -> Bool { (a.group, a.version) < (b.group, b.version) }

        /// The group and version as definitions write them.
        var description: String { (group.isEmpty ? "core" : group) + "/" + version }
    }

    /// The outcome of looking for a type.
    enum Lookup {
        case found(TypeDeclaration)
        case missing(message: String, suggestion: String?)
    }

    private(set) var declarations: [TypeDeclaration] = []
    private var byName: [Key: [String: TypeDeclaration]] = [:]
    private var byTypeName: [TypeName: TypeDeclaration] = [:]

    /// Adds a type; `nil`, or the type of the same name that is there already.
    mutating func declare(_ declaration: TypeDeclaration) -> TypeDeclaration? {
        let key = Key(group: declaration.file.group, version: declaration.file.version)
        if let other = byName[key]?[declaration.name] ?? byTypeName[declaration.typeName] { return other }
        byName[key, default: [:]][declaration.name] = declaration
        byTypeName[declaration.typeName] = declaration
        declarations.append(declaration)
        return nil
    }

    func declaration(ofType name: TypeName) -> TypeDeclaration? { byTypeName[name] }

    /// Finds a type that a file names.
    func find(_ name: String, from file: FileSyntax) -> Lookup {
        let key = Key(group: file.group, version: file.version)
        if let found = byName[key]?[name] { return .found(found) }
        if let suggestion = NameSuggestion.nearest(to: name, among: (byName[key] ?? [:]).keys) {
            return .missing(message: "unknown type '\(name)'", suggestion: suggestion)
        }
        if let scalar = Self.scalar(for: name) {
            return .missing(message: "unknown type '\(name)'", suggestion: scalar)
        }
        // A type of that name elsewhere is probably meant; meta/v1 before others.
        let elsewhere = byName.filter { $0.value[name] != nil }.keys.sorted {
            ($0.group == "meta" ? 0 : 1, $0) < ($1.group == "meta" ? 0 : 1, $1)
        }
        return .missing(
            message: "\(key.description) has no type '\(name)'",
            suggestion: elsewhere.first.map { "\($0.description).\(name)" })
    }

    /// Finds a type of a group and version.
    func find(group: String, version: String, name: String) -> Lookup {
        let key = Key(group: group, version: version)
        if let found = byName[key]?[name] { return .found(found) }
        if let types = byName[key] {
            let scalar = group == "meta" ? Self.scalar(for: name) : nil
            return .missing(
                message: "\(key.description) has no type '\(name)'",
                suggestion: scalar
                    ?? NameSuggestion.nearest(to: name, among: types.keys).map { "\(key.description).\($0)" })
        }
        return .missing(
            message: "no definitions of \(key.description) are known: their directory is to be given as a reference",
            suggestion: NameSuggestion.nearest(to: key.description, among: byName.keys.map(\.description)).map {
                "\($0).\(name)"
            })
    }

    /// The type that stands for a kind.
    func find(kind: KindReference) -> TypeDeclaration? {
        if let found = byName[Key(group: kind.group, version: kind.version)]?[kind.name] { return found }
        return declarations.first {
            $0.definition?.kinds.contains {
                $0.group == kind.group && $0.version == kind.version && $0.kind == kind.name
            } ?? false
        }
    }

    /// The scalar type that Kubernetes has under a type's name.
    private static func scalar(for name: String) -> String? {
        let scalars = [
            "Time": "time", "MicroTime": "microTime", "Duration": "duration", "Quantity": "quantity",
            "IntOrString": "intOrString", "RawExtension": "rawExtension", "FieldsV1": "fieldsV1", "Patch": "patch",
            "String": "string", "Int32": "int32", "Int64": "int64", "Bool": "bool", "Any": "any", "Object": "object",
        ]
        return scalars[name]
    }
}
