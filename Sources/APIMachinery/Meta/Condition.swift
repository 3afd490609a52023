public import JSON

/// One aspect of the state of an object.
///
/// `meta/v1.Condition`
public struct Condition: Sendable, Hashable, JSONCodable {
    /// The aspect, such as `Ready`.
    public var type: String = ""
    /// Whether it holds.
    public var status: ConditionStatus = ConditionStatus()
    /// The `metadata.generation` that the condition was found for.
    public var observedGeneration: Int64?
    /// When `status` last changed.
    public var lastTransitionTime: Time = Time()
    /// Why, as a word in CamelCase.
    public var reason: String = ""
    /// Why, for people; may be empty.
    public var message: String = ""
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        type: String, status: ConditionStatus, lastTransitionTime: Time, reason: String, message: String,
        observedGeneration: Int64? = nil
    ) {
        self.type = type
        self.status = status
        self.lastTransitionTime = lastTransitionTime
        self.reason = reason
        self.message = message
        self.observedGeneration = observedGeneration
    }

    static let fieldNames = JSONFieldNames("type,status,observedGeneration,lastTransitionTime,reason,message")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
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
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("type", type)
        writer.field("status", status)
        writer.field("observedGeneration", observedGeneration)
        writer.field("lastTransitionTime", lastTransitionTime)
        writer.field("reason", reason)
        writer.field("message", message)
        writer.endObject(unknownFields)
    }
}
