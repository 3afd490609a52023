/// Bytes, in JSON a string in base64 (RFC 4648 §4, padded).
public struct JSONBytes: Sendable, Hashable {
    /// The bytes.
    public var bytes: [UInt8]

    /// Bytes as they are, or from a base64 string.
    public init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Bytes from base64 text, in which line breaks are skipped as Go's decoder does; `nil` if it is none.
    public init?(base64 text: String) {
        guard let bytes = try? Base64.decode(text) else { return nil }
        self.bytes = bytes
    }

    /// The bytes in base64.
    public var base64: String { Base64.encode(bytes) }
}

extension JSONBytes: JSONDecodable, JSONEncodable {
    /// Bytes as they are, or from a base64 string.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let text = json.stringValue else { throw JSONDecodingError(expected: "a base64 string", found: json) }
        guard let value = JSONBytes(base64: text) else { throw JSONDecodingError(message: "not a base64 string") }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(base64) }
}
