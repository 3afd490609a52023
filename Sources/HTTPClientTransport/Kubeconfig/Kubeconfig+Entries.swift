public import JSON

extension Kubeconfig {
    /// A server and how to trust it.
    public struct Cluster: Sendable, Hashable {
        /// The server's URL: `https://host:port`, with a path where the server is below one.
        public var server = ""
        /// The name that the server's certificate is for, where it is not the URL's host.
        public var tlsServerName: String?
        /// Whether any certificate is trusted.
        public var insecureSkipTLSVerify = false
        /// The file of the authorities that are trusted, PEM.
        public var certificateAuthority: String?
        /// The authorities that are trusted, PEM; they win over the file.
        public var certificateAuthorityData: [UInt8]?
        /// The proxy on the way to the server: `http://host:port` or `socks5://host:port`.
        public var proxyURL: String?
        /// Whether answers are asked for without compression.
        public var disableCompression = false
        /// What credential plugins are told about the cluster, as JSON.
        public var execConfiguration: JSONValue?

        /// Nothing.
        public init() {}
    }

    /// Who the client is.
    public struct User: Sendable, Hashable {
        /// The file of the client's certificate and those between it and its authority, PEM.
        public var clientCertificate: String?
        /// The client's certificate, PEM; it wins over the file.
        public var clientCertificateData: [UInt8]?
        /// The file of the certificate's key, PEM.
        public var clientKey: String?
        /// The certificate's key, PEM; it wins over the file.
        public var clientKeyData: [UInt8]?
        /// A bearer token.
        public var token: String?
        /// The file of a bearer token, which is read again now and then; it wins over ``token``.
        public var tokenFile: String?
        /// The name for HTTP Basic.
        public var username: String?
        /// The password for HTTP Basic.
        public var password: String?
        /// Whom to act as.
        public var impersonatedUser: String?
        /// The uid to act with.
        public var impersonatedUID: String?
        /// The groups to act with.
        public var impersonatedGroups: [String] = []
        /// What else is said of whom to act as.
        public var impersonatedExtra: [String: [String]] = [:]
        /// The program to ask for credentials.
        public var exec: ExecConfiguration?

        /// Nobody.
        public init() {}
    }

    /// A user of a cluster.
    public struct Context: Sendable, Hashable {
        /// The cluster's name.
        public var cluster: String
        /// The user's name.
        public var user: String
        /// The namespace to work in; `nil` for `default`.
        public var namespace: String?

        /// Makes a context.
        public init(cluster: String = "", user: String = "", namespace: String? = nil) {
            self.cluster = cluster
            self.user = user
            self.namespace = namespace
        }
    }

    /// A program that is asked for credentials (`client.authentication.k8s.io`).
    public struct ExecConfiguration: Sendable, Hashable {
        /// Whether the program may use the terminal.
        public enum InteractiveMode: String, Sendable, Hashable {
            /// It never does.
            case never = "Never"
            /// It does where there is one.
            case ifAvailable = "IfAvailable"
            /// It must.
            case always = "Always"
        }

        /// The program: a name to be looked for in the `PATH`, or a path.
        public var command: String
        /// Its arguments.
        public var arguments: [String] = []
        /// What its environment has besides the client's own.
        public var environment: [String: String] = [:]
        /// The version of its language: `client.authentication.k8s.io/v1` or `…/v1beta1`.
        public var apiVersion: String
        /// What to tell people where the program is not installed.
        public var installHint: String?
        /// Whether it is told about the cluster.
        public var provideClusterInfo = false
        /// Whether it may use the terminal.
        public var interactiveMode = InteractiveMode.ifAvailable

        /// A program without arguments.
        public init(command: String, apiVersion: String) {
            self.command = command
            self.apiVersion = apiVersion
        }
    }

    /// An entry and where it stands.
    public struct Entry<Value: Sendable & Hashable>: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What it says. Paths in it are as seen from the working directory.
        public var value: Value
        /// The file that it stands in.
        public var file: String
        /// The line that it begins on.
        public var line: Int
    }
}
