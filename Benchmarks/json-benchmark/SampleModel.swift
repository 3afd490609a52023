import JSON

/// A few of a Pod's fields as a generated model has them; the others are kept as unknown fields.
struct SamplePod: JSONCodable {
    var kind = ""
    var apiVersion = ""
    var metadata = SampleMeta()
    var spec: SampleSpec?
    var unknownFields = UnknownFields()

    init() {}

    static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,spec")

    init(json: JSONNode) throws(JSONDecodingError) {
        self.init()
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&kind)
            case 1: try object.read(&apiVersion)
            case 2: try object.read(&metadata)
            case 3: try object.read(&spec)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("kind", kind)
        writer.field("apiVersion", apiVersion)
        writer.field("metadata", metadata)
        writer.field("spec", spec)
        writer.endObject(unknownFields)
    }
}

struct SampleMeta: JSONCodable {
    var name: String?
    var namespace: String?
    var uid: String?
    var resourceVersion: String?
    var generation: Int64?
    var creationTimestamp: String?
    var labels: [String: String]?
    var annotations: [String: String]?
    var unknownFields = UnknownFields()

    init() {}

    static let fieldNames = JSONFieldNames(
        "name,namespace,uid,resourceVersion,generation,creationTimestamp,labels,annotations")

    init(json: JSONNode) throws(JSONDecodingError) {
        self.init()
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&name)
            case 1: try object.read(&namespace)
            case 2: try object.read(&uid)
            case 3: try object.read(&resourceVersion)
            case 4: try object.read(&generation)
            case 5: try object.read(&creationTimestamp)
            case 6: try object.read(&labels)
            case 7: try object.read(&annotations)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", name)
        writer.field("namespace", namespace)
        writer.field("uid", uid)
        writer.field("resourceVersion", resourceVersion)
        writer.field("generation", generation)
        writer.field("creationTimestamp", creationTimestamp)
        writer.field("labels", labels)
        writer.field("annotations", annotations)
        writer.endObject(unknownFields)
    }
}

struct SampleSpec: JSONCodable {
    var containers: [SampleContainer] = []
    var restartPolicy: String?
    var terminationGracePeriodSeconds: Int64?
    var nodeName: String?
    var unknownFields = UnknownFields()

    init() {}

    static let fieldNames = JSONFieldNames("containers,restartPolicy,terminationGracePeriodSeconds,nodeName")

    init(json: JSONNode) throws(JSONDecodingError) {
        self.init()
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&containers)
            case 1: try object.read(&restartPolicy)
            case 2: try object.read(&terminationGracePeriodSeconds)
            case 3: try object.read(&nodeName)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("containers", containers)
        writer.field("restartPolicy", restartPolicy)
        writer.field("terminationGracePeriodSeconds", terminationGracePeriodSeconds)
        writer.field("nodeName", nodeName)
        writer.endObject(unknownFields)
    }
}

struct SampleContainer: JSONCodable {
    var name = ""
    var image: String?
    var args: [String]?
    var unknownFields = UnknownFields()

    init() {}

    static let fieldNames = JSONFieldNames("name,image,args")

    init(json: JSONNode) throws(JSONDecodingError) {
        self.init()
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&name)
            case 1: try object.read(&image)
            case 2: try object.read(&args)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", name)
        writer.field("image", image)
        writer.field("args", args)
        writer.endObject(unknownFields)
    }
}

/// A list of them.
struct SamplePodList: JSONCodable {
    var items: [SamplePod] = []
    var unknownFields = UnknownFields()

    init() {}

    static let fieldNames = JSONFieldNames("items")

    init(json: JSONNode) throws(JSONDecodingError) {
        self.init()
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            if field == 0 { try object.read(&items) }
        }
        unknownFields = object.unknownFields
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("items", items)
        writer.endObject(unknownFields)
    }
}
