import APIMachinery
import ArgumentParser
import HTTPServerTransport

/// Where and how to listen.
struct ServingFlags: ParsableArguments {
    @Option(help: "The address to listen on; 0.0.0.0 or :: for all.")
    var bindAddress = "127.0.0.1"

    @Option(help: "The port to serve HTTPS on; 0 for any that is free.")
    var securePort: UInt16 = 6443

    @Option(
        help: ArgumentHelp(
            """
            Where the server keeps its objects (below storage), the certificates and keys that it makes (below pki) and \
            its administrator's kubeconfig (admin.kubeconfig).
            """, valueName: "directory"))
    var dataDir = DataDirectory.standard

    @Option(
        name: .customLong("tls-cert-file"),
        help: ArgumentHelp(
            "The server's certificate and those between it and its authority, as PEM, instead of one of its own.",
            valueName: "file"))
    var certificateFile: String?

    @Option(
        name: .customLong("tls-private-key-file"),
        help: ArgumentHelp("The private key of --tls-cert-file, as PEM.", valueName: "file"))
    var privateKeyFile: String?

    @Option(
        name: .customLong("tls-min-version"),
        help: ArgumentHelp("The oldest version of TLS that is spoken.", valueName: "version"))
    var minimumTLSVersion = TLSVersionFlag.v12

    @Option(
        name: .customLong("http2-max-streams-per-connection"),
        help: ArgumentHelp("How many requests an HTTP/2 connection may have at a time.", valueName: "count"))
    var streamsPerConnection = 100

    @Option(
        help: ArgumentHelp(
            "For how long the server goes on as before, with readiness failing, when it is told to stop.",
            valueName: "duration"))
    var shutdownDelayDuration = DurationFlag(.zero)

    @Option(
        help: ArgumentHelp(
            """
            Origins whose pages may read answers (CORS): regular expressions, separated by commas, that begin with ^ or \
            contain //, and end with $ or :.
            """, valueName: "expressions"))
    var corsAllowedOrigins: ListFlag?

    func validate() throws {
        guard (certificateFile == nil) == (privateKeyFile == nil) else {
            throw ValidationError("--tls-cert-file and --tls-private-key-file are given together or not at all")
        }
        guard (1...(1 << 20)).contains(streamsPerConnection) else {
            throw ValidationError("--http2-max-streams-per-connection must be from 1 to \(1 << 20)")
        }
        guard !dataDir.isEmpty else { throw ValidationError("--data-dir must name a directory") }
        guard !bindAddress.isEmpty else { throw ValidationError("--bind-address must be an address such as 127.0.0.1") }
    }
}

/// `--tls-min-version`, as kube-apiserver names versions.
enum TLSVersionFlag: String, ExpressibleByArgument, CaseIterable {
    case v12 = "VersionTLS12"
    case v13 = "VersionTLS13"

    var version: HTTPServerTransport.TLSVersion { self == .v13 ? .v13 : .v12 }
}

/// A span of time as Go writes it, not negative.
struct DurationFlag: ExpressibleByArgument {
    let duration: Swift.Duration

    init(_ duration: Swift.Duration) { self.duration = duration }

    init?(argument: String) {
        guard let duration = try? APIMachinery.Duration(parsing: argument), duration >= .zero else { return nil }
        self.duration = duration.swiftDuration
    }

    var defaultValueDescription: String { "\(APIMachinery.Duration(duration))" }
}

/// Words separated by commas.
struct ListFlag: ExpressibleByArgument {
    let values: [String]

    init(_ values: [String]) { self.values = values }

    init(argument: String) {
        values = argument.split(separator: ",").map { String($0.trimmingPrefix { $0 == " " }) }
    }

    var defaultValueDescription: String { values.joined(separator: ",") }
}
