public import JSON

/// A structural schema: what a value may be, and how the server treats it.
///
/// A schema says everything that Kubernetes' OpenAPI documents, its protobuf messages and CustomResourceDefinitions say
/// about a value, so that each of them can be rendered from it.
public struct Schema: Equatable, Sendable {
    /// The kind of value, with what belongs to that kind only.
    public var type: SchemaType
    /// Text for people. `nil` and `""` differ: a reference with a description, also a blank one, is rendered as `allOf`
    /// in OpenAPI, and one without as a plain `$ref`.
    public var description: String?
    /// Whether `null` is a value of its own rather than the same as absence (OpenAPI `nullable`).
    public var isNullable: Bool
    /// What the server fills in where the value is absent.
    public var defaultValue: JSONValue?
    /// Whether the default is stated in OpenAPI. Kubernetes' built-in kinds have defaults that its documents do not state.
    public var publishesDefault: Bool
    /// The values allowed, and bounds.
    public var constraints: Constraints
    /// How a strategic merge patch treats the value (`x-kubernetes-patch-strategy`).
    public var patchStrategy: Set<PatchStrategy>
    /// The member by which a strategic merge patch matches the elements of a list (`x-kubernetes-patch-merge-key`).
    public var patchMergeKey: String?
    /// Rules in the Common Expression Language (`x-kubernetes-validations`).
    public var rules: [ValidationRule]
    /// A list type stated for a value that is no list; Kubernetes has one on bytes, `APIServiceSpec.caBundle`.
    public var statedListType: ArraySchema.ListType?
    /// How fine a quantity is kept: what is finer is rounded up where defaults are filled in.
    public var precision: QuantityPrecision?
    /// A map type stated beside a reference, which goes before the one of the type referred to.
    public var statedMapType: MapType?

    /// A schema of that type, about which nothing else is said by default.
    public init(
        _ type: SchemaType,
        description: String? = nil,
        isNullable: Bool = false,
        defaultValue: JSONValue? = nil,
        publishesDefault: Bool = true,
        constraints: Constraints = Constraints(),
        patchStrategy: Set<PatchStrategy> = [],
        patchMergeKey: String? = nil,
        rules: [ValidationRule] = [],
        statedListType: ArraySchema.ListType? = nil,
        statedMapType: MapType? = nil,
        precision: QuantityPrecision? = nil
    ) {
        self.type = type
        self.description = description
        self.isNullable = isNullable
        self.defaultValue = defaultValue
        self.publishesDefault = publishesDefault
        self.constraints = constraints
        self.patchStrategy = patchStrategy
        self.patchMergeKey = patchMergeKey
        self.rules = rules
        self.statedListType = statedListType
        self.statedMapType = statedMapType
        self.precision = precision
    }
}

/// The part to which a quantity is rounded up, away from zero.
public enum QuantityPrecision: String, Equatable, Sendable, CaseIterable {
    case micro, milli, unit

    /// The power of ten of the part.
    var scale: Int {
        switch self {
        case .micro: -6
        case .milli: -3
        case .unit: 0
        }
    }
}

/// The kinds of values that a schema describes.
public indirect enum SchemaType: Equatable, Sendable {
    case string
    /// Bytes, base64 (RFC 4648) in JSON.
    case bytes
    case boolean
    case int32
    case int64
    /// A whole number of no stated width.
    case integer
    case double
    /// A number of no stated width.
    case number
    /// A Kubernetes quantity such as `100m` or `1Gi`.
    case quantity
    /// A whole number or a string, as Kubernetes' IntOrString.
    case intOrString
    /// An RFC 3339 time with whole seconds.
    case time
    /// An RFC 3339 time with six decimals of a second.
    case microTime
    /// A duration as Go writes it, such as `1h30m`.
    case duration
    /// Any JSON value (`apiextensions.v1.JSON`).
    case any
    /// Any JSON object.
    case anyObject(AnyObjectSchema)
    case array(ArraySchema)
    case map(MapSchema)
    case object(ObjectSchema)
    /// Another type, by its OpenAPI name.
    case reference(TypeName)
}

/// The name of a type in OpenAPI documents, such as `io.k8s.api.core.v1.PodSpec`.
public typealias TypeName = String

