/// A struct: named fields in the order of their definition, which is the order in which they are written.
public struct ObjectSchema: Equatable, Sendable {
    /// The fields, in the order in which they are written.
    public var fields: [Field] {
        didSet { index = Self.index(of: fields) }
    }
    /// How writers share the object; `nil` where the definition does not say, which is granular.
    public var mapType: MapType?
    /// Whether members that are no fields are kept rather than pruned (`x-kubernetes-preserve-unknown-fields`).
    public var preservesUnknownFields: Bool
    /// Whether the value is a whole Kubernetes object with apiVersion, kind and metadata beside the fields
    /// (`x-kubernetes-embedded-resource`).
    public var isEmbeddedResource: Bool
    /// Fields of which at most one may be set, by discriminator (`x-kubernetes-unions`).
    public var unions: [Union]
    /// Protobuf messages whose fields stand among this object's in JSON.
    public var inlines: [InlinedMessage]
    /// Positions in `fields` by name; `nil` for objects with few fields.
    private var index: [String: Int]?

    /// An object of these fields.
    public init(
        fields: [Field],
        mapType: MapType? = nil,
        preservesUnknownFields: Bool = false,
        isEmbeddedResource: Bool = false,
        unions: [Union] = [],
        inlines: [InlinedMessage] = []
    ) {
        self.fields = fields
        self.mapType = mapType
        self.preservesUnknownFields = preservesUnknownFields
        self.isEmbeddedResource = isEmbeddedResource
        self.unions = unions
        self.inlines = inlines
        index = Self.index(of: fields)
    }

    /// The field of that JSON name.
    public func field(named name: String) -> Field? {
        position(of: name).map { fields[$0] }
    }

    /// The position in `fields` of the field of that JSON name.
    public func position(of name: String) -> Int? {
        if let index { return index[name] }
        return fields.firstIndex { $0.name == name }
    }

    private static func index(of fields: [Field]) -> [String: Int]? {
        guard fields.count > 8 else { return nil }
        return Dictionary(
            fields.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A field of an object.
public struct Field: Equatable, Sendable {
    /// What an empty value (`""`, 0, false, `{}`, `[]`) means and how absence is written.
    ///
    /// These are the four ways in which Go's JSON tags and pointers combine; the names are protobuf's where it has one.
    public enum Presence: String, Equatable, Sendable, CaseIterable {
        /// An empty value differs from absence; absence is left out. (Go: pointer, `omitempty`.)
        case optional
        /// An empty value is the same as absence, and left out. (Go: no pointer, `omitempty`.)
        case implicit
        /// Absence is the same as an empty value, which is written; an empty list, map or time is written as null.
        /// (Go: no pointer, no `omitempty`.)
        case always
        /// An empty value differs from absence; absence is written as null. (Go: pointer, no `omitempty`.)
        case explicitNull
    }

    /// The name in JSON.
    public var name: String
    /// What the value may be.
    public var schema: Schema
    /// Whether a value without the field is refused.
    public var isRequired: Bool
    /// What an empty value means, and how absence is written.
    public var presence: Presence
    /// Whether the value cannot change once set (enforced on update).
    public var isImmutable: Bool
    /// Why and since when the field is deprecated; a write that sets it is answered with a warning.
    public var deprecation: String?
    /// The place of the field on the wire; `nil` where the type has no protobuf form.
    public var protobuf: ProtobufField?
    /// The name of the Swift property, where the definition gives one.
    public var swiftName: String?

    /// A field of that name and schema.
    public init(
        _ name: String,
        _ schema: Schema,
        isRequired: Bool = false,
        presence: Presence = .optional,
        isImmutable: Bool = false,
        deprecation: String? = nil,
        protobuf: ProtobufField? = nil,
        swiftName: String? = nil
    ) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.presence = presence
        self.isImmutable = isImmutable
        self.deprecation = deprecation
        self.protobuf = protobuf
        self.swiftName = swiftName
    }
}

/// A field's place in its protobuf message.
public struct ProtobufField: Equatable, Sendable {
    /// The number in the message that holds it: the object's own, or the inlined one of `inlinedIn`.
    public var number: Int
    /// The path of names through ``ObjectSchema/inlines`` of the message that holds the field; empty for the object's own.
    public var inlinedIn: [String]
    /// The protobuf type where it does not follow from the schema.
    public var type: String?

    /// A place on the wire.
    public init(_ number: Int, inlinedIn: [String] = [], type: String? = nil) {
        self.number = number
        self.inlinedIn = inlinedIn
        self.type = type
    }
}

/// A protobuf message whose fields stand in the parent in JSON, as Go's inlined structs do.
public struct InlinedMessage: Equatable, Sendable {
    /// The field's name in the protobuf message.
    public var name: String
    /// The field's number in the message around it.
    public var number: Int
    /// The message's full protobuf name.
    public var message: String
    /// Whether the message is written where all of its fields are empty.
    public var presence: Field.Presence
    /// Messages inlined in this one in turn.
    public var inlines: [InlinedMessage]

    /// A message inlined under that name and number.
    public init(
        name: String, number: Int, message: String, presence: Field.Presence = .always, inlines: [InlinedMessage] = []
    ) {
        self.name = name
        self.number = number
        self.message = message
        self.presence = presence
        self.inlines = inlines
    }
}

/// Fields of which at most one may be set (`x-kubernetes-unions`).
public struct Union: Equatable, Sendable {
    /// The field whose value names the one that is set.
    public var discriminator: String?
    /// The discriminator's value for each field.
    public var fields: [String: String]

    /// A union of these fields.
    public init(discriminator: String?, fields: [String: String]) {
        self.discriminator = discriminator
        self.fields = fields
    }
}
