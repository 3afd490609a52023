public import JSON

/// How many replicas an object asks for and has: what a `scale` subresource reads and writes.
///
/// `autoscaling/v1.Scale`
public struct Scale: APIKind {
    /// `autoscaling/v1`.Scale.
    public static let groupVersionKind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")

    /// The group and version; empty where the JSON has none.
    public var apiVersion: String = "autoscaling/v1"
    /// The kind; empty where the JSON has none.
    public var kind: String = "Scale"
    /// The scaled object's name, namespace, uid and resource version.
    public var metadata: ObjectMeta = ObjectMeta()
    /// What is asked for.
    public var spec: ScaleSpec = ScaleSpec()
    /// What there is.
    public var status: ScaleStatus = ScaleStatus()
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        metadata: ObjectMeta = ObjectMeta(), spec: ScaleSpec = ScaleSpec(), status: ScaleStatus = ScaleStatus()
    ) {
        self.metadata = metadata
        self.spec = spec
        self.status = status
    }

    static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,spec,status")

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
            case 3: try object.read(&self.spec)
            case 4: try object.read(&self.status)
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
        writer.field("spec", spec)
        writer.field("status", status)
        writer.endObject(unknownFields)
    }
}
