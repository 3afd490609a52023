// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// The part of a collection that a list shows.
    public struct ShardInfo: Sendable, Equatable, JSONCodable {
        /// The selector that was asked with.
        ///
        /// JSON: `ShardInfo.selector`.
        public var selector: String = ""
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            selector: String
        ) {
            self.selector = selector
        }

        private static let fieldNames = JSONFieldNames("selector")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.selector)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("selector", self.selector)
            writer.endObject(self.unknownFields)
        }
    }
}
