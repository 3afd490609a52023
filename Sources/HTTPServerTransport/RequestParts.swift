import APIMachinery
import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// The parts of the requests that come over a connection, one after the other.
///
/// It is read by one task at a time: the one that answers a request, then the one that waits for the next. That makes the
/// unchecked sendability sound.
final class RequestParts: @unchecked Sendable {
    private var iterator: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator
    /// A head that came while something else was waited for.
    private var head: HTTPRequest?
    /// Whether the body of the current request has been read to its end.
    private var isAtEnd = true
    /// Called before the first part of a body is read.
    private var onBodyWanted: (@Sendable () async throws -> Void)?

    init(_ iterator: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator) {
        self.iterator = iterator
    }

    /// The head of the next request; `nil` at the end of the connection.
    func nextHead() async throws -> HTTPRequest? {
        if head == nil {
            while let part = try await iterator.next() {
                if case .head(let head) = part {
                    self.head = head
                    break
                }
            }
        }
        defer { head = nil }
        if head != nil { isAtEnd = false }
        return head
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

    /// Returns when the client has gone or sent another request.
    ///
    /// - Returns: whether it has gone.
    func waitForClient() async -> Bool {
        do {
            guard let part = try await iterator.next() else { return true }
            if case .head(let head) = part { self.head = head }
            return false
        } catch {
            return true
        }
    }
}