/// An object whose members no schema describes.
public struct AnyObjectSchema: Equatable, Sendable {
    /// What such an object stands for.
    public enum Meaning: String, Equatable, Sendable, CaseIterable {
        /// An object whose fields are kept as they are (`x-kubernetes-preserve-unknown-fields`).
        case free
        /// A whole Kubernetes object with apiVersion, kind and metadata (`x-kubernetes-embedded-resource`).
        case embeddedResource
        /// Kubernetes' `runtime.RawExtension`.
        case rawExtension
        /// Kubernetes' `meta/v1.FieldsV1`.
        case fieldsV1
        /// Kubernetes' `meta/v1.Patch`.
        case patch
    }

    /// What the object stands for.
    public var meaning: Meaning

    /// An object of that meaning.
    public init(_ meaning: Meaning) {
        self.meaning = meaning
    }
}

/// A list.
public struct ArraySchema: Equatable, Sendable {
    /// How writers share a list (`x-kubernetes-list-type`).
    public enum ListType: String, Equatable, Sendable, CaseIterable {
        case atomic, set, map
    }

    /// What each element may be.
    public var items: Schema
    /// `nil` where the definition does not say; such a list is treated as atomic.
    public var listType: ListType?
    /// The members that together identify an element of a list of type map.
    public var listMapKeys: [String]

    /// A list of these elements.
    public init(items: Schema, listType: ListType? = nil, listMapKeys: [String] = []) {
        self.items = items
        self.listType = listType
        self.listMapKeys = listMapKeys
    }
}

/// How writers share a map or a struct (`x-kubernetes-map-type`).
public enum MapType: String, Equatable, Sendable, CaseIterable {
    case atomic, granular
}

/// A map from strings to values of one schema.
public struct MapSchema: Equatable, Sendable {
    /// What each value may be.
    public var values: Schema
    /// How writers share the map; `nil` where the definition does not say, which is granular.
    public var mapType: MapType?

    /// A map to these values.
    public init(values: Schema, mapType: MapType? = nil) {
        self.values = values
        self.mapType = mapType
    }
}

/// How a strategic merge patch treats a value.
public enum PatchStrategy: String, Equatable, Hashable, Sendable, CaseIterable {
    case merge, replace, retainKeys
}

/// The values allowed, with the names that JSON Schema has for them.
public struct Constraints: Equatable, Sendable {
    /// The values allowed; empty where any is.
    public var `enum`: [JSONValue] = []
    /// Whether values outside `enum` are only undocumented rather than refused (`x-kubernetes-…` open enums).
    public var enumIsOpen = false
    /// The least number of Unicode scalars of a string.
    public var minLength: Int?
    /// The greatest number of Unicode scalars of a string.
    public var maxLength: Int?
    /// A regular expression (ECMA 262 / RE2 common subset) that must match somewhere in the string.
    public var pattern: String?
    /// An OpenAPI or Kubernetes format name that the type does not imply, such as `ipv4`, `uri`, `dns1123Label`.
    public var format: String?
    /// The least number.
    public var minimum: JSONNumber?
    /// The greatest number.
    public var maximum: JSONNumber?
    /// Whether the number has to be greater than `minimum`.
    public var exclusiveMinimum = false
    /// Whether the number has to be less than `maximum`.
    public var exclusiveMaximum = false
    /// What the number has to be a whole multiple of, exactly.
    public var multipleOf: JSONNumber?
    /// The least number of elements.
    public var minItems: Int?
    /// The greatest number of elements.
    public var maxItems: Int?
    /// Whether no two elements may be equal.
    public var uniqueItems = false
    /// The least number of members.
    public var minProperties: Int?
    /// The greatest number of members.
    public var maxProperties: Int?

    /// Everything is allowed.
    public init() {}
}

/// A rule in the Common Expression Language, as `x-kubernetes-validations` has them.
public struct ValidationRule: Equatable, Sendable {
    /// The condition, with `self` for the value and `oldSelf` for the one that it replaces.
    public var expression: String
    /// What is said where the condition does not hold.
    public var message: String?
    /// An expression for the message, which goes before `message`.
    public var messageExpression: String?
    /// The reason of the error, such as `FieldValueForbidden`; `FieldValueInvalid` by default.
    public var reason: String?
    /// The path, below the value, of the field that the error names.
    public var fieldPath: String?
    /// Whether the rule also holds for new values, `oldSelf` then being optional.
    public var optionalOldSelf: Bool?

    /// A rule of that condition.
    public init(
        expression: String, message: String? = nil, messageExpression: String? = nil, reason: String? = nil,
        fieldPath: String? = nil, optionalOldSelf: Bool? = nil
    ) {
        self.expression = expression
        self.message = message
        self.messageExpression = messageExpression
        self.reason = reason
        self.fieldPath = fieldPath
        self.optionalOldSelf = optionalOldSelf
    }
}
