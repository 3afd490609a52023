// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// How many copies there are.
    public struct ScaleStatus: Sendable, Equatable, JSONCodable {
        /// The number observed.
        ///
        /// JSON: `ScaleStatus.replicas`.
        public var replicas: Int32 = 0
        /// The selector of the copies, as text.
        ///
        /// JSON: `ScaleStatus.selector`.
        public var selector: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            replicas: Int32,
            selector: String? = nil
        ) {
            self.replicas = replicas
            self.selector = selector
        }

        private static let fieldNames = JSONFieldNames("replicas,selector")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.replicas)
                case 1: try object.read(&self.selector)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("replicas", self.replicas)
            writer.field("selector", self.selector)
            writer.endObject(self.unknownFields)
        }
    }
}
