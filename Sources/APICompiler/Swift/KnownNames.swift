import APISchema

/// The names of libraries that generated code mentions.
enum KnownNames {
    /// The models that APIMachinery has by hand, by OpenAPI name, as they stand in source.
    static let handwritten: [TypeName: String] = {
        var names: [TypeName: String] = [
            versionInfo: "APIMachinery.VersionInfo",
            "io.k8s.api.autoscaling.v1.Scale": "APIMachinery.Scale",
            "io.k8s.api.autoscaling.v1.ScaleSpec": "APIMachinery.ScaleSpec",
            "io.k8s.api.autoscaling.v1.ScaleStatus": "APIMachinery.ScaleStatus",
        ]
        for name in [
            "APIGroup", "APIGroupList", "APIResource", "APIResourceList", "APIVersions", "Condition", "CreateOptions",
            "DeleteOptions", "FieldSelectorRequirement", "GetOptions", "GroupVersionForDiscovery", "LabelSelector",
            "LabelSelectorRequirement", "ListMeta", "ListOptions", "ManagedFieldsEntry", "ObjectMeta", "OwnerReference",
            "PartialObjectMetadata", "PartialObjectMetadataList", "PatchOptions", "Preconditions",
            "ServerAddressByClientCIDR", "ShardInfo", "Status", "StatusCause", "StatusDetails", "Table",
            "TableColumnDefinition", "TableRow", "TableRowCondition", "UpdateOptions", "WatchEvent",
        ] {
            names[metaPrefix + name] = "MetaV1." + name
        }
        return names
    }()

    /// Whether a type is one of APIMachinery's that definitions do not give another name in a namespace of their own.
    static func isShared(_ name: TypeName) -> Bool {
        handwritten[name] != nil && (name.hasPrefix(metaPrefix) || name == versionInfo)
    }

    private static let versionInfo = "io.k8s.apimachinery.pkg.version.Info"

    /// What the OpenAPI names of meta/v1 begin with.
    static let metaPrefix = "io.k8s.apimachinery.pkg.apis.meta.v1."

    static let objectMeta = metaPrefix + "ObjectMeta"

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

    /// The protocols of all verbs.
    static let allVerbs = "FullyCapable"
    static let statusUpdatable = "StatusUpdatable"
    static let scalable = "Scalable"

    static let all: [String] =
        Verb.allCases.map(capability) + ResourceDefinition.Scope.allCases.map(scope)
        + [allVerbs, statusUpdatable, scalable]
}
