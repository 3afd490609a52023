public import APIMachinery

/// Types and resources that belong together: what a directory of definitions compiles to.
public struct DefinitionSet: Equatable, Sendable {
    /// Types by OpenAPI name.
    public var types: [TypeName: TypeDefinition]
    /// Resources, sorted by group, version and plural name.
    public var resources: [ResourceDefinition]

    /// A set of these types and resources.
    public init(types: [TypeName: TypeDefinition] = [:], resources: [ResourceDefinition] = []) {
        self.types = types
        self.resources = resources
    }
}

/// A named type.
public struct TypeDefinition: Equatable, Sendable {
    /// The OpenAPI name.
    public var name: TypeName
    /// The group that the type belongs to; empty for the core group.
    public var group: String
    /// The version that the type belongs to.
    public var version: String
    /// What values of the type may be.
    public var schema: Schema
    /// The kinds that the type stands for (`x-kubernetes-group-version-kind`).
    public var kinds: [GroupVersionKind]
    /// Whether every group and version also knows the type as a kind of its own (DeleteOptions, WatchEvent).
    public var isInEveryGroup: Bool
    /// The type's protobuf message; `nil` where it has none.
    public var protobuf: ProtobufMessage?
    /// The name of the Swift type within its namespace.
    public var swiftName: String
    /// The file that defines it, relative to the set's directory.
    public var definedIn: String?

    /// A type of that name and schema.
    public init(
        name: TypeName, group: String, version: String, schema: Schema, kinds: [GroupVersionKind] = [],
        isInEveryGroup: Bool = false, protobuf: ProtobufMessage? = nil, swiftName: String, definedIn: String? = nil
    ) {
        self.name = name
        self.group = group
        self.version = version
        self.schema = schema
        self.kinds = kinds
        self.isInEveryGroup = isInEveryGroup
        self.protobuf = protobuf
        self.swiftName = swiftName
        self.definedIn = definedIn
    }
}

/// A type's protobuf message.
public struct ProtobufMessage: Equatable, Sendable {
    /// How the message holds the value.
    public enum Form: String, Equatable, Sendable, CaseIterable {
        /// A field of the message for each field of the object.
        case fields
        /// One field `items` that holds the list which the JSON value is (`ExtraValue`, `Verbs`).
        case list
        /// One bytes field `raw` that holds the JSON value itself (`RawExtension`, `FieldsV1`, `JSON`).
        case raw
        /// A schema or a list of schemas (`JSONSchemaPropsOrArray`).
        case schemaOrArray
        /// A schema or a boolean (`JSONSchemaPropsOrBool`).
        case schemaOrBool
        /// A schema or a list of strings (`JSONSchemaPropsOrStringArray`).
        case schemaOrStringArray
    }

    /// The full name, such as `k8s.io.api.core.v1.Pod`.
    public var name: String
    /// How the message holds the value.
    public var form: Form

    /// A message of that name.
    public init(name: String, form: Form = .fields) {
        self.name = name
        self.form = form
    }
}
