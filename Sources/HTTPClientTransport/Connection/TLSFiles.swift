import NIOSSL

/// Reads certificates and keys, and makes TLS configurations of them.
enum TLSFiles {
    /// The authorities that are trusted, PEM; `nil` for those of the system.
    static func authority(of cluster: Kubeconfig.Cluster) throws(KubeconfigError) -> [UInt8]? {
        try content(cluster.certificateAuthorityData, cluster.certificateAuthority)
    }

    /// The client's own certificate and key; `nil` where it has none.
    static func pair(of user: Kubeconfig.User) throws(KubeconfigError) -> Credential.CertificatePair? {
        let certificate = try content(user.clientCertificateData, user.clientCertificate)
        let key = try content(user.clientKeyData, user.clientKey)
        switch (certificate, key) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return .init(certificate: certificate, key: key)
        case (nil, _): throw KubeconfigError("the user has a client-key and no client-certificate; both are needed")
        case (_, nil): throw KubeconfigError("the user has a client-certificate and no client-key; both are needed")
        }
    }

    static func certificates(_ pem: [UInt8], _ what: String) throws(KubeconfigError) -> [NIOSSLCertificate] {
        do {
            let certificates = try NIOSSLCertificate.fromPEMBytes(pem)
            if !certificates.isEmpty { return certificates }
        } catch {
            throw KubeconfigError("\(what) is no PEM certificate: \(error)")
        }
        throw KubeconfigError("\(what) holds no PEM certificate")
    }

    /// The configuration for a cluster. Whom certificates are for is not looked at: see ``ServerIdentity``.
    static func configuration(for cluster: Kubeconfig.Cluster) throws(KubeconfigError) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .noHostnameVerification
        let authority = try authority(of: cluster)
        if cluster.insecureSkipTLSVerify {
            guard authority == nil else {
                throw KubeconfigError(
                    "the cluster has a certificate-authority and insecure-skip-tls-verify: only one of them can be meant"
                )
            }
            configuration.certificateVerification = .none
        } else if let authority {
            let what = cluster.certificateAuthority ?? "certificate-authority-data"
            configuration.trustRoots = .certificates(try certificates(authority, what))
        }
        return configuration
    }

    /// The configuration with a client certificate.
    static func add(
        _ pair: Credential.CertificatePair, to configuration: inout TLSConfiguration
    ) throws(KubeconfigError) {
        configuration.certificateChain = try certificates(pair.certificate, "the client's certificate")
            .map { .certificate($0) }
        do {
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: pair.key, format: .pem))
        } catch {
            // The error has nothing of the key in it.
            throw KubeconfigError("the client's key is no PEM private key: \(error)")
        }
    }

    /// What is given as bytes or else as a file; `nil` for neither.
    private static func content(_ data: [UInt8]?, _ path: String?) throws(KubeconfigError) -> [UInt8]? {
        if let data { return data }
        guard let path else { return nil }
        return try read(path)
    }

    private static func read(_ path: String) throws(KubeconfigError) -> [UInt8] {
        do {
            return try Files.read(path)
        } catch {
            throw KubeconfigError(file: path, "cannot be read: \(error.reason)")
        }
    }
}
