// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A condition on a field of an object.
    public struct FieldSelectorRequirement: Sendable, Equatable, JSONCodable {
        /// The field.
        ///
        /// JSON: `FieldSelectorRequirement.key`.
        public var key: String = ""
        /// How field and values compare: `In`, `NotIn`, `Exists` or `DoesNotExist`.
        ///
        /// JSON: `FieldSelectorRequirement.operator`.
        public var `operator`: APIMachinery.LabelSelectorOperator = APIMachinery.LabelSelectorOperator()
        /// The values to compare with; none for `Exists` and `DoesNotExist`.
        ///
        /// JSON: `FieldSelectorRequirement.values`.
        public var values: [String]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            key: String,
            `operator`: APIMachinery.LabelSelectorOperator,
            values: [String]? = nil
        ) {
            self.key = key
            self.`operator` = `operator`
            self.values = values
        }

        private static let fieldNames = JSONFieldNames("key,operator,values")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.key)
                case 1: try object.read(&self.`operator`)
                case 2: try object.read(&self.values)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("key", self.key)
            writer.field("operator", self.`operator`)
            writer.field("values", self.values)
            writer.endObject(self.unknownFields)
        }
    }
}
