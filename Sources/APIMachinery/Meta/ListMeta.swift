public import JSON

/// What every list has: the revision it was read at, and where it goes on.
///
/// `meta/v1.ListMeta`
public struct ListMeta: Sendable, Equatable, JSONCodable {
    /// A path to the list; no longer filled in.
    public var selfLink: String?
    /// The revision at which the list was read: a watch goes on from here.
    public var resourceVersion: String?
    /// A token for the next page; absent on the last.
    public var `continue`: String?
    /// How many items follow this page, where the server knows.
    public var remainingItemCount: Int64?
    /// Which part of the collection was asked for.
    public var shardInfo: ShardInfo?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        selfLink: String? = nil, resourceVersion: String? = nil, `continue`: String? = nil,
        remainingItemCount: Int64? = nil, shardInfo: ShardInfo? = nil
    ) {
        self.selfLink = selfLink
        self.resourceVersion = resourceVersion
        self.continue = `continue`
        self.remainingItemCount = remainingItemCount
        self.shardInfo = shardInfo
    }

    static let fieldNames = JSONFieldNames("selfLink,resourceVersion,continue,remainingItemCount,shardInfo")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.selfLink)
            case 1: try object.read(&self.resourceVersion)
            case 2: try object.read(&self.continue)
            case 3: try object.read(&self.remainingItemCount)
            case 4: try object.read(&self.shardInfo)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("selfLink", selfLink)
        writer.field("resourceVersion", resourceVersion)
        writer.field("continue", `continue`)
        writer.field("remainingItemCount", remainingItemCount)
        writer.field("shardInfo", shardInfo)
        writer.endObject(unknownFields)
    }
}
