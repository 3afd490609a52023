// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// One of several reasons for a failure.
    public struct StatusCause: Sendable, Equatable, JSONCodable {
        /// The reason, as a word for programs.
        ///
        /// JSON: `StatusCause.reason`.
        public var reason: APIMachinery.CauseType?
        /// The reason, for people.
        ///
        /// JSON: `StatusCause.message`.
        public var message: String?
        /// The path of the field that was at fault.
        ///
        /// JSON: `StatusCause.field`.
        public var field: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            reason: APIMachinery.CauseType? = nil,
            message: String? = nil,
            field: String? = nil
        ) {
            self.reason = reason
            self.message = message
            self.field = field
        }

        private static let fieldNames = JSONFieldNames("reason,message,field")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.reason)
                case 1: try object.read(&self.message)
                case 2: try object.read(&self.field)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("reason", self.reason)
            writer.field("message", self.message)
            writer.field("field", self.field)
            writer.endObject(self.unknownFields)
        }
    }
}
