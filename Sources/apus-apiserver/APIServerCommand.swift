import APIServer
import ArgumentParser
import HTTPServerTransport
import KubernetesServer
import Logging
import Storage

/// `apus-apiserver`: serves the APIs that are compiled in.
@main
struct APIServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apus-apiserver",
        abstract: "Serves Kubernetes-style APIs over plain HTTP, from memory.",
        discussion: "Nobody is asked who they are: listen on an address that only you can reach.")

    @Option(help: "The address to listen on.")
    var bindAddress = "127.0.0.1"

    @Option(name: .customLong("insecure-port"), help: "The port to serve plain HTTP on; 0 for any that is free.")
    var insecurePort: UInt16 = 8080

    @Option(
        name: [.customShort("v"), .customLong("v")],
        help: "How much is logged: 0 for failures and notices, 2 for each step, 4 and more for everything.")
    var verbosity = 0

    func run() async throws {
        var logger = Logger(label: "apus-apiserver")
        logger.logLevel =
            switch verbosity {
            case ...0: .notice
            case 1: .info
            case 2...3: .debug
            default: .trace
            }
        var configuration = APIServer.Configuration()
        configuration.logger = logger
        configuration.behaviors = KubernetesBehaviors.all
        let storage = MemoryStorage()
        let server = try APIServer(
            storage: storage, registrations: CompiledAPIs.registrations, configuration: configuration)

        var options = ServingOptions.insecure(port: Int(insecurePort))
        options.host = bindAddress
        try await server.serve(options, logger: logger)
        await storage.close()
    }
}
