public import JSON

extension MetaV1 {
    /// All groups: what `/apis` answers.
    ///
    /// `meta/v1.APIGroupList`
    public struct APIGroupList: Sendable, Equatable, JSONCodable {
        /// `v1`.APIGroupList.
        public static let groupVersionKind = GroupVersionKind(group: "", version: "v1", kind: "APIGroupList")

        /// The group and version; empty where the JSON has none.
        public var apiVersion: String = "v1"
        /// The kind; empty where the JSON has none.
        public var kind: String = "APIGroupList"
        /// The groups.
        public var groups: [APIGroup] = []
        /// Members that this type does not know.
        public var unknownFields = UnknownFields()

        /// Empty values throughout.
        public init() {}

        /// A value with these members.
        public init(groups: [APIGroup]) {
            self.groups = groups
        }

        static let fieldNames = JSONFieldNames("kind,apiVersion,groups")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            kind = ""
            apiVersion = ""
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.kind)
                case 1: try object.read(&self.apiVersion)
                case 2: try object.read(&self.groups)
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
            writer.field("groups", groups)
            writer.endObject(unknownFields)
        }
    }
}
