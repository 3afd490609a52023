public import JSON

extension MetaV1 {
    /// The resources of a group and version: what `/apis/GROUP/VERSION` answers.
    ///
    /// `meta/v1.APIResourceList`
    public struct APIResourceList: Sendable, Equatable, JSONCodable {
        /// `v1`.APIResourceList.
        public static let groupVersionKind = GroupVersionKind(group: "", version: "v1", kind: "APIResourceList")

        /// The group and version; empty where the JSON has none.
        public var apiVersion: String = "v1"
        /// The kind; empty where the JSON has none.
        public var kind: String = "APIResourceList"
        /// The group and version.
        public var groupVersion: String = ""
        /// The resources.
        public var resources: [APIResource] = []
        /// Members that this type does not know.
        public var unknownFields = UnknownFields()

        /// Empty values throughout.
        public init() {}

        /// A value with these members.
        public init(groupVersion: String, resources: [APIResource]) {
            self.groupVersion = groupVersion
            self.resources = resources
        }

        static let fieldNames = JSONFieldNames("kind,apiVersion,groupVersion,resources")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            kind = ""
            apiVersion = ""
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.kind)
                case 1: try object.read(&self.apiVersion)
                case 2: try object.read(&self.groupVersion)
                case 3: try object.read(&self.resources)
                default: break
                }
            }
            unknownFields = object.unknownFields
            try Self.groupVersionKind.check(apiVersion: apiVersion, kind: kind)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            if !kind.isEmpty { writer.field("kind", kind) }
            if !apiVersion.isEmpty { writer.field("apiVersion", apiVersion) }
            writer.field("groupVersion", groupVersion)
            writer.field("resources", resources)
            writer.endObject(unknownFields)
        }
    }
}
