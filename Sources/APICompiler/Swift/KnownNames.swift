import APIMachinery
import APISchema

/// The names of libraries that generated code mentions.
enum KnownNames {
    /// The module of the types that every group shares.
    static let machineryModule = "APIMachinery"

    /// The models that APIMachinery has, by OpenAPI name, as they stand in source.
    static let machineryModels: [TypeName: String] = {
        var names = SharedModels.definitions.mapValues { "MetaV1." + $0.swiftName }
        // What is a query rather than JSON.
        for name in ["CreateOptions", "GetOptions", "ListOptions", "PatchOptions", "UpdateOptions"] {
            names[metaPrefix + name] = "MetaV1." + name
        }
        return names
    }()

    /// The vocabularies of shared types' fields, which APIMachinery has by hand: their words are explained there, and
    /// several fields may have the same. In OpenAPI they are plain strings.
    static let vocabularies: [TypeName: [String: String]] = [
        metaPrefix + "Condition": ["status": "ConditionStatus"],
        metaPrefix + "DeleteOptions": ["propagationPolicy": "DeletionPropagation"],
        metaPrefix + "FieldSelectorRequirement": ["operator": "LabelSelectorOperator"],
        metaPrefix + "LabelSelectorRequirement": ["operator": "LabelSelectorOperator"],
        metaPrefix + "ManagedFieldsEntry": ["operation": "ManagedFieldsOperation"],
        metaPrefix + "Status": ["reason": "StatusReason"],
        metaPrefix + "StatusCause": ["reason": "CauseType"],
        metaPrefix + "TableRowCondition": ["status": "ConditionStatus"],
        metaPrefix + "WatchEvent": ["type": "WatchEventType"],
    ]

    /// Whether a type is one of APIMachinery's that definitions do not give another name in a namespace of their own.
    static func isShared(_ name: TypeName) -> Bool {
        machineryModels[name] != nil && (name.hasPrefix(metaPrefix) || name == versionInfo)
    }

    private static let versionInfo = "io.k8s.apimachinery.pkg.version.Info"

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
            "APIKind", "APIList", "APIObject", "APIResource", "Clientset", "GroupVersionKind",
            "GroupVersionRegistration",
            "OpenStringEnum", "ResourceClient", "ResourceRegistration", "StaticBytes",
        ]
        names.formUnion(Conformances.all)
        return names
    }()

    /// Names that no generated type has: those of modules, with which other names are qualified, and those of the JSON
    /// module, whose name is one of its own kind (`apiextensions.v1.JSON`) and so cannot qualify anything.
    static let reservedForTypes: Set<String> = [
        "APIMachinery", "MetaV1", "Swift", "CopyOnWriteBox", "Fields", "JSONBytes", "JSONCodable", "JSONDecodable",
        "JSONDecodingError",
        "JSONEncodable", "JSONFieldNames", "JSONNode", "JSONNumber", "JSONObject", "JSONObjectReader", "JSONValue",
        "JSONWriter", "UnknownFields", "Any", "Never", "Void",
    ]
}

/// The protocols that a resource's model conforms to.
enum Conformances {
    /// The protocol of each verb that a definition may name.
    static let capabilities: [Verb: String] = [
        .create: "Creatable", .delete: "Deletable", .deleteCollection: "CollectionDeletable", .get: "Gettable",
        .list: "Listable", .patch: "Patchable", .update: "Updatable", .watch: "Watchable",
    ]

    static func scope(_ scope: ResourceDefinition.Scope) -> String {
        switch scope {
        case .namespaced: "NamespacedResource"
        case .cluster: "ClusterScopedResource"
        }
    }

    /// The protocols of all verbs.
    static let allVerbs = "FullyCapable"
    static let statusUpdatable = "StatusUpdatable"
    static let scalable = "Scalable"

    static let all: [String] =
        Verb.offered.compactMap { capabilities[$0] } + ResourceDefinition.Scope.allCases.map(scope)
        + [allVerbs, statusUpdatable, scalable]
}
