import APIMachinery
import APIServer
import ArgumentParser
import ControlPlaneBehaviors
import HTTPServerTransport
import KubernetesBehaviors
import Logging
import Storage

/// The program.
@main
enum Program {
    static func main() async {
        await APIServerCommand.main(APIServerCommand.arguments(CommandLine.arguments.dropFirst()))
    }
}

/// `apus-apiserver`: serves the APIs that are compiled in.
struct APIServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apus-apiserver",
        abstract: "Serves Kubernetes-style APIs over HTTPS.",
        discussion: """
            Without any flag it listens on 127.0.0.1:6443 with certificates that it makes, keeps everything in a \
            directory of its own, lets nobody in but its administrator, and says where the administrator's kubeconfig is.

            SIGTERM and SIGINT stop it: readiness fails, the listener closes, watches end, requests are answered, and the \
            store is closed. A second such signal ends it at once.
            """,
        version: "apus \(VersionInfo.apus.gitVersion)")

    @OptionGroup(title: "Serving")
    var serving: ServingFlags

    @OptionGroup(title: "Access")
    var access: AccessFlags

    @OptionGroup(title: "Limits")
    var limits: LimitFlags

    @OptionGroup(title: "Services")
    var services: ServiceFlags

    @OptionGroup(title: "Storage")
    var storage: StorageFlags

    @OptionGroup(title: "Controllers")
    var controllers: ControllerFlags

    @Option(
        name: [.customShort("v", allowingJoined: true), .customLong("v")],
        help: ArgumentHelp(
            "How much is logged: 0 for failures and notices, 1 for each request, 2 for each step, 4 for everything.",
            valueName: "level"))
    var verbosity = 0

    /// The arguments as the parser takes them: it does not take `--controllers=`, which says that there are none.
    static func arguments(_ given: some Sequence<String>) -> [String] {
        given.flatMap { argument in
            argument.hasPrefix("--") && argument.hasSuffix("=") ? [String(argument.dropLast()), ""] : [argument]
        }
    }

    /// Where the program logs: standard error.
    private var logger: Logger {
        var logger = Logger(label: "apus-apiserver")
        logger.logLevel =
            switch verbosity {
            case ...0: .notice
            case 1: .info
            case 2...3: .debug
            default: .trace
            }
        return logger
    }

    /// What the flags make of the server.
    ///
    /// - Throws: what is wrong with a flag or with a file that it names.
    func serverConfiguration() throws -> APIServer.Configuration {
        var configuration = APIServer.Configuration()
        configuration.logger = logger
        configuration.behaviors = .controlPlane + .kubernetes(network)
        configuration.limits = limits.limits
        configuration.shutdownDelay = serving.shutdownDelayDuration.duration
        configuration.drainTimeout = limits.requestTimeout.duration
        if let origins = serving.corsAllowedOrigins?.values, !origins.isEmpty {
            do {
                configuration.allowedOrigins = try AllowedOrigins(origins)
            } catch {
                throw ValidationError("--cors-allowed-origins: \(error)")
            }
        }
        try access.apply(to: &configuration)
        return configuration
    }

    private var network: ServiceNetwork {
        var network = services.network
        if serving.securePort != 0 { network.serverPort = serving.securePort }
        return network
    }

    /// What the flags make of the listener.
    func servingOptions() -> ServingOptions {
        var options = ServingOptions(dataDirectory: serving.dataDir)
        options.host = serving.bindAddress
        options.port = Int(serving.securePort)
        options.certificateFile = serving.certificateFile
        options.privateKeyFile = serving.privateKeyFile
        options.clientAuthorityFile = access.clientAuthorityFile
        options.connections.minimumTLSVersion = serving.minimumTLSVersion.version
        options.connections.maximumConcurrentStreams = serving.streamsPerConnection
        limits.apply(to: &options.connections)
        options.connections.gracePeriod = limits.requestTimeout.duration
        return options
    }

    func run() async throws {
        let configuration = try serverConfiguration()
        try DataDirectory.prepare(serving.dataDir)
        let store = try storage.open(in: serving.dataDir, logger: logger)
        let server = try APIServer(
            storage: store, registrations: CompiledAPIs.registrations, configuration: configuration)
        try controllers.add(to: server, logger: logger.limitingRepetition())
        do {
            try await server.serve(servingOptions(), logger: logger)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}
