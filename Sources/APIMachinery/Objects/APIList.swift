public import JSON

/// A list of objects: what a server answers to `list`.
public protocol ListObject: Sendable, Equatable, JSONCodable {
    /// The type of the items.
    associatedtype Item: APIObject
    /// The revision of the list, and where it goes on.
    var metadata: ListMeta { get set }
    /// The objects, in the server's order.
    var items: [Item] { get set }
}

/// The list type of a kind, such as `PodList`.
public struct APIList<Item: APIKind>: ListObject {
    /// The group and version of the items' kind.
    public var apiVersion: String = Item.groupVersionKind.apiVersion
    /// The items' kind followed by `List`.
    public var kind: String = Item.listKind
    /// The revision of the list, and where it goes on.
    public var metadata = ListMeta()
    /// The objects, in the server's order. They have neither `kind` nor `apiVersion`.
    public var items: [Item] = []
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// An empty list.
    public init() {}

    /// A list of these items.
    public init(items: [Item], metadata: ListMeta = ListMeta()) {
        self.items = items
        self.metadata = metadata
    }

    /// Reads a list.
    public init(json: JSONNode) throws(JSONDecodingError) {
        kind = ""
        apiVersion = ""
        var object = try JSONObjectReader(json, listFieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&kind)
            case 1: try object.read(&apiVersion)
            case 2: try object.read(&metadata)
            case 3: try object.read(&items)
            default: break
            }
        }
        unknownFields = object.unknownFields
        let own = Item.groupVersionKind
        try GroupVersionKind(group: own.group, version: own.version, kind: Item.listKind)
            .check(apiVersion: apiVersion, kind: kind)
    }

    /// Writes the list.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        if !kind.isEmpty { writer.field("kind", kind) }
        if !apiVersion.isEmpty { writer.field("apiVersion", apiVersion) }
        writer.field("metadata", metadata)
        writer.field("items", items)
        writer.endObject(unknownFields)
    }
}

/// Outside of the generic type, since generic types have no static stored properties.
private let listFieldNames = JSONFieldNames("kind,apiVersion,metadata,items")
