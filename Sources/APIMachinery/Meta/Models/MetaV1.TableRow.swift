// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A row of a table.
    public struct TableRow: Sendable, Equatable, JSONCodable {
        /// A value for each column; null where the object has none.
        ///
        /// JSON: `TableRow.cells`.
        public var cells: [JSONValue] = []
        /// What is special about the row.
        ///
        /// JSON: `TableRow.conditions`.
        public var conditions: [MetaV1.TableRowCondition]?
        /// The object, or its metadata, as was asked for.
        ///
        /// JSON: `TableRow.object`.
        public var object: MetaV1.RawExtension?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            cells: [JSONValue],
            conditions: [MetaV1.TableRowCondition]? = nil,
            object: MetaV1.RawExtension? = nil
        ) {
            self.cells = cells
            self.conditions = conditions
            self.object = object
        }

        private static let fieldNames = JSONFieldNames("cells,conditions,object")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.cells)
                case 1: try object.read(&self.conditions)
                case 2: try object.read(&self.object)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("cells", self.cells)
            writer.field("conditions", self.conditions)
            writer.field("object", self.object)
            writer.endObject(self.unknownFields)
        }
    }
}
