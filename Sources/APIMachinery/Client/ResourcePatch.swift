public import JSON

/// A change to an object, in one of the formats that servers know.
public struct ResourcePatch: Sendable, Hashable {
    /// The media type, which says the format.
    public var contentType: String
    /// The patch.
    public var body: [UInt8]

    /// A patch of any format.
    public init(contentType: String, body: [UInt8]) {
        self.contentType = contentType
        self.body = body
    }

    /// A JSON Patch (RFC 6902): a list of operations.
    public static func json(_ operations: JSONValue) -> ResourcePatch {
        ResourcePatch(contentType: "application/json-patch+json", body: operations.encodedJSON())
    }

    /// A Merge Patch (RFC 7386): members to set, null to remove; lists are replaced.
    public static func merge(_ changes: JSONValue) -> ResourcePatch {
        ResourcePatch(contentType: "application/merge-patch+json", body: changes.encodedJSON())
    }

    /// A strategic merge patch: as a Merge Patch, but lists are merged as their definitions say.
    public static func strategicMerge(_ changes: JSONValue) -> ResourcePatch {
        ResourcePatch(contentType: "application/strategic-merge-patch+json", body: changes.encodedJSON())
    }

    /// A server-side apply: the object as its manager wants it.
    public static func apply(_ object: some JSONEncodable) -> ResourcePatch {
        // YAML's media type is the one that every server knows, and JSON is YAML.
        ResourcePatch(contentType: "application/apply-patch+yaml", body: object.encodedJSON())
    }
}
