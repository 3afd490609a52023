/// The name of a type as a definition writes it: `string`, `list<Author>`, `map<list<int32>>`, `core/v1.PodSpec`.
indirect enum TypeExpression: Hashable, Sendable {
    case scalar(Scalar)
    /// A type of the same group and version.
    case named(String)
    /// A type of another group and version.
    case qualified(group: String, version: String, name: String)
    case list(TypeExpression)
    case map(TypeExpression)
    /// `list` alone; `items` says of what.
    case bareList
    /// `map` alone; `values` says of what.
    case bareMap

    /// The types that need no definition.
    enum Scalar: String, Hashable, Sendable, CaseIterable {
        case string, int32, int64, integer, double, number, bool, bytes, quantity, intOrString, time, microTime,
            duration,
            any, object, rawExtension, fieldsV1, patch
    }

    /// Why a text is no type.
    struct Failure: Error {
        var message: String
        var suggestion: String?
    }

    /// How deep `list<…>` and `map<…>` may nest.
    static let maximumDepth = 8

    init(_ text: String) throws(Failure) {
        self = try Self.parse(Substring(text), depth: 0)
    }

    private static func parse(_ text: Substring, depth: Int) throws(Failure) -> TypeExpression {
        let text = trimmed(text)
        guard depth <= maximumDepth else { throw Failure(message: "lists and maps nest deeper than \(maximumDepth)") }
        guard !text.isEmpty else { throw Failure(message: "a type is missing") }
        if let open = text.firstIndex(of: "<") {
            guard text.last == ">" else { throw Failure(message: "'\(text)' lacks the closing '>'") }
            let inner = text[text.index(after: open)..<text.index(before: text.endIndex)]
            switch trimmed(text[..<open]) {
            case "list": return .list(try parse(inner, depth: depth + 1))
            case "map": return .map(try parse(inner, depth: depth + 1))
            case let outer:
                throw Failure(
                    message: "only list<…> and map<…> take a type, not '\(outer)'",
                    suggestion: NameSuggestion.nearest(to: String(outer), among: ["list", "map"]))
            }
        }
        if text.hasSuffix("[]") {
            throw Failure(message: "'\(text)' is no type", suggestion: "list<\(text.dropLast(2))>")
        }
        switch text {
        case "list": return .bareList
        case "map": return .bareMap
        default: break
        }
        if let scalar = Scalar(rawValue: String(text)) { return .scalar(scalar) }
        if text.contains("/") || text.contains(".") { return try qualified(text) }
        guard Names.isTypeName(String(text)) else { throw unknown(String(text)) }
        return .named(String(text))
    }

    private static func qualified(_ text: Substring) throws(Failure) -> TypeExpression {
        guard let reference = KindReference(String(text)) else {
            throw Failure(
                message:
                    "'\(text)' is no type: a type of another group is written group/version.Type, as core/v1.PodSpec")
        }
        return .qualified(group: reference.group, version: reference.version, name: reference.name)
    }

    private static func unknown(_ name: String) -> Failure {
        let habits = [
            "int": "int32", "uint32": "int64", "long": "int64", "float": "double", "float64": "double",
            "boolean": "bool",
            "array": "list", "dictionary": "map", "datetime": "time", "timestamp": "time", "date": "time",
            "int-or-string": "intOrString", "byte": "bytes", "struct": "fields", "text": "string", "str": "string",
            "embeddedResource": "object", "json": "any",
        ]
        let suggestion =
            habits[name.lowercased()]
            ?? NameSuggestion.nearest(to: name, among: Scalar.allCases.map(\.rawValue) + ["list", "map"])
        return Failure(message: "unknown type '\(name)'", suggestion: suggestion)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let head = text.drop { $0 == " " }
        guard let last = head.lastIndex(where: { $0 != " " }) else { return "" }
        return head[...last]
    }
}

/// A type or kind of a group and version, written `group/version.Name`; the core group is written `core`.
struct KindReference: Hashable, Sendable {
    /// The group; empty for the core group.
    var group: String
    var version: String
    var name: String

    init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let dot = halves[1].firstIndex(of: ".") else { return nil }
        let group = String(halves[0]), version = String(halves[1][..<dot])
        let name = String(halves[1][halves[1].index(after: dot)...])
        guard Names.isGroup(group), Names.isVersion(version), Names.isTypeName(name) else { return nil }
        self.group = group == "core" ? "" : group
        self.version = version
        self.name = name
    }
}
