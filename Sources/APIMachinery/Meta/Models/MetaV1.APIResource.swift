// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A resource as discovery lists it.
    public struct APIResource: Sendable, Equatable, JSONCodable {
        /// The plural name; for a subresource, the resource and the subresource with a slash between them.
        ///
        /// JSON: `APIResource.name`.
        public var name: String = ""
        /// The name of one object.
        ///
        /// JSON: `APIResource.singularName`.
        public var singularName: String = ""
        /// Whether objects live in namespaces.
        ///
        /// JSON: `APIResource.namespaced`.
        public var namespaced: Bool = false
        /// The group of the kind, where it is not that of the list.
        ///
        /// JSON: `APIResource.group`.
        public var group: String?
        /// The version of the kind, where it is not that of the list.
        ///
        /// JSON: `APIResource.version`.
        public var version: String?
        /// The kind of the objects.
        ///
        /// JSON: `APIResource.kind`.
        public var kind: String = ""
        /// What can be done with the resource.
        ///
        /// JSON: `APIResource.verbs`.
        public var verbs: [String] = []
        /// Abbreviations of the name.
        ///
        /// JSON: `APIResource.shortNames`.
        public var shortNames: [String]?
        /// Groups of resources, such as `all`, that the resource belongs to.
        ///
        /// JSON: `APIResource.categories`.
        public var categories: [String]?
        /// A digest of the version in which objects are stored; it changes when that does, and says nothing else.
        ///
        /// JSON: `APIResource.storageVersionHash`.
        public var storageVersionHash: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            name: String,
            singularName: String,
            namespaced: Bool,
            kind: String,
            verbs: [String],
            group: String? = nil,
            version: String? = nil,
            shortNames: [String]? = nil,
            categories: [String]? = nil,
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

        private static let fieldNames = JSONFieldNames("name,singularName,namespaced,group,version,kind,verbs,shortNames,categories,storageVersionHash")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
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
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", self.name)
            writer.field("singularName", self.singularName)
            writer.field("namespaced", self.namespaced)
            writer.field("group", self.group)
            writer.field("version", self.version)
            writer.field("kind", self.kind)
            writer.field("verbs", self.verbs)
            writer.field("shortNames", self.shortNames)
            writer.field("categories", self.categories)
            writer.field("storageVersionHash", self.storageVersionHash)
            writer.endObject(self.unknownFields)
        }
    }
}
