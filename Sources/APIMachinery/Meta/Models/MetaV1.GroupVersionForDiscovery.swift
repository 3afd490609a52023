// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A group and version.
    public struct GroupVersionForDiscovery: Sendable, Equatable, JSONCodable {
        /// Group and version with a slash between them.
        ///
        /// JSON: `GroupVersionForDiscovery.groupVersion`.
        public var groupVersion: String = ""
        /// The version alone.
        ///
        /// JSON: `GroupVersionForDiscovery.version`.
        public var version: String = ""
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            groupVersion: String,
            version: String
        ) {
            self.groupVersion = groupVersion
            self.version = version
        }

        private static let fieldNames = JSONFieldNames("groupVersion,version")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.groupVersion)
                case 1: try object.read(&self.version)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("groupVersion", self.groupVersion)
            writer.field("version", self.version)
            writer.endObject(self.unknownFields)
        }
    }
}
