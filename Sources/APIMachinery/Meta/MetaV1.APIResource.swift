public import JSON

extension MetaV1 {
    /// A resource, as discovery describes it.
    ///
    /// `meta/v1.APIResource`
    public struct APIResource: Sendable, Hashable, JSONCodable {
        /// The plural name; with a subresource after a slash.
        public var name: String = ""
        /// The singular name; empty for subresources.
        public var singularName: String = ""
        /// Whether objects live in namespaces.
        public var namespaced: Bool = false
        /// The kind's group, where it is not the list's.
        public var group: String?
        /// The kind's version, where it is not the list's.
        public var version: String?
        /// The kind of the objects.
        public var kind: String = ""
        /// What can be done.
        public var verbs: [String] = []
        /// Short names for command lines.
        public var shortNames: [String]?
        /// Groups of resources, such as `all`.
        public var categories: [String]?
        /// Changes with the version in which objects are stored.
        public var storageVersionHash: String?
        /// Members that this type does not know.
        public var unknownFields = UnknownFields()

        /// Empty values throughout.
        public init() {}

        /// A value with these members.
        public init(
            name: String, singularName: String, namespaced: Bool, kind: String, verbs: [String], group: String? = nil,
            version: String? = nil, shortNames: [String]? = nil, categories: [String]? = nil,
            storageVersionHash: String? = nil
        ) {
            self.name = name
            self.singularName = singularName
            self.namespaced = namespaced
            self.kind = kind
            self.verbs = verbs
            self.group = group
            self.version = version
            self.shortNames = shortNames
            self.categories = categories
            self.storageVersionHash = storageVersionHash
        }

        static let fieldNames = JSONFieldNames(
            "name,singularName,namespaced,group,version,kind,verbs,shortNames,categories,storageVersionHash")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.name)
                case 1: try object.read(&self.singularName)
                case 2: try object.read(&self.namespaced)
                case 3: try object.read(&self.group)
                case 4: try object.read(&self.version)
                case 5: try object.read(&self.kind)
                case 6: try object.read(&self.verbs)
                case 7: try object.read(&self.shortNames)
                case 8: try object.read(&self.categories)
                case 9: try object.read(&self.storageVersionHash)
                default: break
                }
            }
            unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", name)
            writer.field("singularName", singularName)
            writer.field("namespaced", namespaced)
            writer.field("group", group)
            writer.field("version", version)
            writer.field("kind", kind)
            writer.field("verbs", verbs)
            writer.field("shortNames", shortNames)
            writer.field("categories", categories)
            writer.field("storageVersionHash", storageVersionHash)
            writer.endObject(unknownFields)
        }
    }
}
