import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// The server under test, with a data directory of its own.
final class ServerProcess {
    static let token = "benchmark-token"
    private let process = Process()
    let port: Int
    let directory: URL

    /// Starts the server.
    ///
    /// - Parameter backend: What `--storage-backend` says.
    init(executable: URL, directory: URL, port: Int, backend: String) throws {
        self.port = port
        self.directory = directory
        let tokens = directory.appendingPathComponent("tokens.csv")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try "\(Self.token),benchmark,1,system:masters\n".write(to: tokens, atomically: true, encoding: .utf8)
        process.executableURL = executable
        process.arguments = [
            "--data-dir", directory.appendingPathComponent("data").path, "--secure-port", "\(port)",
            "--token-auth-file", tokens.path, "--storage-backend", backend,
        ]
        process.standardOutput = FileHandle.nullDevice
    }

    /// Starts the process and returns how long it took until `/readyz` answered ok.
    func start(on group: any EventLoopGroup, tls: NIOSSLContext) async throws -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        while start.duration(to: clock.now) < .seconds(30) {
            if let connection = try? await Connection.open(port: port, on: group, tls: tls) {
                let answer = try? await connection.send(request("GET", "/readyz"))
                await connection.close()
                if answer?.status == 200 { return start.duration(to: clock.now) }
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw ConnectionError(description: "the server is not ready after 30 s")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// How long the server has used processors so far, in milliseconds; the kernel counts in hundredths of seconds.
    var processorMilliseconds: Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return .nan }
        // Behind the name, which may contain anything, come the fields from the third on.
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.dropFirst(11).prefix(2).reduce(0) { $0 + (Double($1) ?? .nan) } * 10
    }

    /// Resident memory in MB (10^6 bytes).
    var residentMegabytes: Double {
        let path = "/proc/\(process.processIdentifier)/status"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
        else { return .nan }
        return kilobytes * 1.024e-3
    }
}

/// A request as it goes over the wire.
func request(_ method: String, _ path: String, accept: String = "application/json", body: [UInt8]? = nil) -> ByteBuffer
{
    var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: \(accept)\r\n"
    head += "Authorization: Bearer \(ServerProcess.token)\r\n"
    if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
    var buffer = ByteBuffer(string: head + "\r\n")
    if let body { buffer.writeBytes(body) }
    return buffer
}
