public import JSON

/// The two strings that say what an object is.
///
/// `meta/v1.TypeMeta`
public struct TypeMeta: Sendable, Hashable, JSONCodable {
    /// The kind, such as `Pod`.
    public var kind: String?
    /// The group and version, such as `apps/v1`.
    public var apiVersion: String?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(kind: String? = nil, apiVersion: String? = nil) {
        self.kind = kind
        self.apiVersion = apiVersion
    }

    static let fieldNames = JSONFieldNames("kind,apiVersion")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.kind)
            case 1: try object.read(&self.apiVersion)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("kind", kind)
        writer.field("apiVersion", apiVersion)
        writer.endObject(unknownFields)
    }
}
