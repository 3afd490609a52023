/// What a program's flags say instead of a kubeconfig; `nil` and empty leave that as it is.
public struct ConnectionOverrides: Sendable, Hashable {
    /// The context (`--context`).
    public var context: String?
    /// The cluster's name (`--cluster`).
    public var cluster: String?
    /// The user's name (`--user`).
    public var user: String?
    /// The namespace (`--namespace`).
    public var namespace: String?
    /// The server's URL (`--server`).
    public var server: String?
    /// The name that the server's certificate is for (`--tls-server-name`).
    public var tlsServerName: String?
    /// Whether any certificate is trusted (`--insecure-skip-tls-verify`).
    public var insecureSkipTLSVerify: Bool?
    /// The file of the authorities that are trusted (`--certificate-authority`).
    public var certificateAuthority: String?
    /// The file of the client's certificate (`--client-certificate`).
    public var clientCertificate: String?
    /// The file of the certificate's key (`--client-key`).
    public var clientKey: String?
    /// The bearer token (`--token`).
    public var token: String?
    /// The name for HTTP Basic (`--username`).
    public var username: String?
    /// The password for HTTP Basic (`--password`).
    public var password: String?
    /// Whom to act as (`--as`).
    public var impersonatedUser: String?
    /// The uid to act with (`--as-uid`).
    public var impersonatedUID: String?
    /// The groups to act with (`--as-group`).
    public var impersonatedGroups: [String] = []
    /// The extra information to act with, values by key (`--as-user-extra`).
    public var impersonatedExtra: [String: [String]] = [:]
    /// The proxy's URL (`--proxy-url`).
    public var proxyURL: String?
    /// Whether answers are asked for without compression (`--disable-compression`).
    public var disableCompression: Bool?

    /// Nothing but what the kubeconfig says.
    public init() {}

    /// Another context.
    public init(context: String?) {
        self.context = context
    }

    /// Makes `nil` of empty values, which mean the same.
    package mutating func dropEmptyValues() {
        let members: [WritableKeyPath<Self, String?>] = [
            \.context, \.cluster, \.user, \.namespace, \.server, \.tlsServerName, \.certificateAuthority,
            \.clientCertificate, \.clientKey, \.token, \.username, \.password, \.impersonatedUser, \.impersonatedUID,
            \.proxyURL,
        ]
        for member in members where self[keyPath: member]?.isEmpty == true { self[keyPath: member] = nil }
    }

    func apply(to cluster: inout Kubeconfig.Cluster) {
        if let server {
            cluster.server = server
            // Of another server the file knows nothing.
            if tlsServerName == nil { cluster.tlsServerName = nil }
        }
        if let tlsServerName { cluster.tlsServerName = tlsServerName }
        if let insecureSkipTLSVerify {
            cluster.insecureSkipTLSVerify = insecureSkipTLSVerify
            if insecureSkipTLSVerify {
                cluster.certificateAuthority = nil
                cluster.certificateAuthorityData = nil
            }
        }
        if let certificateAuthority {
            cluster.certificateAuthority = certificateAuthority
            cluster.certificateAuthorityData = nil
            if insecureSkipTLSVerify == nil { cluster.insecureSkipTLSVerify = false }
        }
        if let proxyURL { cluster.proxyURL = proxyURL }
        if let disableCompression { cluster.disableCompression = disableCompression }
    }

    func apply(to user: inout Kubeconfig.User) {
        if let clientCertificate {
            user.clientCertificate = clientCertificate
            user.clientCertificateData = nil
        }
        if let clientKey {
            user.clientKey = clientKey
            user.clientKeyData = nil
        }
        if let token {
            user.token = token
            user.tokenFile = nil
        }
        if let username { user.username = username }
        if let password { user.password = password }
        // A way to say who one is takes the place of the others.
        if token != nil || username != nil {
            user.exec = nil
            if token == nil { (user.token, user.tokenFile) = (nil, nil) }
            if username == nil { (user.username, user.password) = (nil, nil) }
        }
        if let impersonatedUser {
            user.impersonatedUser = impersonatedUser
            user.impersonatedGroups = []
            user.impersonatedUID = nil
            user.impersonatedExtra = [:]
        }
        if let impersonatedUID { user.impersonatedUID = impersonatedUID }
        if !impersonatedGroups.isEmpty { user.impersonatedGroups = impersonatedGroups }
        if !impersonatedExtra.isEmpty { user.impersonatedExtra = impersonatedExtra }
    }
}
