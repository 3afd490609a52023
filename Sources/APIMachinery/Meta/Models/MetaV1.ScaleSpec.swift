// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// How many copies are wanted.
    public struct ScaleSpec: Sendable, Equatable, JSONCodable {
        /// The number wanted.
        ///
        /// JSON: `ScaleSpec.replicas`.
        public var replicas: Int32?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            replicas: Int32? = nil
        ) {
            self.replicas = replicas
        }

        private static let fieldNames = JSONFieldNames("replicas")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.replicas)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("replicas", self.replicas)
            writer.endObject(self.unknownFields)
        }
    }
}
