// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A change that a watch reports.
    public struct WatchEvent: Sendable, Equatable, JSONCodable {
        /// `ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK` or `ERROR`.
        ///
        /// JSON: `WatchEvent.type`.
        public var type: APIMachinery.WatchEventType = APIMachinery.WatchEventType()
        /// The object as it is after the change, or was before it was deleted; a Status for an error.
        ///
        /// JSON: `WatchEvent.object`.
        public var object: MetaV1.RawExtension = MetaV1.RawExtension()
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            type: APIMachinery.WatchEventType,
            object: MetaV1.RawExtension
        ) {
            self.type = type
            self.object = object
        }

        private static let fieldNames = JSONFieldNames("type,object")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.type)
                case 1: try object.read(&self.object)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("type", self.type)
            writer.field("object", self.object)
            writer.endObject(self.unknownFields)
        }
    }
}
