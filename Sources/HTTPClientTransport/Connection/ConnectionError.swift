import APIClient
import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import SystemPackage

/// A server could not be reached.
public struct ConnectionError: Error, Sendable, Hashable {
    /// Why.
    public enum Reason: Sendable, Hashable {
        /// Nothing listens there.
        case refused
        /// The name has no address.
        case unknownHost
        /// There was no answer in time.
        case timedOut
        /// Its certificate is not trusted, or it does not trust the client's, or there is no common way to encrypt.
        case notSecure
        /// Anything else.
        case other
    }

    /// The server's host and port.
    public var server: String
    /// Why.
    public var reason: Reason
    /// What happened, for people.
    public var message: String

    /// Describes what happened.
    public init(server: String, reason: Reason, message: String) {
        self.server = server
        self.reason = reason
        self.message = message
    }
}

extension ConnectionError: CustomStringConvertible {
    /// What happened, with the server.
    public var description: String { "\(server): \(message)" }
}

extension ConnectionError {
    /// What an error of the libraries underneath means: a `ConnectionError`, an `APIClient.ConnectionLostError`, a
    /// `CancellationError`, or itself.
    static func translate(_ error: any Error, server: String) -> any Error {
        func failure(_ reason: Reason, _ message: String) -> ConnectionError {
            ConnectionError(server: server, reason: reason, message: message)
        }
        switch error {
        case is CancellationError: return error
        case let error as HTTPClientError: return translate(error, server)
        case let error as NIOConnectionError: return translate(error, server)
        case is NIOSSLExtraError, is NIOSSLError, is BoringSSLError:
            return failure(.notSecure, "the connection cannot be secured: \(error)")
        case let error as IOError:
            switch Errno(rawValue: error.errnoCode) {
            case .connectionRefused: return failure(.refused, "connection refused")
            case .timedOut: return failure(.timedOut, "timed out")
            case .connectionReset, .brokenPipe, .socketNotConnected:
                return ConnectionLostError("\(server): the connection was reset")
            default: return failure(.other, "\(error)")
            }
        case is ChannelError: return ConnectionLostError("\(server): the connection was closed")
        case is KubeconfigError, is ConnectionError, is ConnectionLostError: return error
        default: return ConnectionLostError("\(server): \(error)")
        }
    }

    private static func translate(_ error: HTTPClientError, _ server: String) -> any Error {
        switch error {
        case .cancelled, .requestStreamCancelled: CancellationError()
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .socksHandshakeTimeout,
            .httpProxyHandshakeTimeout:
            ConnectionError(server: server, reason: .timedOut, message: "cannot be connected to in time")
        case .remoteConnectionClosed, .uncleanShutdown, .readTimeout, .writeTimeout:
            ConnectionLostError("\(server): the connection was closed")
        case .alreadyShutdown:
            ConnectionError(server: server, reason: .other, message: "the client has been closed")
        default: ConnectionError(server: server, reason: .other, message: "\(error)")
        }
    }

    private static func translate(_ error: NIOConnectionError, _ server: String) -> any Error {
        if error.dnsAError != nil || error.dnsAAAAError != nil {
            return ConnectionError(
                server: server, reason: .unknownHost, message: "the host \"\(error.host)\" has no address")
        }
        // One error for each address that was tried: the last is as good as any.
        guard let last = error.connectionErrors.last else {
            return ConnectionError(server: server, reason: .other, message: "cannot be connected to")
        }
        return translate(last.error, server: server)
    }
}
