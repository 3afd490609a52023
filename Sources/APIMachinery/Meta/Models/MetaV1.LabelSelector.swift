// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A selection of objects by their labels. All its conditions must be met; an empty one selects everything.
    public struct LabelSelector: Sendable, Equatable, JSONCodable {
        /// Labels with the values that they must have.
        ///
        /// JSON: `LabelSelector.matchLabels`.
        public var matchLabels: [String: String]?
        /// Conditions on labels.
        ///
        /// JSON: `LabelSelector.matchExpressions`.
        public var matchExpressions: [MetaV1.LabelSelectorRequirement]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            matchLabels: [String: String]? = nil,
            matchExpressions: [MetaV1.LabelSelectorRequirement]? = nil
        ) {
            self.matchLabels = matchLabels
            self.matchExpressions = matchExpressions
        }

        private static let fieldNames = JSONFieldNames("matchLabels,matchExpressions")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.matchLabels)
                case 1: try object.read(&self.matchExpressions)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("matchLabels", self.matchLabels)
            writer.field("matchExpressions", self.matchExpressions)
            writer.endObject(self.unknownFields)
        }
    }
}
