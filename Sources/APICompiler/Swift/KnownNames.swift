import APISchema

/// The names of libraries that generated code mentions.
enum KnownNames {
    /// The models that APIMachinery has by hand, by OpenAPI name.
    static let handwritten: [TypeName: String] = {
        var names: [TypeName: String] = [:]
        for name in [
            "Condition", "DeleteOptions", "LabelSelector", "LabelSelectorRequirement", "ListMeta", "ManagedFieldsEntry",
            "ObjectMeta", "OwnerReference", "Preconditions", "Status", "StatusCause", "StatusDetails",
        ] {
            names[metaPrefix + name] = name
        }
        return names
    }()

    /// What the OpenAPI names of meta/v1 begin with.
    static let metaPrefix = "io.k8s.apimachinery.pkg.apis.meta.v1."

    static let objectMeta = metaPrefix + "ObjectMeta"
    static let listMeta = metaPrefix + "ListMeta"

    /// Names of the standard library, which are qualified where a definition's type has the same.
    static let standard: Set<String> = [
        "Bool", "Double", "Equatable", "Int32", "Int64", "Sendable", "StaticString", "String",
    ]

    /// Names of APIMachinery, which are qualified where a definition's type has the same.
    static let machinery: Set<String> = {
        var names: Set<String> = [
            "APIKind", "APIList", "APIObject", "APIResource", "Clientset", "GroupVersionKind", "GroupVersionRegistration",
            "OpenStringEnum", "ResourceClient", "ResourceRegistration", "StaticBytes",
        ]
        names.formUnion(Conformances.all)
        return names
    }()

    /// Types of APIMachinery that properties have. Their names are common nouns, which the module that generated code is part
    /// of may well have types of, so they are always qualified.
    static let machineryTypes: Set<String> = Set(handwritten.values).union([
        "Duration", "FieldsV1", "IntOrString", "MicroTime", "Quantity", "RawExtension", "Time",
    ])

    /// Names that no generated type has: those of modules, with which other names are qualified, and those of the JSON module,
    /// whose name is one of its own kind (`apiextensions.v1.JSON`) and so cannot qualify anything.
    static let reservedForTypes: Set<String> = [
        "APIMachinery", "Swift", "CopyOnWriteBox", "Fields", "JSONBytes", "JSONCodable", "JSONDecodable", "JSONDecodingError",
        "JSONEncodable", "JSONFieldNames", "JSONNode", "JSONNumber", "JSONObject", "JSONObjectReader", "JSONValue",
        "JSONWriter", "UnknownFields", "Any", "Never", "Void",
    ]
}

/// The protocols that a resource's model conforms to.
enum Conformances {
    /// The protocol of each verb.
    static func capability(for verb: Verb) -> String {
        switch verb {
        case .create: "Creatable"
        case .delete: "Deletable"
        case .deletecollection: "CollectionDeletable"
        case .get: "Gettable"
        case .list: "Listable"
        case .patch: "Patchable"
        case .update: "Updatable"
        case .watch: "Watchable"
        }
    }

    static func scope(_ scope: ResourceDefinition.Scope) -> String {
        switch scope {
        case .namespaced: "NamespacedResource"
        case .cluster: "ClusterScopedResource"
        }
    }

    static let statusUpdatable = "StatusUpdatable"
    static let scalable = "Scalable"

    static let all: [String] =
        Verb.allCases.map(capability) + ResourceDefinition.Scope.allCases.map(scope) + [statusUpdatable, scalable]
}
