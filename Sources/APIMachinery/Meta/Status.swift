public import JSON

/// The outcome of a request that does not return an object.
///
/// `meta/v1.Status`
public struct Status: Sendable, Equatable, JSONCodable {
    /// `v1`.Status.
    public static let groupVersionKind = GroupVersionKind(group: "", version: "v1", kind: "Status")

    /// The group and version; empty where the JSON has none.
    public var apiVersion: String = "v1"
    /// The kind; empty where the JSON has none.
    public var kind: String = "Status"
    /// Always written, `{}` as a rule.
    public var metadata: ListMeta = ListMeta()
    /// `Success` or `Failure`.
    public var status: String?
    /// What happened, for people.
    public var message: String?
    /// What happened, for programs.
    public var reason: StatusReason?
    /// What it is about.
    public var details: StatusDetails?
    /// The HTTP status code.
    public var code: Int32?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        metadata: ListMeta = ListMeta(), status: String? = nil, message: String? = nil, reason: StatusReason? = nil,
        details: StatusDetails? = nil, code: Int32? = nil
    ) {
        self.metadata = metadata
        self.status = status
        self.message = message
        self.reason = reason
        self.details = details
        self.code = code
    }

    static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,status,message,reason,details,code")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        kind = ""
        apiVersion = ""
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.kind)
            case 1: try object.read(&self.apiVersion)
            case 2: try object.read(&self.metadata)
            case 3: try object.read(&self.status)
            case 4: try object.read(&self.message)
            case 5: try object.read(&self.reason)
            case 6: try object.read(&self.details)
            case 7: try object.read(&self.code)
            default: break
            }
        }
        unknownFields = object.unknownFields
        try Self.groupVersionKind.check(apiVersion: apiVersion, kind: kind)
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        if !kind.isEmpty { writer.field("kind", kind) }
        if !apiVersion.isEmpty { writer.field("apiVersion", apiVersion) }
        writer.field("metadata", metadata)
        writer.field("status", status)
        writer.field("message", message)
        writer.field("reason", reason)
        writer.field("details", details)
        writer.field("code", code)
        writer.endObject(unknownFields)
    }
}
