public import JSON

/// The metadata of an object of any kind.
///
/// `meta/v1.PartialObjectMetadata`
public struct PartialObjectMetadata: APIKind {
    /// `meta.k8s.io/v1`.PartialObjectMetadata.
    public static let groupVersionKind = GroupVersionKind(
        group: "meta.k8s.io", version: "v1", kind: "PartialObjectMetadata")

    /// The group and version; empty where the JSON has none.
    public var apiVersion: String = "meta.k8s.io/v1"
    /// The kind; empty where the JSON has none.
    public var kind: String = "PartialObjectMetadata"
    /// The metadata.
    public var metadata: ObjectMeta = ObjectMeta()
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(metadata: ObjectMeta = ObjectMeta()) {
        self.metadata = metadata
    }

    static let fieldNames = JSONFieldNames("kind,apiVersion,metadata")

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
        writer.endObject(unknownFields)
    }
}
