public import JSON

/// A document of discovery, as a server answered it.
public struct DiscoveryPage: Sendable, Hashable, JSONCodable {
    /// The path that it is found at.
    public var path: String
    /// What identifies this state of it; `nil` where the server does not say.
    public var eTag: String?
    /// The document: JSON text.
    public var body: [UInt8]

    /// Wraps a document.
    public init(path: String, eTag: String?, body: [UInt8]) {
        self.path = path
        self.eTag = eTag
        self.body = body
    }

    /// Reads what ``encode(to:)`` has written.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let path = json["path"]?.stringValue, let body = json["body"], body.kind == .object else {
            throw JSONDecodingError(message: "a document of discovery needs path and body")
        }
        self.init(path: path, eTag: json["eTag"]?.stringValue, body: Array(body.rawBytes))
    }

    /// Writes a JSON object that has the document as a member.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("path", path)
        writer.field("eTag", eTag)
        writer.key("body")
        writer.write(verbatim: body)
        writer.endObject()
    }
}
