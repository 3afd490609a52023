// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// What every object has.
    public struct ObjectMeta: Sendable, Equatable, JSONCodable {
        private struct Fields: Sendable, Equatable {
            var name: String?
            var generateName: String?
            var namespace: String?
            var selfLink: String?
            var uid: String?
            var resourceVersion: String?
            var generation: Int64?
            var creationTimestamp: MetaV1.Time?
            var deletionTimestamp: MetaV1.Time?
            var deletionGracePeriodSeconds: Int64?
            var labels: [String: String]?
            var annotations: [String: String]?
            var ownerReferences: [MetaV1.OwnerReference]?
            var finalizers: [String]?
            var managedFields: [MetaV1.ManagedFieldsEntry]?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// The name, which is unique among the objects of the kind in the namespace and never changes.
        ///
        /// JSON: `ObjectMeta.name`.
        public var name: String? {
            get { _fields.value.name }
            _modify { yield &_fields.value.name }
        }
        /// The beginning of a name that the server completes, where no name is given.
        ///
        /// JSON: `ObjectMeta.generateName`.
        public var generateName: String? {
            get { _fields.value.generateName }
            _modify { yield &_fields.value.generateName }
        }
        /// The namespace that the object lives in; absent for objects of cluster scope.
        ///
        /// JSON: `ObjectMeta.namespace`.
        public var namespace: String? {
            get { _fields.value.namespace }
            _modify { yield &_fields.value.namespace }
        }
        /// Not used any more.
        ///
        /// JSON: `ObjectMeta.selfLink`.
        public var selfLink: String? {
            get { _fields.value.selfLink }
            _modify { yield &_fields.value.selfLink }
        }
        /// What tells the object from all others that ever were, also those of the same name.
        ///
        /// JSON: `ObjectMeta.uid`.
        public var uid: String? {
            get { _fields.value.uid }
            _modify { yield &_fields.value.uid }
        }
        /// The revision in which the object was last written. A write that states it fails if the object has changed
        /// since.
        ///
        /// JSON: `ObjectMeta.resourceVersion`.
        public var resourceVersion: String? {
            get { _fields.value.resourceVersion }
            _modify { yield &_fields.value.resourceVersion }
        }
        /// A number that grows with every change of what is wanted of the object.
        ///
        /// JSON: `ObjectMeta.generation`.
        public var generation: Int64? {
            get { _fields.value.generation }
            _modify { yield &_fields.value.generation }
        }
        /// When the object was created.
        ///
        /// JSON: `ObjectMeta.creationTimestamp`.
        public var creationTimestamp: MetaV1.Time? {
            get { _fields.value.creationTimestamp }
            _modify { yield &_fields.value.creationTimestamp }
        }
        /// When the object is to be gone; set by the server once it is to be deleted.
        ///
        /// JSON: `ObjectMeta.deletionTimestamp`.
        public var deletionTimestamp: MetaV1.Time? {
            get { _fields.value.deletionTimestamp }
            _modify { yield &_fields.value.deletionTimestamp }
        }
        /// How long the object may take to end once it is to be deleted, in seconds.
        ///
        /// JSON: `ObjectMeta.deletionGracePeriodSeconds`.
        public var deletionGracePeriodSeconds: Int64? {
            get { _fields.value.deletionGracePeriodSeconds }
            _modify { yield &_fields.value.deletionGracePeriodSeconds }
        }
        /// Names and values that objects are selected by.
        ///
        /// JSON: `ObjectMeta.labels`.
        public var labels: [String: String]? {
            get { _fields.value.labels }
            _modify { yield &_fields.value.labels }
        }
        /// Names and values for tools; nothing is selected by them.
        ///
        /// JSON: `ObjectMeta.annotations`.
        public var annotations: [String: String]? {
            get { _fields.value.annotations }
            _modify { yield &_fields.value.annotations }
        }
        /// The objects that this one depends on; when all are gone, it is collected.
        ///
        /// JSON: `ObjectMeta.ownerReferences`.
        public var ownerReferences: [MetaV1.OwnerReference]? {
            get { _fields.value.ownerReferences }
            _modify { yield &_fields.value.ownerReferences }
        }
        /// Who must act before the object can go. It is kept until the list is empty.
        ///
        /// JSON: `ObjectMeta.finalizers`.
        public var finalizers: [String]? {
            get { _fields.value.finalizers }
            _modify { yield &_fields.value.finalizers }
        }
        /// Who is responsible for which fields.
        ///
        /// JSON: `ObjectMeta.managedFields`.
        public var managedFields: [MetaV1.ManagedFieldsEntry]? {
            get { _fields.value.managedFields }
            _modify { yield &_fields.value.managedFields }
        }
        /// Members that this type does not know, kept as they are.
        public var unknownFields: UnknownFields {
            get { _fields.value.unknownFields }
            _modify { yield &_fields.value.unknownFields }
        }

        /// All values empty.
        public init() { _fields = CopyOnWriteBox(Fields()) }

        /// These values.
        public init(
            name: String? = nil,
            generateName: String? = nil,
            namespace: String? = nil,
            selfLink: String? = nil,
            uid: String? = nil,
            resourceVersion: String? = nil,
            generation: Int64? = nil,
            creationTimestamp: MetaV1.Time? = nil,
            deletionTimestamp: MetaV1.Time? = nil,
            deletionGracePeriodSeconds: Int64? = nil,
            labels: [String: String]? = nil,
            annotations: [String: String]? = nil,
            ownerReferences: [MetaV1.OwnerReference]? = nil,
            finalizers: [String]? = nil,
            managedFields: [MetaV1.ManagedFieldsEntry]? = nil
        ) {
            self.init()
            _fields.value.name = name
            _fields.value.generateName = generateName
            _fields.value.namespace = namespace
            _fields.value.selfLink = selfLink
            _fields.value.uid = uid
            _fields.value.resourceVersion = resourceVersion
            _fields.value.generation = generation
            _fields.value.creationTimestamp = creationTimestamp
            _fields.value.deletionTimestamp = deletionTimestamp
            _fields.value.deletionGracePeriodSeconds = deletionGracePeriodSeconds
            _fields.value.labels = labels
            _fields.value.annotations = annotations
            _fields.value.ownerReferences = ownerReferences
            _fields.value.finalizers = finalizers
            _fields.value.managedFields = managedFields
        }

        private static let fieldNames = JSONFieldNames("name,generateName,namespace,selfLink,uid,resourceVersion,generation,creationTimestamp,deletionTimestamp,deletionGracePeriodSeconds,labels,annotations,ownerReferences,finalizers,managedFields")

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
            _fields = CopyOnWriteBox(fields)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            let fields = _fields.value
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
}
