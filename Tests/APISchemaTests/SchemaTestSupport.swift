import APIMachinery
import APISchema
import JSON
import Testing

/// Definitions that tests share: a kind with a bit of everything, in the manner of a Deployment of Pods.
enum Sample {
    static func field(
        _ name: String, _ type: SchemaType, required: Bool = false, _ presence: Field.Presence = .optional,
        default value: JSONValue? = nil, nullable: Bool = false, immutable: Bool = false, deprecation: String? = nil,
        strategy: Set<PatchStrategy> = [], mergeKey: String? = nil, _ constrain: (inout Constraints) -> Void = { _ in }
    ) -> Field {
        var constraints = Constraints()
        constrain(&constraints)
        let schema = Schema(
            type, isNullable: nullable, defaultValue: value, constraints: constraints, patchStrategy: strategy,
            patchMergeKey: mergeKey
        )
        return Field(
            name, schema, isRequired: required, presence: presence, isImmutable: immutable, deprecation: deprecation
        )
    }

    static func object(_ fields: Field...) -> SchemaType { .object(ObjectSchema(fields: fields)) }
    static func list(
        _ items: SchemaType, _ listType: ArraySchema.ListType? = nil, keys: [String] = []
    ) -> SchemaType {
        .array(ArraySchema(items: Schema(items), listType: listType, listMapKeys: keys))
    }
    static func map(_ values: SchemaType) -> SchemaType { .map(MapSchema(values: Schema(values))) }

    static func type(_ name: String, _ type: SchemaType) -> TypeDefinition {
        TypeDefinition(name: name, group: "example.org", version: "v1", schema: Schema(type), swiftName: name)
    }

    static let meta = type(
        "ObjectMeta",
        object(
            field("name", .string, .implicit), field("labels", map(.string), .implicit),
            field("creationTimestamp", .time, .always)
        )
    )

    static let container = type(
        "Container",
        object(
            field("name", .string, required: true, .always) {
                $0.minLength = 1
                $0.format = "dns1123Label"
            },
            field("image", .string, .implicit),
            field("command", list(.string, .atomic), .implicit),
            field(
                "ports",
                list(
                    object(
                        field("containerPort", .int32, required: true, .always) {
                            $0.minimum = JSONNumber("1")
                            $0.maximum = JSONNumber("65535")
                        }, field("protocol", .string, .implicit, default: "TCP")
                    ), .map, keys: ["containerPort", "protocol"]
                ), .implicit, strategy: [.merge], mergeKey: "containerPort"
            ),
            field("resources", object(field("limits", map(.quantity), .implicit)), .always),
            field("stdin", .boolean, .implicit)
        )
    )

    static let root = type(
        "Thing",
        object(
            field("apiVersion", .string, .implicit), field("kind", .string, .implicit),
            field("metadata", .reference("ObjectMeta"), .always),
            field(
                "spec",
                object(
                    field("replicas", .int32, default: 1) { $0.minimum = JSONNumber("0") },
                    field("policy", .string, .implicit, default: "Always") { $0.enum = ["Always", "Never"] },
                    field(
                        "containers", list(.reference("Container"), .map, keys: ["name"]), required: true, .always,
                        strategy: [.merge], mergeKey: "name"
                    ) {
                        $0.minItems = 1
                    },
                    field(
                        "strategy", object(field("type", .string, .implicit, default: "Rolling")), .always,
                        strategy: [.retainKeys]),
                    field("finalizers", list(.string, .set), .implicit, strategy: [.merge]),
                    field("selector", map(.string), immutable: true),
                    field("port", .intOrString, .always),
                    field("timeout", .duration, .implicit),
                    field("secret", .bytes, .implicit),
                    field("since", .microTime, .explicitNull),
                    field("note", .string, nullable: true),
                    field("raw", .any), field("extension", .anyObject(AnyObjectSchema(.rawExtension))),
                    field("old", .string, .implicit, deprecation: "deprecated since v1.2"),
                    field("nested", .reference("Tree"))
                ), .always
            ),
            field(
                "status",
                object(
                    field("ready", .int32, .implicit), field("items", list(.string), required: true, .always),
                    field("ratio", .double, .always)
                ), .always
            )
        )
    )

    static let tree = type(
        "Tree",
        object(
            field("value", .int64), field("children", list(.reference("Tree"))), field("by", map(.reference("Tree"))))
    )

    static let resolver = SchemaResolver([
        DefinitionSet(types: ["ObjectMeta": meta, "Container": container, "Thing": root, "Tree": tree])
    ])

    static func thing() throws -> ResolvedSchema { try #require(resolver.schema(named: "Thing")) }

    /// A schema of fields of its own.
    static func schema(_ fields: Field...) -> ResolvedSchema {
        resolver.link(Schema(.object(ObjectSchema(fields: fields))))
    }
}

func parsed(_ text: String) throws -> JSONValue { try JSONValue(parsing: text) }
