public import JSON

extension MetaV1 {
    /// A version of a group.
    ///
    /// `meta/v1.GroupVersionForDiscovery`
    public struct GroupVersionForDiscovery: Sendable, Hashable, JSONCodable {
        /// `group/version`.
        public var groupVersion: String = ""
        /// The version alone.
        public var version: String = ""
        /// Members that this type does not know.
        public var unknownFields = UnknownFields()

        /// Empty values throughout.
        public init() {}

        /// A value with these members.
        public init(groupVersion: String, version: String) {
            self.groupVersion = groupVersion
            self.version = version
        }

        static let fieldNames = JSONFieldNames("groupVersion,version")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.groupVersion)
                case 1: try object.read(&self.version)
                default: break
                }
            }
            unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("groupVersion", groupVersion)
            writer.field("version", version)
            writer.endObject(unknownFields)
        }
    }
}
