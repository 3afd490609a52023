extension HTTPServerTransport {
    /// How connections are secured.
    public enum Security: Sendable, Hashable {
        /// Plain HTTP/1.1: everybody on the way can read and change what is said.
        case insecure
        /// HTTP/1.1 and HTTP/2 over TLS 1.2 and 1.3.
        case tls(TLSFiles)
    }

    /// A version of TLS.
    public enum TLSVersion: Sendable, Hashable {
        /// TLS 1.2 (RFC 5246).
        case v12
        /// TLS 1.3 (RFC 8446).
        case v13
    }

    /// Where a transport listens and what a client may cost: every bound of the transport is here.
    public struct Configuration: Sendable {
        /// The address to listen on.
        public var host = "127.0.0.1"
        /// The port to listen on; 0 for any that is free.
        public var port = 0
        /// How connections are secured.
        public var security: Security
        /// The oldest version of TLS that clients may use.
        public var minimumTLSVersion = TLSVersion.v12

        // MARK: Connections

        /// How many connections may be open; more are closed as soon as they are accepted. They are fewer where the
        /// process may not open so many files: ``reservedDescriptors`` are left for all else.
        public var maximumConnections = 5000
        /// How many of them may be from one address. An IPv6 address is its first 64 bits, which one customer has.
        public var maximumConnectionsPerAddress = 1000
        /// How many connections may be at their TLS handshake, verification of the client's certificate included.
        public var maximumHandshakes = 1000
        /// How many of them may be from one address.
        public var maximumHandshakesPerAddress = 250
        /// How many files and sockets the process may open besides connections.
        public var reservedDescriptors = 64
        /// For how long no connection is accepted after one could not be, as where there is no descriptor left.
        public var acceptPause: Swift.Duration = .milliseconds(100)

        /// How many connections are refused in one go where there is no descriptor left.
        public var maximumRefusals = 256

        // MARK: Handshakes

        /// How long a TLS handshake may take.
        public var handshakeTimeout: Swift.Duration = .seconds(10)
        /// How many certificates a client may show, its own included.
        public var maximumClientCertificates = 16
        /// How large they may be together, in bytes.
        public var maximumClientCertificateBytes = 64 << 10
        /// How often, at most, files with certificates are looked at for changes.
        public var certificateCheckInterval: Swift.Duration = .seconds(1)

        // MARK: Requests

        /// The largest header of a request, in bytes.
        public var maximumHeaderBytes = 1 << 20
        /// How many fields the header of a request may have, in HTTP/1.1.
        public var maximumHeaderFields = 1000
        /// How much of a body is taken from the client before it is read, in bytes.
        public var bodyWindow = 256 << 10
        /// How much of a body that nobody has read is taken from the client and dropped once its request is answered, in
        /// bytes. A client that is told to stop sending may take its request for failed.
        public var maximumDroppedBody = 256 << 10
        /// How many requests may wait behind the one that is being answered, in HTTP/1.1.
        public var maximumPipelinedRequests = 32
        /// How many requests an HTTP/2 connection may have at a time.
        public var maximumConcurrentStreams = 100
        /// How many streams an HTTP/2 client may reset in ten seconds before its connection is closed.
        public var maximumStreamResets = 500

        /// How many frames about the connection itself may wait for an HTTP/2 client that does not take them.
        public var maximumBufferedControlFrames = 1000

        // MARK: Time

        /// How long a connection may take to send its first request's header; in HTTP/2, its first frame.
        public var headerTimeout: Swift.Duration = .seconds(32)
        /// How long a client may send nothing of a body that is waited for.
        public var bodyTimeout: Swift.Duration = .seconds(30)
        /// How long a connection may stay open between requests.
        public var idleTimeout: Swift.Duration = .seconds(90)
        /// How long a client may take less than ``minimumWriteProgress`` of its answer before it is cut off.
        public var writeTimeout: Swift.Duration = .seconds(30)
        /// How much of its answer a client must take in ``writeTimeout``, in bytes, unless all of it is less.
        public var minimumWriteProgress = 1024
        /// How long what a client still sends after its last answer is read and dropped, lest the end of the connection,
        /// or of the stream, overtakes the answer.
        public var lingerTimeout: Swift.Duration = .seconds(1)
        /// After how much silence an HTTP/2 client is asked for a sign of life.
        public var pingInterval: Swift.Duration = .seconds(60)
        /// How long an HTTP/2 client may take for that sign, and to confirm that its connection ends.
        public var pingTimeout: Swift.Duration = .seconds(15)
        /// How long requests may go on after their connection was told to end, or the listener was closed.
        public var gracePeriod: Swift.Duration = .seconds(60)

        /// Any free port of the loopback address.
        public init(security: Security) { self.security = security }
    }
}
