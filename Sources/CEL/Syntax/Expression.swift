/// An expression as it was written, with the macros of the language recognized.
struct Expression: Sendable {
    enum Literal: Sendable, Equatable {
        case null
        case bool(Bool)
        case int(Int64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
    }

    /// A part of a list or map that may be left out, where it is an absent optional.
    struct Element: Sendable {
        var value: Expression
        var isOptional: Bool
    }

    struct Entry: Sendable {
        var key: Expression
        var value: Expression
        var isOptional: Bool
    }

    enum Logic: Sendable { case and, or }

    indirect enum Kind: Sendable {
        case literal(Literal)
        /// A name; an absolute one, written with a dot before it, is not looked up in the container.
        case identifier(String, isAbsolute: Bool)
        case select(Expression, field: String, isOptional: Bool)
        /// Whether a field is there: `has(operand.field)`.
        case has(Expression, field: String)
        case index(Expression, Expression, isOptional: Bool)
        case call(String, target: Expression?, [Expression])
        case list([Element])
        case map([Entry])
        case message(String, [String])
        case conditional(Expression, Expression, Expression)
        /// Operands of one operator, in their order: a long chain is not deep.
        case logic(Logic, [Expression])
        case comprehension(Comprehension)
        /// `cel.bind(name, value, body)`
        case bind(String, Expression, Expression)
        /// `optMap` and `optFlatMap`
        case optionalMap(Expression, String, Expression, isFlat: Bool)
    }

    var kind: Kind
    /// Where it stands, in bytes: at its operator or its beginning.
    var offset: Int
    /// How deep it is.
    var depth: Int

    init(_ kind: Kind, at offset: Int, over parts: [Expression] = []) {
        self.kind = kind
        self.offset = offset
        depth = 1 + (parts.map(\.depth).max() ?? 0)
    }
}

/// A macro that goes through a list or a map.
struct Comprehension: Sendable {
    enum Kind: String, Sendable {
        case all, exists, existsOne, filter, map, transformList, transformMap, transformMapEntry
    }

    var kind: Kind
    var range: Expression
    /// One or two: of a list the index and the element, of a map the key and the value.
    var variables: [String]
    /// What an element has to fulfil; `nil` for all.
    var condition: Expression?
    /// What becomes of it.
    var result: Expression?
}
