public import APIServer
public import Logging
import ServiceLifecycle
import UnixSignals

extension APIServer {
    /// Makes the server ready, serves it over HTTP, and returns once the process was told to stop (SIGTERM, SIGINT) and
    /// the last request is answered: readiness fails first, after the delay the listener closes, watches end, and
    /// requests drain.
    ///
    /// - Parameters:
    ///   - options: Where to listen, and with which certificates.
    ///   - onRunning: Called once connections are accepted; prints where unless said otherwise.
    /// - Throws: ``ServingOptionsError``, ``CertificateFileError``, and what the system says where the address cannot be
    ///   listened on.
    public func serve(
        _ options: ServingOptions, logger: Logger = Logger(label: "apus.server"),
        onRunning: (@Sendable (_ address: ServingAddress) async -> Void)? = nil
    ) async throws {
        let plan = try ServingPlan(options, logger: logger)
        try await prepare()
        let transport = try HTTPServerTransport(serving: self, configuration: plan.configuration, logger: logger) {
            let address = try plan.address(port: $0)
            if let onRunning {
                await onRunning(address)
            } else {
                StandardOutput.write("listening on \(address.url)")
                if let kubeconfig = address.kubeconfig {
                    StandardOutput.write("the administrator's kubeconfig is \(kubeconfig)")
                }
            }
        }
        // A group stops its services in the reverse of their order.
        let stopping = AtShutdown {
            self.beginShutdown()
            // A second signal, or a cancelled task, cuts the wait short.
            try? await Task.sleep(for: options.shutdownDelay)
            transport.stopListening()
            await self.shutDown()
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: transport), .init(service: stopping)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }
}

/// Does something when the program is to stop.
private struct AtShutdown: Service {
    let action: @Sendable () async -> Void

    init(_ action: @escaping @Sendable () async -> Void) { self.action = action }

    func run() async throws {
        try? await gracefulShutdown()
        await action()
    }
}
