/// The body of an answer.
public enum APIResponseBody: Sendable {
    /// The whole body.
    case bytes([UInt8])
    /// The whole body in pieces, so that a server can put stored pieces together without copying them.
    case segments([[UInt8]])
    /// A body that is made as it is sent: a long list, a watch.
    case chunks(ByteChunks)

    /// No body.
    public static let empty = APIResponseBody.bytes([])

    /// How many bytes there are, where that is known beforehand.
    public var count: Int? {
        switch self {
        case .bytes(let bytes): bytes.count
        case .segments(let segments): segments.reduce(0) { $0 + $1.count }
        case .chunks: nil
        }
    }

    /// The whole body in one array.
    ///
    /// - Parameter limit: How many bytes are accepted.
    /// - Throws: ``APIError`` 413 where there are more, and what the connection throws.
    public func collect(upTo limit: Int = .max) async throws -> [UInt8] {
        switch self {
        case .bytes, .segments:
            guard (count ?? 0) <= limit else { throw APIError.requestEntityTooLarge(limit: limit) }
            if case .bytes(let bytes) = self { return bytes }
            guard case .segments(let segments) = self else { return [] }
            return Array(segments.joined())
        case .chunks(let chunks): return try await chunks.collect(upTo: limit)
        }
    }

    /// The body in pieces, however it is kept.
    public var asChunks: ByteChunks {
        switch self {
        case .bytes(let bytes): ByteChunks(ArrayChunks([bytes]))
        case .segments(let segments): ByteChunks(ArrayChunks(segments))
        case .chunks(let chunks): chunks
        }
    }
}

/// The pieces of an array as an asynchronous sequence.
private struct ArrayChunks: AsyncSequence, Sendable {
    let chunks: [[UInt8]]

    init(_ chunks: [[UInt8]]) { self.chunks = chunks }

    func makeAsyncIterator() -> Iterator { Iterator(iterator: chunks.makeIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var iterator: IndexingIterator<[[UInt8]]>

        mutating func next() async -> [UInt8]? { iterator.next() }
    }
}
