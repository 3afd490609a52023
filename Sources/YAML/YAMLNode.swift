/// A value in a YAML document, with its place in the text.
///
/// Aliases are followed and merge keys (`<<`) are members like any other: ``resolvedMembers()`` and ``jsonValue()``
/// apply them. What aliases repeat shares its storage, and ``YAMLLimits`` bound the tree as it looks when walked, so it
/// can be walked without further care.
public struct YAMLNode: Sendable {
    /// What a node holds.
    public enum Content: Sendable {
        /// A scalar's text, quotes and escapes removed, not yet resolved to a number, boolean or null.
        case scalar(String)
        /// The elements of a sequence.
        case sequence([YAMLNode])
        /// The members of a mapping in their order; keys can be any node and can occur more than once.
        case mapping([YAMLMember])
    }

    /// How a node is written.
    public enum Style: UInt8, Sendable, Hashable {
        /// A scalar without quotes, also an absent one.
        case plain
        case singleQuoted
        case doubleQuoted
        /// A block scalar that begins with `|`.
        case literal
        /// A block scalar that begins with `>`.
        case folded
        /// A collection by indentation.
        case block
        /// A collection in brackets or braces.
        case flow
    }

    /// What the node holds.
    public var content: Content
    /// The explicit tag with its handle expanded (`tag:yaml.org,2002:str` for `!!str`); `nil` if none is written.
    public var tag: String?
    /// Where the node begins, its anchor and tag included; for an alias, where the alias stands.
    public var mark: YAMLMark
    /// Where the node ends; for a block collection, the end of its last member.
    public var end: YAMLMark
    /// How the node is written; for an alias, how that which it names is written.
    public var style: Style
    /// Whether the node stands for an alias (`*name`); the nodes below it have the places of what the alias names.
    public var isAlias = false
    /// Whether a scalar without tag is resolved by its text: it is plain, or has the tag `!`.
    var isImplicit: Bool

    /// A node that is not (yet) in a text.
    public init(
        _ content: Content, tag: String? = nil, mark: YAMLMark = .start, end: YAMLMark? = nil, style: Style? = nil
    ) {
        self.content = content
        self.tag = tag
        self.mark = mark
        self.end = end ?? mark
        if case .scalar = content { self.style = style ?? .plain } else { self.style = style ?? .block }
        isImplicit = tag == nil && self.style == .plain
    }
}

/// A member of a YAML mapping.
public struct YAMLMember: Sendable {
    /// The key, as it is written.
    public var key: YAMLNode
    /// The value.
    public var value: YAMLNode

    /// A member of a mapping.
    public init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

extension YAMLNode {
    /// The text of a scalar, whatever it resolves to; `nil` for collections.
    public var scalarText: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    /// The elements of a sequence; `nil` for other nodes.
    public var elements: [YAMLNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The members of a mapping as they are written; `nil` for other nodes.
    public var members: [YAMLMember]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    /// The value of the first member of a mapping whose key is a scalar with this text; merge keys are not applied.
    public subscript(key: String) -> YAMLNode? {
        members?.first { $0.key.scalarText?.utf8.elementsEqual(key.utf8) ?? false }?.value
    }

    /// The element of a sequence at an index; `nil` if there is none.
    public subscript(index: Int) -> YAMLNode? {
        guard let elements, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// What kind of value this is, for messages: `a mapping`, `a sequence`, `null`, `a boolean`, `a number`, `a
    /// string`.
    public var kindDescription: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a sequence"
        case .scalar:
            switch try? YAMLScalar(self) {
            case .null?: "null"
            case .bool?: "a boolean"
            case .integer?, .bigInteger?, .float?: "a number"
            case .string?, .timestamp?, nil: "a string"
            }
        }
    }
}
