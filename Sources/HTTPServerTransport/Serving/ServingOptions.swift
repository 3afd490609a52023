/// How a program serves its server.
public struct ServingOptions: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 for any that is free.
    public var port = 6443
    /// Where the server keeps the certificates and keys that it makes (below `pki`) and its administrator's kubeconfig
    /// (`admin.kubeconfig`). `nil` where it is to make none.
    public var dataDirectory: String?
    /// The server's certificate and those between it and its authority, as PEM, where it does not make its own.
    public var certificateFile: String?
    /// The private key of ``certificateFile``, as PEM.
    public var privateKeyFile: String?
    /// The certificates, as PEM, of those who sign client certificates, beside the server's own authority.
    public var clientAuthorityFile: String?
    /// Whether to serve plain HTTP instead of TLS.
    public var isInsecure = false
    /// What a connection may cost. Its address, port and security are not used: those above are.
    public var connections = HTTPServerTransport.Configuration(security: .insecure)

    /// A server on port 6443 of the loopback address that keeps its certificates in a directory.
    public init(dataDirectory: String? = nil) { self.dataDirectory = dataDirectory }

    /// A server of plain HTTP on the loopback address.
    ///
    /// - Parameter port: The port; 0 for any that is free.
    public static func insecure(port: Int) -> ServingOptions {
        var options = ServingOptions()
        options.isInsecure = true
        options.port = port
        return options
    }
}

/// Options that contradict each other, or are not enough to serve.
public struct ServingOptionsError: Error, CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String
}

/// Where a server can be reached.
public struct ServingAddress: Sendable, Hashable {
    /// Its address, such as `https://127.0.0.1:6443`.
    public var url: String
    /// The port that it listens on.
    public var port: Int
    /// The kubeconfig of its administrator, where it has written one.
    public var kubeconfig: String?
}
