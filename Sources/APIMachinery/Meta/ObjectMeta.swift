public import JSON

/// What every object has.
///
/// The members are kept on the heap and copied on write, since there are many of them and objects are passed about a
/// lot.
///
/// `meta/v1.ObjectMeta`
public struct ObjectMeta: Sendable, Equatable, JSONCodable {
    struct Fields: Sendable, Equatable {
        var name: String?
        var generateName: String?
        var namespace: String?
        var selfLink: String?
        var uid: String?
        var resourceVersion: String?
        var generation: Int64?
        var creationTimestamp: Time?
        var deletionTimestamp: Time?
        var deletionGracePeriodSeconds: Int64?
        var labels: [String: String]?
        var annotations: [String: String]?
        var ownerReferences: [OwnerReference]?
        var finalizers: [String]?
        var managedFields: [ManagedFieldsEntry]?
        var unknownFields = UnknownFields()
    }

    private var fields: CopyOnWriteBox<Fields>

    /// The name, unique within the namespace and resource.
    public var name: String? {
        get { fields.value.name }
        _modify { yield &fields.value.name }
    }

    /// What a server-made name starts with, where ``name`` is absent.
    public var generateName: String? {
        get { fields.value.generateName }
        _modify { yield &fields.value.generateName }
    }

    /// The namespace; absent for cluster-scoped objects.
    public var namespace: String? {
        get { fields.value.namespace }
        _modify { yield &fields.value.namespace }
    }

    /// A path to the object; no longer filled in.
    public var selfLink: String? {
        get { fields.value.selfLink }
        _modify { yield &fields.value.selfLink }
    }

    /// Unique in time and space; set by the server.
    public var uid: String? {
        get { fields.value.uid }
        _modify { yield &fields.value.uid }
    }

    /// The revision of the last change; compared for equality only, and sent back to detect conflicts.
    public var resourceVersion: String? {
        get { fields.value.resourceVersion }
        _modify { yield &fields.value.resourceVersion }
    }

    /// Counts the changes of what is asked for (`spec`).
    public var generation: Int64? {
        get { fields.value.generation }
        _modify { yield &fields.value.generation }
    }

    /// When the object was made; set by the server.
    public var creationTimestamp: Time? {
        get { fields.value.creationTimestamp }
        _modify { yield &fields.value.creationTimestamp }
    }

    /// When the object will go, or should have gone but for finalizers; set by the server.
    public var deletionTimestamp: Time? {
        get { fields.value.deletionTimestamp }
        _modify { yield &fields.value.deletionTimestamp }
    }

    /// How long the object had to end by itself, once its deletion was asked for.
    public var deletionGracePeriodSeconds: Int64? {
        get { fields.value.deletionGracePeriodSeconds }
        _modify { yield &fields.value.deletionGracePeriodSeconds }
    }

    /// What selectors select by.
    public var labels: [String: String]? {
        get { fields.value.labels }
        _modify { yield &fields.value.labels }
    }

    /// Notes of tools.
    public var annotations: [String: String]? {
        get { fields.value.annotations }
        _modify { yield &fields.value.annotations }
    }

    /// The objects that this one belongs to.
    public var ownerReferences: [OwnerReference]? {
        get { fields.value.ownerReferences }
        _modify { yield &fields.value.ownerReferences }
    }

    /// What must happen before the object goes: each is removed by whoever does it.
    public var finalizers: [String]? {
        get { fields.value.finalizers }
        _modify { yield &fields.value.finalizers }
    }

    /// Who last set which fields; kept by the server.
    public var managedFields: [ManagedFieldsEntry]? {
        get { fields.value.managedFields }
        _modify { yield &fields.value.managedFields }
    }

    /// Members that this type does not know.
    public var unknownFields: UnknownFields {
        get { fields.value.unknownFields }
        _modify { yield &fields.value.unknownFields }
    }

    /// Metadata without any member.
    public init() {
        fields = CopyOnWriteBox(Fields())
    }

    /// Metadata with these members; those that the server sets are left out.
    public init(
        name: String? = nil, generateName: String? = nil, namespace: String? = nil, labels: [String: String]? = nil,
        annotations: [String: String]? = nil, ownerReferences: [OwnerReference]? = nil, finalizers: [String]? = nil
    ) {
        var fields = Fields()
        fields.name = name
        fields.generateName = generateName
        fields.namespace = namespace
        fields.labels = labels
        fields.annotations = annotations
        fields.ownerReferences = ownerReferences
        fields.finalizers = finalizers
        self.fields = CopyOnWriteBox(fields)
    }

    static let fieldNames = JSONFieldNames(
        """
        name,generateName,namespace,selfLink,uid,resourceVersion,generation,creationTimestamp,\
        deletionTimestamp,deletionGracePeriodSeconds,labels,annotations,ownerReferences,finalizers,\
        managedFields
        """)

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var fields = Fields()
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&fields.name)
            case 1: try object.read(&fields.generateName)
            case 2: try object.read(&fields.namespace)
            case 3: try object.read(&fields.selfLink)
            case 4: try object.read(&fields.uid)
            case 5: try object.read(&fields.resourceVersion)
            case 6: try object.read(&fields.generation)
            case 7: try object.read(&fields.creationTimestamp)
            case 8: try object.read(&fields.deletionTimestamp)
            case 9: try object.read(&fields.deletionGracePeriodSeconds)
            case 10: try object.read(&fields.labels)
            case 11: try object.read(&fields.annotations)
            case 12: try object.read(&fields.ownerReferences)
            case 13: try object.read(&fields.finalizers)
            case 14: try object.read(&fields.managedFields)
            default: break
            }
        }
        fields.unknownFields = object.unknownFields
        self.fields = CopyOnWriteBox(fields)
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        let fields = fields.value
        writer.beginObject()
        writer.field("name", fields.name)
        writer.field("generateName", fields.generateName)
        writer.field("namespace", fields.namespace)
        writer.field("selfLink", fields.selfLink)
        writer.field("uid", fields.uid)
        writer.field("resourceVersion", fields.resourceVersion)
        writer.field("generation", fields.generation)
        writer.field("creationTimestamp", fields.creationTimestamp)
        writer.field("deletionTimestamp", fields.deletionTimestamp)
        writer.field("deletionGracePeriodSeconds", fields.deletionGracePeriodSeconds)
        writer.field("labels", fields.labels)
        writer.field("annotations", fields.annotations)
        writer.field("ownerReferences", fields.ownerReferences)
        writer.field("finalizers", fields.finalizers)
        writer.field("managedFields", fields.managedFields)
        writer.endObject(fields.unknownFields)
    }
}
