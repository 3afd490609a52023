// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// What is special about a row.
    public struct TableRowCondition: Sendable, Equatable, JSONCodable {
        /// `Completed` for objects that are done.
        ///
        /// JSON: `TableRowCondition.type`.
        public var type: String = ""
        /// Whether it holds.
        ///
        /// JSON: `TableRowCondition.status`.
        public var status: APIMachinery.ConditionStatus = APIMachinery.ConditionStatus()
        /// Why, as a word.
        ///
        /// JSON: `TableRowCondition.reason`.
        public var reason: String?
        /// Why, for people.
        ///
        /// JSON: `TableRowCondition.message`.
        public var message: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            type: String,
            status: APIMachinery.ConditionStatus,
            reason: String? = nil,
            message: String? = nil
        ) {
            self.type = type
            self.status = status
            self.reason = reason
            self.message = message
        }

        private static let fieldNames = JSONFieldNames("type,status,reason,message")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.type)
                case 1: try object.read(&self.status)
                case 2: try object.read(&self.reason)
                case 3: try object.read(&self.message)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("type", self.type)
            writer.field("status", self.status)
            writer.field("reason", self.reason)
            writer.field("message", self.message)
            writer.endObject(self.unknownFields)
        }
    }
}
