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

    /// Where a transport listens and what a connection may cost.
    public struct Configuration: Sendable {
        /// The address to listen on.
        public var host = "127.0.0.1"
        /// The port to listen on; 0 for any that is free.
        public var port = 0
        /// How connections are secured.
        public var security: Security
        /// The oldest version of TLS that clients may use.
        public var minimumTLSVersion = TLSVersion.v12

        /// The largest header of a request, in bytes.
        public var maximumHeaderBytes = 1 << 20
        /// How many requests an HTTP/2 connection may have at a time.
        public var maximumConcurrentStreams = 100
        /// How many streams an HTTP/2 client may reset in ten seconds before its connection is closed.
        public var maximumStreamResets = 500
        /// How long a TLS handshake may take.
        public var handshakeTimeout: Swift.Duration = .seconds(10)
        /// How long a connection may take to send its first request's header.
        public var headerTimeout: Swift.Duration = .seconds(32)
        /// How long a connection may stay open between requests.
        public var idleTimeout: Swift.Duration = .seconds(90)
        /// How long a client may take nothing of its answer before it is cut off.
        public var writeTimeout: Swift.Duration = .seconds(30)
        /// After how much silence an HTTP/2 client is asked for a sign of life.
        public var pingInterval: Swift.Duration = .seconds(60)
        /// How long an HTTP/2 client may take for that sign.
        public var pingTimeout: Swift.Duration = .seconds(15)
        /// How long connections may go on after the listener was closed.
        public var gracePeriod: Swift.Duration = .seconds(60)
        /// How often, at most, files with certificates are looked at for changes.
        public var certificateCheckInterval: Swift.Duration = .seconds(1)

        /// Any free port of the loopback address.
        public init(security: Security) { self.security = security }
    }
}
