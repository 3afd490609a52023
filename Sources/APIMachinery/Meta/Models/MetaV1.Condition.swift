// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// One aspect of the state of an object.
    public struct Condition: Sendable, Equatable, JSONCodable {
        /// What the condition is about, in CamelCase.
        ///
        /// JSON: `Condition.type`.
        public var type: String = ""
        /// `True`, `False` or `Unknown`.
        ///
        /// JSON: `Condition.status`.
        public var status: APIMachinery.ConditionStatus = APIMachinery.ConditionStatus()
        /// The generation of the object that the condition was found for; where it is less than the object's, the
        /// condition may be out of date.
        ///
        /// JSON: `Condition.observedGeneration`.
        public var observedGeneration: Int64?
        /// When the status last changed.
        ///
        /// JSON: `Condition.lastTransitionTime`.
        public var lastTransitionTime: MetaV1.Time = MetaV1.Time()
        /// Why the status last changed, as a word for programs in CamelCase.
        ///
        /// JSON: `Condition.reason`.
        public var reason: String = ""
        /// Why the status last changed, for people.
        ///
        /// JSON: `Condition.message`.
        public var message: String = ""
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            type: String,
            status: APIMachinery.ConditionStatus,
            lastTransitionTime: MetaV1.Time,
            reason: String,
            message: String,
            observedGeneration: Int64? = nil
        ) {
            self.type = type
            self.status = status
            self.lastTransitionTime = lastTransitionTime
            self.reason = reason
            self.message = message
            self.observedGeneration = observedGeneration
        }

        private static let fieldNames = JSONFieldNames("type,status,observedGeneration,lastTransitionTime,reason,message")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.type)
                case 1: try object.read(&self.status)
                case 2: try object.read(&self.observedGeneration)
                case 3: try object.read(&self.lastTransitionTime)
                case 4: try object.read(&self.reason)
                case 5: try object.read(&self.message)
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
            writer.field("observedGeneration", self.observedGeneration)
            writer.field("lastTransitionTime", self.lastTransitionTime)
            writer.field("reason", self.reason)
            writer.field("message", self.message)
            writer.endObject(self.unknownFields)
        }
    }
}
