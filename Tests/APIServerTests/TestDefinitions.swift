import APIMachinery
import APISchema
import HTTPTypes
import JSON

/// Definitions made by hand: what a server is tested with.
enum TestDefinitions {
    static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"

    static func reference(_ name: TypeName) -> Schema { Schema(.reference(name)) }
    static func list(_ items: Schema) -> Schema { Schema(.array(ArraySchema(items: items))) }
    static func map(_ values: Schema) -> Schema { Schema(.map(MapSchema(values: values))) }

    /// A field that is left out when empty, with its place on the wire where it has one.
    static func field(
        _ name: String, _ schema: Schema, _ number: Int? = nil, required: Bool = false,
        _ presence: Field.Presence = .implicit
    ) -> Field {
        Field(name, schema, isRequired: required, presence: presence, protobuf: number.map { ProtobufField($0) })
    }

    static func type(
        _ name: TypeName, group: String, _ fields: [Field], kind: String? = nil, message: Bool = true
    ) -> TypeDefinition {
        let typeMeta = [field("kind", Schema(.string)), field("apiVersion", Schema(.string))]
        return TypeDefinition(
            name: name, group: group, version: "v1",
            schema: Schema(.object(ObjectSchema(fields: (kind == nil ? [] : typeMeta) + fields))),
            kinds: kind.map { [GroupVersionKind(group: group, version: "v1", kind: $0)] } ?? [],
            protobuf: message ? ProtobufMessage(name: ProtobufMessage.conventionalName(for: name)) : nil,
            swiftName: name.split(separator: ".").last.map(String.init) ?? name)
    }

    static let metaTypes: [TypeDefinition] = [
        type(
            "\(meta).ObjectMeta", group: "meta",
            [
                field("name", Schema(.string), 1), field("generateName", Schema(.string), 2),
                field("namespace", Schema(.string), 3), field("selfLink", Schema(.string), 4),
                field("uid", Schema(.string), 5),
                field("resourceVersion", Schema(.string), 6), field("generation", Schema(.int64), 7),
                field("creationTimestamp", Schema(.time), 8, .implicit),
                field("deletionTimestamp", Schema(.time), 9, .optional),
                field("deletionGracePeriodSeconds", Schema(.int64), 10, .optional),
                field("labels", map(Schema(.string)), 11), field("annotations", map(Schema(.string)), 12),
                field("ownerReferences", list(reference("\(meta).OwnerReference")), 13),
                field("finalizers", list(Schema(.string)), 14),
            ]),
        type(
            "\(meta).OwnerReference", group: "meta",
            [
                field("apiVersion", Schema(.string), 5, required: true, .always),
                field("kind", Schema(.string), 1, required: true, .always),
                field("name", Schema(.string), 3, required: true, .always),
                field("uid", Schema(.string), 4, required: true, .always),
                field("controller", Schema(.boolean), 6, .optional),
                field("blockOwnerDeletion", Schema(.boolean), 7, .optional),
            ]),
        type(
            "\(meta).ListMeta", group: "meta",
            [
                field("selfLink", Schema(.string), 1), field("resourceVersion", Schema(.string), 2),
                field("continue", Schema(.string), 3), field("remainingItemCount", Schema(.int64), 4, .optional),
            ]),
    ]

    static var metadata: Field { field("metadata", reference("\(meta).ObjectMeta"), 1) }

    static let core = DefinitionSet(
        types: named(
            metaTypes + [
                type(
                    "io.k8s.api.core.v1.ConfigMap", group: "",
                    [
                        metadata, field("data", map(Schema(.string)), 2), field("binaryData", map(Schema(.bytes)), 3),
                        field("immutable", Schema(.boolean), 4, .optional),
                    ], kind: "ConfigMap"),
                type(
                    "io.k8s.api.core.v1.Namespace", group: "",
                    [
                        metadata,
                        field(
                            "spec",
                            Schema(.object(ObjectSchema(fields: [field("finalizers", list(Schema(.string)))])))),
                        field("status", Schema(.object(ObjectSchema(fields: [field("phase", Schema(.string))])))),
                    ], kind: "Namespace", message: false),
                type(
                    "io.k8s.api.core.v1.Secret", group: "",
                    [
                        metadata, field("data", map(Schema(.bytes)), 2), field("type", Schema(.string), 3),
                        field("stringData", map(Schema(.string)), 4),
                        field("immutable", Schema(.boolean), 5, .optional),
                    ], kind: "Secret"),
            ]),
        resources: [
            resource("ConfigMap", "configmaps", "io.k8s.api.core.v1.ConfigMap") {
                $0.columns = [
                    Column(
                        name: "Name", type: "string", format: "name",
                        path: FieldPath([.member("metadata"), .member("name")])),
                    Column(name: "Data", type: "string"),
                ]
            },
            resource("Namespace", "namespaces", "io.k8s.api.core.v1.Namespace") {
                $0.scope = .cluster
                $0.subresources = [
                    Subresource(name: "status", verbs: [.get, .patch, .update]),
                    Subresource(name: "finalize", verbs: [.update]),
                    Subresource(name: "unserved", verbs: [.get]),
                ]
            },
            resource("Secret", "secrets", "io.k8s.api.core.v1.Secret"),
        ])

    static let library = DefinitionSet(
        types: named([
            type(
                "org.example.library.v1.Book", group: "library.example.org",
                [
                    metadata, field("spec", reference("org.example.library.v1.BookSpec"), required: true),
                    field("status", reference("org.example.library.v1.BookStatus")),
                ], kind: "Book", message: false),
            type(
                "org.example.library.v1.BookSpec", group: "library.example.org",
                [
                    field("title", title, required: true, .optional),
                    field("copies", Schema(.int32, defaultValue: 1), nil, .optional),
                    field("binding", Schema(.string), nil, .optional),
                ], message: false),
            type(
                "org.example.library.v1.BookStatus", group: "library.example.org",
                [field("lent", Schema(.int32), nil, .optional)], message: false),
        ]),
        resources: [
            resource("Book", "books", "org.example.library.v1.Book", group: "library.example.org") {
                $0.shortNames = ["bk"]
                $0.subresources = [
                    Subresource(name: "status", verbs: [.get, .patch, .update]),
                    Subresource(
                        name: "scale", verbs: [.get, .patch, .update],
                        scale: ScalePaths(
                            specReplicas: FieldPath([.member("spec"), .member("copies")]),
                            statusReplicas: FieldPath([.member("status"), .member("lent")]))),
                ]
                $0.selectableFields = [FieldPath([.member("spec"), .member("binding")])]
                $0.columns = [
                    Column(name: "Title", type: "string", path: FieldPath([.member("spec"), .member("title")])),
                    Column(
                        name: "Age", type: "date", path: FieldPath([.member("metadata"), .member("creationTimestamp")])),
                ]
            }
        ])

    private static var title: Schema {
        var constraints = Constraints()
        constraints.minLength = 1
        return Schema(.string, constraints: constraints)
    }

    static func named(_ types: [TypeDefinition]) -> [TypeName: TypeDefinition] {
        Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    }

    static func resource(
        _ kind: String, _ plural: String, _ type: TypeName, group: String = "",
        _ change: (inout ResourceDefinition) -> Void = { _ in }
    ) -> ResourceDefinition {
        var definition = ResourceDefinition(
            group: group, version: "v1", kind: kind, plural: plural, singular: kind.lowercased(), scope: .namespaced,
            verbs: Verb.offered, typeName: type, listKind: kind + "List")
        change(&definition)
        return definition
    }
}
