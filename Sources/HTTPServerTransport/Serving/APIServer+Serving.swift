public import APIServer
public import Logging
import ServiceLifecycle
import UnixSignals

extension APIServer {
    /// Runs the server over HTTP from its beginning to its end, as ``APIServer/APIServer/run(_:until:)`` says, and
    /// returns once the process was told to stop (SIGTERM, SIGINT) and the last request is answered. A second such
    /// signal ends the process at once. The process may open as many files and sockets as it can be allowed to.
    ///
    /// - Parameters:
    ///   - options: Where to listen, and with which certificates.
    ///   - onRunning: Called once connections are accepted; prints where unless said otherwise.
    /// - Throws: ``ServingOptionsError``, ``CertificateFileError``, ``ListeningError``, and what keeps the server from running.
    public func serve(
        _ options: ServingOptions, logger: Logger = Logger(label: "apus.server"),
        onRunning: (@Sendable (_ address: ServingAddress) async -> Void)? = nil
    ) async throws {
        DescriptorLimit.raise()
        let plan = try ServingPlan(options, logger: logger)
        let (listening, listens) = AsyncStream.makeStream(of: Void.self)
        let transport = try HTTPServerTransport(serving: self, configuration: plan.configuration, logger: logger) {
            let address = try plan.address(port: $0)
            listens.finish()
            if let onRunning {
                await onRunning(address)
            } else {
                StandardOutput.write("listening on \(address.url)")
                if let kubeconfig = address.kubeconfig {
                    StandardOutput.write("the administrator's kubeconfig is \(kubeconfig)")
                }
            }
        }
        let (stopping, stop) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                var isStopping = false
                for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
                    if isStopping { Process.end(status: 1) }
                    isStopping = true
                    stop.finish()
                }
            }
            group.addTask {
                // Where the server is one of a group of services, the group may stop it too.
                try? await gracefulShutdown()
                stop.finish()
            }
            try await run(Listener(transport: transport, listening: listening)) { for await _ in stopping {} }
            group.cancelAll()
        }
    }
}

/// The transport as the server's life cycle sees it.
private struct Listener: RequestListener {
    let transport: HTTPServerTransport
    /// Ends when the transport accepts connections.
    let listening: AsyncStream<Void>

    func listen(onListening: @escaping @Sendable () async -> Void) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                for await _ in listening {}
                if !Task.isCancelled { await onListening() }
            }
            try await transport.run()
            group.cancelAll()
        }
    }

    func stopListening() async { transport.stopListening() }
}
