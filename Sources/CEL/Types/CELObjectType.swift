/// An object with declared fields: what a schema becomes for expressions.
///
/// Two object types are the same where they have the same name.
public final class CELObjectType: Sendable {
    /// A field of an object.
    public struct Field: Sendable, Hashable {
        /// Its name in JSON, which need not be an identifier.
        public var jsonName: String
        /// Its type.
        public var type: CELType

        /// Makes a field.
        public init(jsonName: String, type: CELType) {
            self.jsonName = jsonName
            self.type = type
        }
    }

    /// The name of the type.
    public let name: String
    /// The fields by their names in expressions; see ``CELIdentifier/escaped(_:)``.
    public let fields: [String: Field]

    /// Makes a type.
    public init(name: String, fields: [String: Field]) {
        self.name = name
        self.fields = fields
    }
}

extension CELObjectType: Hashable {
    /// Whether both have the same name.
    public static func == (a: CELObjectType, b: CELObjectType) -> Bool { a === b || a.name == b.name }
    /// Feeds the name to a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Names of JSON members as expressions have them.
public enum CELIdentifier {
    private static let words: Set = [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
        "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ]
    private static let signs: [Character: String] = [
        ".": "__dot__", "-": "__dash__", "/": "__slash__",
    ]

    /// The name of a member in expressions, as Kubernetes escapes it (`apiserver/schema/cel/model`): `__dot__` for `.`,
    /// `__dash__` for `-`, `__slash__` for `/`, `__underscores__` for `__`, and `__if__` for `if` and other words of the
    /// language; `nil` for a name that expressions cannot have.
    public static func escaped(_ name: String) -> String? {
        if words.contains(name) { return "__\(name)__" }
        guard let first = name.utf8.first, Lexer.isLetter(first) else { return nil }
        var result = ""
        var rest = name[...]
        while let character = rest.first {
            if rest.hasPrefix("__") {
                result += "__underscores__"
                rest = rest.dropFirst(2)
                continue
            }
            if let sign = signs[character] {
                result += sign
            } else if let byte = character.asciiValue, Lexer.isLetter(byte) || Lexer.isDigit(byte) {
                result.append(character)
            } else {
                return nil
            }
            rest = rest.dropFirst()
        }
        return result
    }
}
