public import APIMachinery
public import JSON

/// An object of any kind, as JSON.
///
/// Nothing of the JSON is lost or changed, not even what is no valid object: the server says what is wrong.
public struct UnstructuredObject: APIObject, Hashable {
    /// The object.
    public var json: JSONObject

    /// An object without members.
    public init() { json = JSONObject() }

    /// Wraps an object.
    public init(_ json: JSONObject) { self.json = json }

    /// Reads a JSON object.
    public init(json node: JSONNode) throws(JSONDecodingError) {
        guard let object = node.value.objectValue else { throw JSONDecodingError(expected: "an object", found: node) }
        json = object
    }

    /// Writes the object as it is.
    public func encode(to writer: inout JSONWriter) { JSONValue.object(json).encode(to: &writer) }

    /// A member.
    public subscript(name: String) -> JSONValue? {
        get { json[name] }
        set { json[name] = newValue }
    }

    /// The group and version; empty where there is none.
    public var apiVersion: String {
        get { json["apiVersion"]?.stringValue ?? "" }
        set { json["apiVersion"] = .string(newValue) }
    }

    /// The kind; empty where there is none.
    public var kind: String {
        get { json["kind"]?.stringValue ?? "" }
        set { json["kind"] = .string(newValue) }
    }

    /// The group, version and kind; `nil` where they are not there.
    public var groupVersionKind: GroupVersionKind? {
        guard !kind.isEmpty, let version = APIVersion(apiVersion) else { return nil }
        return GroupVersionKind(apiVersion: version, kind: kind)
    }

    /// The metadata, read and written as a whole: empty where it cannot be read.
    ///
    /// ``name``, ``namespace`` and their like cost less.
    public var metadata: ObjectMeta {
        get { json["metadata"].flatMap { try? ObjectMeta(parsing: $0.serialized()) } ?? ObjectMeta() }
        set {
            // What a model writes is JSON.
            if let value = try? JSONValue(parsing: newValue.encodedJSON()) { json["metadata"] = value }
        }
    }

    /// `metadata.name`
    public var name: String? {
        get { text("name") }
        set { setText("name", newValue) }
    }

    /// `metadata.namespace`
    public var namespace: String? {
        get { text("namespace") }
        set { setText("namespace", newValue) }
    }

    /// `metadata.resourceVersion`
    public var resourceVersion: String? {
        get { text("resourceVersion") }
        set { setText("resourceVersion", newValue) }
    }

    /// `metadata.uid`
    public var uid: String? { text("uid") }

    private func text(_ name: String) -> String? { json["metadata"]?[name]?.stringValue }

    private mutating func setText(_ name: String, _ value: String?) {
        var metadata = json["metadata"]?.objectValue ?? JSONObject()
        metadata[name] = value.map(JSONValue.string)
        json["metadata"] = .object(metadata)
    }
}

/// A list of objects of any kind, as JSON.
public struct UnstructuredList: ListObject {
    /// The list but for its items.
    public var json: JSONObject
    /// The objects, with `apiVersion` and `kind` also where the server leaves them out.
    public var items: [UnstructuredObject]

    /// An empty list.
    public init() {
        json = JSONObject()
        items = []
    }

    /// Reads a list.
    public init(json node: JSONNode) throws(JSONDecodingError) {
        guard node.kind == .object else { throw JSONDecodingError(expected: "an object", found: node) }
        json = JSONObject()
        items = []
        let apiVersion = node["apiVersion"]?.stringValue ?? ""
        let listKind = node["kind"]?.stringValue ?? ""
        let kind = listKind.hasSuffix("List") && listKind != "List" ? String(listKind.dropLast(4)) : ""
        for (name, value) in node.members {
            guard name == "items" else {
                json[name] = value.value
                continue
            }
            // Go's lists have null for none.
            guard value.kind == .array || value.isNull else {
                throw JSONDecodingError(expected: "an array", found: value).inside(member: "items")
            }
            items.reserveCapacity(value.count)
            for (index, element) in value.elements.enumerated() {
                do {
                    items.append(try Self.item(element, apiVersion, kind))
                } catch {
                    throw error.inside(element: index).inside(member: "items")
                }
            }
        }
    }

    private static func item(
        _ node: JSONNode, _ apiVersion: String, _ kind: String
    ) throws(JSONDecodingError) -> UnstructuredObject {
        var object = try UnstructuredObject(json: node)
        guard !kind.isEmpty, object.json["kind"] == nil || object.json["apiVersion"] == nil else { return object }
        var whole: JSONObject = ["apiVersion": .string(apiVersion), "kind": .string(kind)]
        for (name, value) in object.json { whole[name] = value }
        object.json = whole
        return object
    }

    /// Writes the list.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, value) in json {
            writer.key(name)
            writer.write(value)
        }
        writer.field("items", items)
        writer.endObject()
    }

    /// The group and version; empty where there is none.
    public var apiVersion: String { json["apiVersion"]?.stringValue ?? "" }
    /// The kind; empty where there is none.
    public var kind: String { json["kind"]?.stringValue ?? "" }

    /// The revision of the list, and where it goes on: empty where it cannot be read.
    public var metadata: ListMeta {
        get { json["metadata"].flatMap { try? ListMeta(parsing: $0.serialized()) } ?? ListMeta() }
        set {
            // What a model writes is JSON.
            if let value = try? JSONValue(parsing: newValue.encodedJSON()) { json["metadata"] = value }
        }
    }
}
