import Foundation
import JSON
import NIOCore
import NIOPosix
import NIOSSL
import SampleObjects

// `load-benchmark [--server FILE] [--objects N] [--watchers N] [--storage sqlite|memory] [--port N]`
// Starts the server, and prints what clients on the same machine see of it over TLS, beside the goals.

var options = Options()
do {
    options = try Options(CommandLine.arguments.dropFirst())
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(2)
}
let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
var configuration = TLSConfiguration.makeClientConfiguration()
// The server's certificate is its own; that it is trusted is not what is measured.
configuration.certificateVerification = .none
let tls = try NIOSSLContext(configuration: configuration)
let benchmark = LoadBenchmark(options: options, group: group, tls: tls)
do {
    try await benchmark.run()
} catch {
    FileHandle.standardError.write(Data("the benchmark failed: \(error)\n".utf8))
    exit(1)
}
