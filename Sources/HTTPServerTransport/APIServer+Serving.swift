public import APIServer
public import Logging
import ServiceLifecycle
import UnixSignals

extension APIServer {
    /// Makes the server ready, serves it over HTTP, and returns once the process was told to stop (SIGTERM, SIGINT) and
    /// the last request is answered: readiness fails first, then watches end and requests drain, then the listener
    /// closes.
    ///
    /// - Parameters:
    ///   - configuration: Where to listen.
    ///   - onRunning: Called with the server's address, such as `http://127.0.0.1:8080`, once it accepts connections;
    ///     prints it unless said otherwise.
    /// - Throws: what the system says where the address cannot be listened on.
    public func serve(
        _ configuration: HTTPServerTransport.Configuration = HTTPServerTransport.Configuration(),
        logger: Logger = Logger(label: "apus.server"),
        onRunning: (@Sendable (_ address: String) async -> Void)? = nil
    ) async throws {
        try await prepare()
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        let transport = HTTPServerTransport(serving: self, configuration: configuration, logger: logger) { port in
            let address = "http://\(host):\(port)"
            if let onRunning { await onRunning(address) } else { StandardOutput.write("listening on \(address)") }
        }
        // A group stops its services in the reverse of their order: the watches end before the listener closes.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: transport), .init(service: Draining(server: self))],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }
}

/// Ends a server's watches and lets its requests finish when the program is to stop.
private struct Draining: Service {
    let server: APIServer

    func run() async throws {
        try? await gracefulShutdown()
        await server.shutDown()
    }
}
