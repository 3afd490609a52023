public import APIMachinery

/// A resource: a kind as the server offers it.
public struct ResourceDefinition: Equatable, Sendable {
    /// Whether objects live in namespaces.
    public enum Scope: String, Equatable, Sendable, CaseIterable {
        case namespaced = "Namespaced"
        case cluster = "Cluster"
    }

    /// The API group; empty for the core group.
    public var group: String
    /// The version of the group.
    public var version: String
    /// The kind of the objects.
    public var kind: String
    /// The plural name, which stands in paths.
    public var plural: String
    /// The name for a single object, as people type it.
    public var singular: String
    /// Abbreviations that people may type.
    public var shortNames: [String]
    /// Groups of resources that people may ask for together, such as `all`.
    public var categories: [String]
    /// Whether objects live in namespaces or belong to the whole cluster.
    public var scope: Scope
    /// The verbs offered, sorted.
    public var verbs: [Verb]
    /// The OpenAPI name of the kind's type.
    public var typeName: TypeName
    /// The kind of its lists (`PodList`); `nil` for what cannot be listed.
    public var listKind: String?
    /// Whether objects are kept. Reviews are answered and never stored.
    public var isStored: Bool
    /// The paths below an object.
    public var subresources: [Subresource]
    /// The columns of Tables, in order.
    public var columns: [Column]
    /// Paths that field selectors may name besides `metadata.name` and `metadata.namespace`, such as `.spec.nodeName`.
    public var selectableFields: [FieldPath]
    /// Whether objects of this kind are stored in this version.
    public var isStorageVersion: Bool
    /// The resource of another kind as which objects are stored, where this kind shows them otherwise: its group, its
    /// version that is stored, and its plural name. `nil` where objects are stored as their own kind.
    public var storedAs: GroupVersionResource?
    /// The text of the warning that every request for a deprecated version gets.
    public var deprecationWarning: String?
    /// How the fields of this version map to those of the storage version, which may be of another kind
    /// (``storedAs``); empty where they have the same paths.
    public var conversion: [FieldMapping]
    /// Whether values are normalised as Kubernetes' built-in kinds are: canonical quantities, nulls dropped, empty values as
    /// ``Field/Presence`` says, fields in the order of their definition. Custom resources are kept as they came.
    public var isNormalized: Bool
    /// The kind that discovery names as the response of requests for the resource, where it is not the resource's own.
    public var responseKind: GroupVersionKind?
    /// What the deletion of one object answers.
    public var deletionAnswer: DeletionAnswer

    /// What the deletion of an object that is gone answers.
    public enum DeletionAnswer: String, Equatable, Sendable, CaseIterable {
        /// A Status that says so.
        case status
        /// The object as it was last.
        case object
    }

    /// A resource; what is not said has the value that most resources have.
    public init(
        group: String, version: String, kind: String, plural: String, singular: String, shortNames: [String] = [],
        categories: [String] = [], scope: Scope, verbs: [Verb], typeName: TypeName, listKind: String? = nil,
        isStored: Bool = true, subresources: [Subresource] = [], columns: [Column] = [],
        selectableFields: [FieldPath] = [], isStorageVersion: Bool = true,
        storedAs: GroupVersionResource? = nil, deprecationWarning: String? = nil,
        conversion: [FieldMapping] = [], isNormalized: Bool = true, responseKind: GroupVersionKind? = nil,
        deletionAnswer: DeletionAnswer = .status
    ) {
        self.group = group
        self.version = version
        self.kind = kind
        self.plural = plural
        self.singular = singular
        self.shortNames = shortNames
        self.categories = categories
        self.scope = scope
        self.verbs = verbs
        self.typeName = typeName
        self.listKind = listKind
        self.isStored = isStored
        self.subresources = subresources
        self.columns = columns
        self.selectableFields = selectableFields
        self.isStorageVersion = isStorageVersion
        self.storedAs = storedAs
        self.deprecationWarning = deprecationWarning
        self.conversion = conversion
        self.isNormalized = isNormalized
        self.responseKind = responseKind
        self.deletionAnswer = deletionAnswer
    }

    /// The group, version and kind of the objects.
    public var groupVersionKind: GroupVersionKind { GroupVersionKind(group: group, version: version, kind: kind) }
    /// `group/version`, or the version alone for the core group.
    public var apiVersion: String { groupVersionKind.apiVersion }
}

/// A path below a resource's objects, such as `status`.
public struct Subresource: Equatable, Sendable {
    /// The last element of the path.
    public var name: String
    /// The verbs offered, sorted.
    public var verbs: [Verb]
    /// The kind that requests send and get; `nil` for the resource's own.
    public var kind: GroupVersionKind?
    /// The OpenAPI name of the type of request bodies; `nil` for the resource's own, or where the body is no object.
    public var requestType: TypeName?
    /// The OpenAPI name of the type of answers; `nil` for the resource's own, or where the answer is no object.
    public var responseType: TypeName?
    /// The paths of a `scale` subresource.
    public var scale: ScalePaths?

    /// A subresource with these verbs.
    public init(
        name: String, verbs: [Verb], kind: GroupVersionKind? = nil, requestType: TypeName? = nil,
        responseType: TypeName? = nil, scale: ScalePaths? = nil
    ) {
        self.name = name
        self.verbs = verbs
        self.kind = kind
        self.requestType = requestType
        self.responseType = responseType
        self.scale = scale
    }
}

/// Where a `scale` subresource finds its numbers in the object.
public struct ScalePaths: Equatable, Sendable {
    /// Where the number of replicas wanted is.
    public var specReplicas: FieldPath
    /// Where the number of replicas seen is.
    public var statusReplicas: FieldPath
    /// Where the selector of the replicas is, as text; `nil` where there is none.
    public var labelSelector: FieldPath?

    /// These paths.
    public init(specReplicas: FieldPath, statusReplicas: FieldPath, labelSelector: FieldPath? = nil) {
        self.specReplicas = specReplicas
        self.statusReplicas = statusReplicas
        self.labelSelector = labelSelector
    }
}

/// A column of the Table in which kubectl shows the resource.
public struct Column: Equatable, Sendable {
    /// The heading.
    public var name: String
    /// `string`, `integer`, `number`, `boolean` or `date`.
    public var type: String
    /// An OpenAPI format that says more of the type, such as `name`; empty for none.
    public var format: String
    /// What the column shows, for people.
    public var description: String
    /// 0 for columns that are always shown, more for those of wide output.
    public var priority: Int
    /// Where the cell's value stands in the object; `nil` for cells that Swift code computes.
    public var path: FieldPath?

    /// A column.
    public init(
        name: String, type: String, format: String = "", description: String = "", priority: Int = 0,
        path: FieldPath? = nil
    ) {
        self.name = name
        self.type = type
        self.format = format
        self.description = description
        self.priority = priority
        self.path = path
    }
}

/// A field of a version and the field of the storage version that holds it.
public struct FieldMapping: Equatable, Sendable {
    /// The field of the version.
    public var path: FieldPath
    /// The field of the storage version.
    public var storagePath: FieldPath

    /// A mapping between two fields.
    public init(path: FieldPath, storagePath: FieldPath) {
        self.path = path
        self.storagePath = storagePath
    }
}
