// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A column of a table.
    public struct TableColumnDefinition: Sendable, Equatable, JSONCodable {
        /// The heading.
        ///
        /// JSON: `TableColumnDefinition.name`.
        public var name: String = ""
        /// `string`, `integer`, `number`, `boolean` or `date`.
        ///
        /// JSON: `TableColumnDefinition.type`.
        public var type: String = ""
        /// `name` for the column that names the object; empty as a rule.
        ///
        /// JSON: `TableColumnDefinition.format`.
        public var format: String = ""
        /// What the column says.
        ///
        /// JSON: `TableColumnDefinition.description`.
        public var description: String = ""
        /// 0 for columns that are always shown, more for those of wide output.
        ///
        /// JSON: `TableColumnDefinition.priority`.
        public var priority: Int32 = 0
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            name: String,
            type: String,
            format: String,
            description: String,
            priority: Int32
        ) {
            self.name = name
            self.type = type
            self.format = format
            self.description = description
            self.priority = priority
        }

        private static let fieldNames = JSONFieldNames("name,type,format,description,priority")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.name)
                case 1: try object.read(&self.type)
                case 2: try object.read(&self.format)
                case 3: try object.read(&self.description)
                case 4: try object.read(&self.priority)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", self.name)
            writer.field("type", self.type)
            writer.field("format", self.format)
            writer.field("description", self.description)
            writer.field("priority", self.priority)
            writer.endObject(self.unknownFields)
        }
    }
}
