import APIMachinery
import JSON

/// A namespaced resource with every capability, shaped like generated code.
struct Widget: NamespacedResource, FullyCapable, StatusUpdatable, Scalable {
    static let groupVersionKind = GroupVersionKind(group: "test.example.org", version: "v1", kind: "Widget")
    static let plural = "widgets"

    var apiVersion: String = "test.example.org/v1"
    var kind: String = "Widget"
    var metadata = ObjectMeta()
    var size: Int32?
    var unknownFields = UnknownFields()

    init() {}

    init(name: String, namespace: String? = nil, size: Int32? = nil) {
        metadata = ObjectMeta(name: name, namespace: namespace)
        self.size = size
    }

    static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,size")

    init(json: JSONNode) throws(JSONDecodingError) {
        kind = ""
        apiVersion = ""
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.kind)
            case 1: try object.read(&self.apiVersion)
            case 2: try object.read(&self.metadata)
            case 3: try object.read(&self.size)
            default: break
            }
        }
        unknownFields = object.unknownFields
        try Self.groupVersionKind.check(apiVersion: apiVersion, kind: kind)
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        if !kind.isEmpty { writer.field("kind", kind) }
        if !apiVersion.isEmpty { writer.field("apiVersion", apiVersion) }
        writer.field("metadata", metadata)
        writer.field("size", size)
        writer.endObject(unknownFields)
    }
}

/// A cluster-scoped resource of the core group.
struct Realm: ClusterScopedResource, Gettable, Listable, Creatable, CollectionDeletable {
    static let groupVersionKind = GroupVersionKind(group: "", version: "v1", kind: "Realm")
    static let plural = "realms"

    var apiVersion: String = "v1"
    var kind: String = "Realm"
    var metadata = ObjectMeta()

    init() {}

    init(json: JSONNode) throws(JSONDecodingError) {
        let partial = try TypeMeta(json: json)
        kind = partial.kind ?? ""
        apiVersion = partial.apiVersion ?? ""
        if let metadata = json["metadata"] { self.metadata = try ObjectMeta(json: metadata) }
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("kind", kind)
        writer.field("apiVersion", apiVersion)
        writer.field("metadata", metadata)
        writer.endObject()
    }
}
