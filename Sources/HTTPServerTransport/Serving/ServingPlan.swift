import Logging

/// What serving options come to: files that are read or made.
struct ServingPlan {
    let configuration: HTTPServerTransport.Configuration
    private let options: ServingOptions
    private let certificates: ClusterCertificates?

    /// - Throws: ``ServingOptionsError`` and ``CertificateFileError``.
    init(_ options: ServingOptions, logger: Logger) throws {
        self.options = options
        guard (options.certificateFile == nil) == (options.privateKeyFile == nil) else {
            throw ServingOptionsError(
                description: "a certificate file and a private key file are given together or not at all")
        }
        var configuration = options.connections
        configuration.host = options.host
        configuration.port = options.port
        configuration.security = .insecure
        var certificates: ClusterCertificates?
        if !options.isInsecure {
            if let directory = options.dataDirectory {
                certificates = try ClusterCertificates.load(
                    orCreateIn: "\(directory)/pki", names: ServingNames(listeningOn: options.host), logger: logger)
            }
            var files: TLSFiles
            if let certificate = options.certificateFile, let key = options.privateKeyFile {
                files = TLSFiles(
                    certificate: certificate, privateKey: key,
                    clientAuthorities: certificates?.files.clientAuthorities ?? [])
            } else if let certificates {
                files = certificates.files
            } else {
                throw ServingOptionsError(
                    description: "a certificate is needed: give a data directory to keep one in, or the files of one")
            }
            if let authority = options.clientAuthorityFile { files.clientAuthorities.append(authority) }
            configuration.security = .tls(files)
        }
        self.configuration = configuration
        self.certificates = certificates
    }

    /// What is told once the server listens on a port; writes the administrator's kubeconfig.
    ///
    /// - Throws: ``CertificateFileError``.
    func address(port: Int) throws -> ServingAddress {
        let host = options.host.contains(":") ? "[\(options.host)]" : options.host
        var address = ServingAddress(url: "\(options.isInsecure ? "http" : "https")://\(host):\(port)", port: port)
        if let certificates, let directory = options.dataDirectory {
            let path = "\(directory)/admin.kubeconfig"
            try AdminKubeconfig.write(
                to: path, certificates: certificates, host: options.host, port: port,
                servingCertificateFile: options.certificateFile)
            address.kubeconfig = path
        }
        return address
    }
}
