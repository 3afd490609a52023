// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// What must be true of an object before something is done to it.
    public struct Preconditions: Sendable, Equatable, JSONCodable {
        /// The UID that it must have.
        ///
        /// JSON: `Preconditions.uid`.
        public var uid: String?
        /// The revision that it must have.
        ///
        /// JSON: `Preconditions.resourceVersion`.
        public var resourceVersion: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            uid: String? = nil,
            resourceVersion: String? = nil
        ) {
            self.uid = uid
            self.resourceVersion = resourceVersion
        }

        private static let fieldNames = JSONFieldNames("uid,resourceVersion")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.uid)
                case 1: try object.read(&self.resourceVersion)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("uid", self.uid)
            writer.field("resourceVersion", self.resourceVersion)
            writer.endObject(self.unknownFields)
        }
    }
}
