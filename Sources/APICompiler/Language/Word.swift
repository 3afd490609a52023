/// A word of the definition language.
///
/// The tables of words drive the checker, the JSON Schema for editors and the test that each word has an example in the
/// reference page.
struct Word: Sendable {
    let name: String
    let value: WordValue
    /// What the word says, in one sentence.
    let summary: String
    var isRequired = false
    /// The values that the word can be said of.
    var appliesTo: ValueClasses = .all

    init(
        _ name: String, _ value: WordValue, _ summary: String, isRequired: Bool = false, appliesTo: ValueClasses = .all
    ) {
        self.name = name
        self.value = value
        self.summary = summary
        self.isRequired = isRequired
        self.appliesTo = appliesTo
    }
}

/// What stands after a word.
indirect enum WordValue: Sendable {
    case string
    case boolean
    /// A whole number that is not negative.
    case count
    case number
    /// Any value; it is checked against the schema later.
    case any
    /// One of some names.
    case choice([String])
    /// The name of a type, such as `string`, `list<Author>` or `meta/v1.Condition`.
    case type
    /// A path such as `.spec.replicas`.
    case path
    /// A kind as `group/version.Kind`.
    case kind
    case list(WordValue)
    /// A mapping with words of its own.
    case mapping(WordGroup)
    /// A mapping from names that the author chooses.
    case named(WordValue)
    /// A mapping from paths to paths.
    case paths
    /// A field or an element: a type or a mapping.
    case schema(WordGroup)
    /// One of several.
    case either([WordValue])

    /// What is expected, for messages.
    var expectation: String {
        switch self {
        case .string: "a string"
        case .boolean: "true or false"
        case .count: "a whole number that is not negative"
        case .number: "a number"
        case .any: "a value"
        case .choice(let names):
            names.count == 1 ? "'\(names[0])'" : "one of " + names.map { "'\($0)'" }.joined(separator: ", ")
        case .type: "a type"
        case .path: "a path such as .spec.replicas"
        case .kind: "a kind such as apps/v1.Deployment"
        case .list(.string): "a list of strings"
        case .list(.path): "a list of paths"
        case .list(.mapping): "a list of mappings"
        case .list: "a list"
        case .mapping, .named: "a mapping"
        case .paths: "a mapping from paths to paths"
        case .schema: "a type or a mapping"
        case .either(let values): values.map(\.expectation).joined(separator: " or ")
        }
    }
}

/// Kinds of values that some words belong to.
struct ValueClasses: OptionSet, Sendable {
    let rawValue: Int

    static let string = ValueClasses(rawValue: 1 << 0)
    static let bytes = ValueClasses(rawValue: 1 << 1)
    static let number = ValueClasses(rawValue: 1 << 2)
    static let boolean = ValueClasses(rawValue: 1 << 3)
    static let list = ValueClasses(rawValue: 1 << 4)
    static let map = ValueClasses(rawValue: 1 << 5)
    static let structure = ValueClasses(rawValue: 1 << 6)
    static let anyObject = ValueClasses(rawValue: 1 << 7)
    static let quantity = ValueClasses(rawValue: 1 << 8)
    /// Times and the like, and values of any kind.
    static let other = ValueClasses(rawValue: 1 << 9)
    static let all = ValueClasses(rawValue: (1 << 10) - 1)

    /// What the classes are called in messages.
    var description: String {
        let names: [(ValueClasses, String)] = [
            (.string, "strings"), (.bytes, "bytes"), (.number, "numbers"), (.boolean, "booleans"), (.list, "lists"),
            (.map, "maps"), (.structure, "structs"), (.anyObject, "objects"), (.quantity, "quantities"),
            (.other, "other scalars"),
        ]
        let present = names.filter { contains($0.0) }.map(\.1)
        guard let last = present.last, present.count > 1 else { return present.first ?? "nothing" }
        return present.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// The words that may stand in one kind of mapping.
enum WordGroup: String, Sendable, CaseIterable {
    case definition, names, schema, field, type, rule, subresource, column, conversion, protobufField, protobufMessage,
        inlinedMessage, union

    /// What such a mapping is called in messages.
    var title: String {
        switch self {
        case .definition: "a definition"
        case .names: "'names'"
        case .schema: "a value"
        case .field: "a field"
        case .type: "a type"
        case .rule: "a rule"
        case .subresource: "a subresource"
        case .column: "a column"
        case .conversion: "'conversion'"
        case .protobufField, .protobufMessage: "'protobuf'"
        case .inlinedMessage: "an inlined message"
        case .union: "a union"
        }
    }

    /// The words, in the order of the reference page.
    var words: [Word] {
        switch self {
        case .definition: Self.definitionWords
        case .names: Self.nameWords
        case .schema: Self.schemaWords
        case .field: Self.fieldWords
        case .type: Self.typeWords
        case .rule: Self.ruleWords
        case .subresource: Self.subresourceWords
        case .column: Self.columnWords
        case .conversion: Self.conversionWords
        case .protobufField: Self.protobufFieldWords
        case .protobufMessage: Self.protobufMessageWords
        case .inlinedMessage: Self.inlinedMessageWords
        case .union: Self.unionWords
        }
    }

    /// The words by name.
    var table: [String: Word] { Self.tables[self] ?? [:] }

    private static let tables = Dictionary(
        uniqueKeysWithValues: allCases.map { group in
            (group, Dictionary(group.words.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
        })
}
