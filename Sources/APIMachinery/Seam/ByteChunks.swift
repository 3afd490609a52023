/// Bytes that come in pieces, once: the body of a request as it arrives, or of an answer as it is made.
///
/// Pulled by its reader, so that a slow one holds the writer back.
public struct ByteChunks: AsyncSequence, Sendable {
    /// A piece.
    public typealias Element = [UInt8]
    /// What may be thrown.
    public typealias Failure = any Error

    private var makeNext: @Sendable () -> () async throws -> [UInt8]?

    /// The pieces of any sequence.
    public init<Base: AsyncSequence & Sendable>(_ base: Base) where Base.Element == [UInt8] {
        makeNext = {
            var iterator = base.makeAsyncIterator()
            return { try await iterator.next() }
        }
    }

    /// The pieces that a function returns, until it returns `nil`.
    public init(_ next: @escaping @Sendable () async throws -> [UInt8]?) {
        makeNext = { next }
    }

    /// Begins to read. The bytes can be read once.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pull: makeNext()) }

    /// Reads pieces one after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let pull: () async throws -> [UInt8]?

        /// The next piece; `nil` at the end.
        public mutating func next() async throws -> [UInt8]? { try await pull() }
    }

    /// The same pieces, which keep an object alive until they have been read or given up.
    public func keeping(_ object: some AnyObject & Sendable) -> ByteChunks {
        var kept = self
        let makeNext = makeNext
        kept.makeNext = {
            let next = makeNext()
            return {
                defer { withExtendedLifetime(object) {} }
                return try await next()
            }
        }
        return kept
    }

    /// All pieces as one array.
    ///
    /// - Parameter limit: How many bytes are accepted.
    /// - Throws: ``APIError`` 413 as soon as there are more, and what the sequence throws.
    public func collect(upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in self {
            guard chunk.count <= limit - bytes.count else { throw APIError.requestEntityTooLarge(limit: limit) }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        }
        return bytes
    }
}
