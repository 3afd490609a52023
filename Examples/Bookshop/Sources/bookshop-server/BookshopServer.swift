import APIServer
import ArgumentParser
import Bookshop
import ControlPlaneAPI
import ControlPlaneBehaviors
import Controllers
import HTTPServerTransport
import StorageSQLite

/// Serves the library over HTTPS, and keeps it in a directory.
@main
struct BookshopServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "bookshop-server", abstract: "Serves the library.")

    @Option(help: "Where the books, the certificates and the administrator's kubeconfig are kept.")
    var dataDir = "bookshop-data"

    @Option(help: "The port to listen on at 127.0.0.1; 0 for any that is free.")
    var securePort = 6443

    func run() async throws {
        let storage = try SQLiteStorage(directory: dataDir)
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane + Bookshop.behaviors
        let server = try APIServer(
            storage: storage, registrations: ControlPlaneAPIRegistrations.all + Bookshop.registrations,
            configuration: configuration)
        server.addPostStartHook("start-controllers") { [unowned server] hook in
            hook.started()
            await (ControllerSet.standard + [.lending]).run(server)
        }
        var options = ServingOptions(dataDirectory: dataDir)
        options.port = securePort
        try await server.serve(options)
        await storage.close()
    }
}
