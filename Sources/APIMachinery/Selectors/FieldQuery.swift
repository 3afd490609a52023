/// A field selector as text, such as `metadata.name=web,spec.nodeName!=n1`: what `fieldSelector` parameters hold.
///
/// All requirements must hold; none selects everything. In values `\,`, `\=` and `\\` stand for the plain characters.
public struct FieldQuery: Hashable, Sendable {
    /// A requirement on one field.
    public struct Requirement: Hashable, Sendable, CustomStringConvertible {
        /// The path of the field, such as `metadata.name`.
        public var field: String
        /// Whether the field must differ from the value, rather than be equal to it.
        public var isNegated: Bool
        /// What the field is compared with.
        public var value: String

        /// A requirement.
        public init(field: String, isNegated: Bool = false, value: String) {
            self.field = field
            self.isNegated = isNegated
            self.value = value
        }

        /// The requirement as it stands in a selector.
        public var description: String { "\(field)\(isNegated ? "!=" : "=")\(FieldQuery.escape(value))" }
    }

    /// The requirements, in the order of their text.
    public let requirements: [Requirement]
    /// What the requirements come to, field by field.
    package let rules: [FieldRule]

    /// Selects everything.
    public static let everything = FieldQuery([])

    /// Selects what meets all requirements.
    public init(_ requirements: [Requirement]) {
        self.requirements = requirements
        rules = FieldRule.rules(of: requirements)
    }

    /// Selects by one field's value.
    public init(_ field: String, equals value: String) { self.init([Requirement(field: field, value: value)]) }

    /// Reads a selector.
    public init(parsing text: some StringProtocol) throws(SelectorError) {
        let text = String(text)
        var requirements: [Requirement] = []
        for term in Self.terms(Array(text.utf8)).sorted(by: { $0.lexicographicallyPrecedes($1) }) where !term.isEmpty {
            requirements.append(try Self.requirement(term, in: text))
        }
        self.init(requirements)
    }

    /// Whether everything is selected.
    public var isEmpty: Bool { requirements.isEmpty }

    /// Whether an object with these fields is selected; a field that is absent is empty.
    public func matches(_ fields: [String: String]) -> Bool { matches { fields[$0] } }

    /// Whether an object is selected whose fields are looked up one by one; a field that is absent is empty.
    public func matches(_ field: (String) -> String?) -> Bool {
        rules.allSatisfy { $0.allows(field($0.field) ?? "") }
    }

    /// The value that a field must have, where the selector names one.
    public func requiredValue(of field: String) -> String? {
        rules.first { $0.field == field }?.required
    }

    /// A value with its special characters escaped.
    public static func escape(_ value: String) -> String {
        guard
            value.utf8.contains(where: {
                $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "=")
            })
        else { return value }
        return value.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar == "\\" || scalar == "," || scalar == "=" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
    }

    /// The text between commas that are not escaped.
    private static func terms(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var terms: [ArraySlice<UInt8>] = []
        var start = 0
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: ",") {
                terms.append(bytes[start..<index])
                start = index + 1
            }
        }
        return terms + [bytes[start...]]
    }

    private static func requirement(_ term: ArraySlice<UInt8>, in text: String) throws(SelectorError) -> Requirement {
        // The first operator counts: a field's path has neither `=` nor `!=` in it.
        let equals = UInt8(ascii: "=")
        let position = term.indices.first {
            term[$0] == equals || (term[$0] == UInt8(ascii: "!") && $0 + 1 < term.endIndex && term[$0 + 1] == equals)
        }
        guard let position else {
            throw SelectorError(
                "invalid selector: '\(text)'; can't understand '\(String(decoding: term, as: UTF8.self))'")
        }
        let isNegated = term[position] != equals
        let isDouble = !isNegated && position + 1 < term.endIndex && term[position + 1] == equals
        return Requirement(
            field: String(decoding: term[..<position], as: UTF8.self), isNegated: isNegated,
            value: try unescape(term[(position + (isNegated || isDouble ? 2 : 1))...]))
    }

    private static func unescape(_ bytes: ArraySlice<UInt8>) throws(SelectorError) -> String {
        var result: [UInt8] = []
        var isEscaped = false
        for byte in bytes {
            let isSpecial = byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "=")
            if isEscaped {
                guard isSpecial else {
                    throw SelectorError(
                        "invalid field selector: invalid escape sequence in '\(String(decoding: bytes, as: UTF8.self))'"
                    )
                }
                result.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if isSpecial {
                throw SelectorError(
                    "invalid field selector: unescaped character in value '\(String(decoding: bytes, as: UTF8.self))'")
            } else {
                result.append(byte)
            }
        }
        guard !isEscaped else {
            throw SelectorError(
                "invalid field selector: invalid escape sequence in '\(String(decoding: bytes, as: UTF8.self))'")
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension FieldQuery: CustomStringConvertible {
    /// The selector as text.
    public var description: String { requirements.map(\.description).joined(separator: ",") }
}
