/// The body of a request.
public enum APIRequestBody: Sendable {
    /// The whole body.
    case bytes([UInt8])
    /// A body that is still arriving; it can be read once.
    case chunks(ByteChunks)

    /// No body.
    public static let empty = APIRequestBody.bytes([])

    /// The whole body.
    ///
    /// - Parameter limit: How many bytes are accepted.
    /// - Throws: ``APIError`` 413 where there are more, and what the connection throws.
    public func collect(upTo limit: Int) async throws -> [UInt8] {
        switch self {
        case .bytes(let bytes):
            guard bytes.count <= limit else { throw APIError.requestEntityTooLarge(limit: limit) }
            return bytes
        case .chunks(let chunks): return try await chunks.collect(upTo: limit)
        }
    }
}
