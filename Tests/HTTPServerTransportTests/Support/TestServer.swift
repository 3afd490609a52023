import APIMachinery
import HTTPServerTransport
import Logging
import ServiceLifecycle
import Testing

/// Runs transports for as long as tests need them.
enum TestServer {
    static let logger: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    /// Runs a transport for as long as a closure runs.
    static func serving<Result: Sendable>(
        _ sender: any RequestSender = Echo(), security: HTTPServerTransport.Security = .insecure,
        logger: Logger = logger, _ configure: (inout HTTPServerTransport.Configuration) -> Void = { _ in },
        _ body: @Sendable @escaping (_ port: Int) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPServerTransport.Configuration(security: security)
        configuration.gracePeriod = .milliseconds(500)
        configure(&configuration)
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let transport = try HTTPServerTransport(serving: sender, configuration: configuration, logger: logger) {
            running.yield($0)
        }
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await transport.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let result = try await body(port)
            transport.stopListening()
            try await tasks.waitForAll()
            return result
        }
    }
}
