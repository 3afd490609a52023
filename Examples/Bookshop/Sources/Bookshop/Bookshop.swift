import APIServer
import ArgumentParser
import ControlPlaneAPI
import HTTPServerTransport
import Storage

/// Serves books over plain HTTP, from memory.
@main
struct Bookshop: AsyncParsableCommand {
    @Option(help: "The port to listen on at 127.0.0.1; 0 for any that is free.")
    var port: UInt16 = 8080

    func run() async throws {
        let server = try APIServer(
            storage: MemoryStorage(), registrations: ControlPlaneAPIRegistrations.all + BookshopRegistrations.all)
        try await server.serve(.insecure(port: Int(port)))
    }
}
