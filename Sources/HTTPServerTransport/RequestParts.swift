import APIMachinery
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// The parts of the requests that come over a connection, one after the other.
///
/// It is read by one task at a time: the one that answers a request, and the one that waits for the next only once that
/// has an answer. That makes the unchecked sendability sound.
final class RequestParts: @unchecked Sendable {
    private var iterator: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator
    /// Whether the body of the current request has been read to its end.
    private var isAtEnd = true
    /// Called before the first part of a body is read.
    private var onBodyWanted: (@Sendable () async throws -> Void)?

    init(_ iterator: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator) {
        self.iterator = iterator
    }

    /// The head of the next request; `nil` at the end of the connection.
    func nextHead() async throws -> HTTPRequest? {
        while let part = try await iterator.next() {
            if case .head(let head) = part {
                isAtEnd = false
                return head
            }
        }
        return nil
    }

    /// The body of the current request.
    ///
    /// - Parameter onWanted: Called before the first part is read, if one is read at all.
    func body(onWanted: @escaping @Sendable () async throws -> Void) -> ByteChunks {
        onBodyWanted = onWanted
        return ByteChunks { try await self.nextBytes() }
    }

    private func nextBytes() async throws -> [UInt8]? {
        if isAtEnd { return nil }
        if let onBodyWanted {
            self.onBodyWanted = nil
            try await onBodyWanted()
        }
        do {
            switch try await iterator.next() {
            case .body(let buffer): return Array(buffer.readableBytesView)
            case .end:
                isAtEnd = true
                return nil
            case .head, nil: throw APIError.badRequest("the body is incomplete")
            }
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError.badRequest("the body is malformed")
        }
    }

    /// Reads and drops what is left of the current request's body.
    ///
    /// - Returns: whether the body has ended within so many bytes.
    func drain(upTo limit: Int) async throws -> Bool {
        // A client that waits to be told to send its body is not told.
        if onBodyWanted != nil { onBodyWanted = {} }
        var left = limit
        while let bytes = try await nextBytes() {
            left -= bytes.count
            if left < 0 { return false }
        }
        return true
    }
}
