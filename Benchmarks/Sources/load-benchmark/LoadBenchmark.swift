import Foundation
import JSON
import NIOCore
import NIOPosix
import NIOSSL
import SampleObjects
import Synchronization

/// The rows of the report, one after the other on one server.
struct LoadBenchmark: Sendable {
    let options: Options
    let group: MultiThreadedEventLoopGroup
    let tls: NIOSSLContext
    let report = Report()

    private static let pods = "/api/v1/namespaces/default/pods"
    private static let protobuf = "application/vnd.kubernetes.protobuf"
    private static let table = "application/json;as=Table;v=v1;g=meta.k8s.io"

    func run() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("apus-load-\(getpid())")
        defer { try? FileManager.default.removeItem(at: directory) }
        func makeServer() throws -> ServerProcess {
            try ServerProcess(
                executable: options.server, directory: directory, port: options.port, backend: options.storage)
        }
        let first = try makeServer()
        report.row(
            "exec to /readyz, first start", try await first.start(on: group, tls: tls).milliseconds, "ms", goal: 500,
            isAtMost: true)
        first.stop()
        let server = try makeServer()
        report.row(
            "exec to /readyz, with certificates", try await server.start(on: group, tls: tls).milliseconds, "ms",
            goal: 50, isAtMost: true)
        defer { server.stop() }
        report.row("resident memory, idle", server.residentMegabytes, "MB", goal: 40, isAtMost: true)

        let processorTime = server.processorMilliseconds
        try await creates()
        let each = (server.processorMilliseconds - processorTime) / Double(options.objects)
        print("  each took \(each.formatted(digits: 3)) ms of the server's CPU time")
        report.row(
            "resident memory with \(options.objects) pods", server.residentMegabytes, "MB", goal: 130, isAtMost: true)
        try await lists()
        report.row(
            "resident memory after ten full lists", server.residentMegabytes, "MB", goal: 150, isAtMost: true)
        try await concurrentLists(server)
        try await gets()
        try await watches()
        try await services()
    }

    private func open() async throws -> Connection {
        try await Connection.open(port: options.port, on: group, tls: tls)
    }

    private func expect(_ answer: Answer, _ status: Int) throws {
        guard answer.status == status else {
            throw ConnectionError(
                description: "\(answer.status) rather than \(status): \(String(decoding: answer.prefix, as: UTF8.self))"
            )
        }
    }

    // MARK: Rows

    /// Creates pods over 8 connections; one in a hundred has a label that others have not.
    private func creates() async throws {
        let bodies = (0..<options.objects).map { number in
            newPod(number, labels: number % 100 == 0 ? ["tier": "rare"] : [:]).serialized()
        }
        let next = Counter(limit: bodies.count)
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: Latencies.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var latencies = Latencies()
                    let connection = try await open()
                    while let number = next.take() {
                        let create = request("POST", Self.pods, body: bodies[number])
                        try expect(try await latencies.measure { try await connection.send(create) }, 201)
                    }
                    await connection.close()
                    return latencies
                }
            }
            return try await group.reduce(into: Latencies()) { $0.add($1) }
        }
        let seconds = start.duration(to: .now).milliseconds / 1e3
        report.row(
            "creates, 8 connections, durable", Double(bodies.count) / seconds, "/s", goal: 3500, isAtMost: false)
        print("  \(latencies)")
    }

    private func lists() async throws {
        let connection = try await open()
        @discardableResult
        func median(_ name: String, _ path: String, accept: String, rounds: Int, goal: Double) async throws -> Double {
            var latencies = Latencies()
            var size = 0
            for _ in 0..<rounds {
                let answer = try await latencies.measure {
                    try await connection.send(request("GET", path, accept: accept))
                }
                try expect(answer, 200)
                size = answer.count
            }
            report.row("\(name) (\(size / 1000) KB, median)", latencies.median, "ms", goal: goal, isAtMost: true)
            return latencies.median
        }
        let first = try await median(
            "list \(options.objects) pods in protobuf for the first time", Self.pods, accept: Self.protobuf, rounds: 1,
            goal: 500)
        let json = try await median(
            "list \(options.objects) pods", Self.pods, accept: "application/json", rounds: 10, goal: 150)
        let protobuf = try await median(
            "the same in protobuf", Self.pods, accept: Self.protobuf, rounds: 10, goal: 150)
        print("  the first in protobuf took \((first / json).formatted(digits: 1)) times as long as one in JSON")
        report.row("protobuf / JSON", protobuf / json, "", goal: 1.5, isAtMost: true)
        try await median("the same as Table", Self.pods, accept: Self.table, rounds: 5, goal: 150)
        try await median(
            "list 1 in 100 by label", Self.pods + "?labelSelector=tier%3Drare", accept: "application/json", rounds: 20,
            goal: 3)
        await connection.close()
    }

    /// Twenty clients that ask for all pods at the same time.
    private func concurrentLists(_ server: ServerProcess) async throws {
        let before = server.residentMegabytes
        var most = before
        for accept in ["application/json", Self.protobuf, Self.table] {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let connection = try await open()
                        try expect(try await connection.send(request("GET", Self.pods, accept: accept)), 200)
                        await connection.close()
                    }
                }
                while try await group.next() != nil { most = max(most, server.residentMegabytes) }
            }
        }
        report.row("20 concurrent lists add", most - before, "MB", goal: 100, isAtMost: true)
    }

    /// Creates services, each of which is given an address that no other has.
    private func services() async throws {
        let count = 5_000
        let step = 500
        let path = "/api/v1/namespaces/default/services"
        let connection = try await open()
        var rates: [Double] = []
        var latencies = Latencies()
        for first in stride(from: 0, to: count, by: step) {
            let start = ContinuousClock.now
            for number in first..<first + step {
                let body: JSONValue = [
                    "metadata": ["name": .string("s\(number)")], "spec": ["ports": [["port": 80]]],
                ]
                let create = request("POST", path, body: body.serialized())
                try expect(try await latencies.measure { try await connection.send(create) }, 201)
            }
            rates.append(Double(step) / (start.duration(to: .now).milliseconds / 1e3))
        }
        await connection.close()
        report.row("services created, the first \(step), 1 connection", rates[0], "/s", goal: 300, isAtMost: false)
        report.row(
            "the last \(step) of \(count) / the first", rates[rates.count - 1] / rates[0], "", goal: 0.8,
            isAtMost: false)
        print("  \(latencies)")
    }

    /// Gets one pod with `wrk -t1 -c16`.
    private func gets() async throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "wrk", "-t1", "-c16", "-d5s", "-H", "Authorization: Bearer \(ServerProcess.token)",
            "https://127.0.0.1:\(options.port)\(Self.pods)/web-1",
        ]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, !text.contains("Non-2xx"),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Requests/sec:") }),
            let rate = line.split(separator: " ").last.flatMap({ Double($0) })
        else {
            print("get a pod: wrk (Debian's package) is needed, and every answer has to be 200\n\(text)")
            return
        }
        report.row("get a pod, wrk -t1 -c16", rate, "/s", goal: 12_000, isAtMost: false)
    }

    /// One writer at full speed, and how many events its watchers get in a second.
    private func watches() async throws {
        var watchers: [Connection] = []
        let path = "/api/v1/namespaces/watched/pods?watch=1&resourceVersion=0"
        // The writer is a client of its own, which does not wait until the watchers' thread has time.
        let writerGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let writer = try await Connection.open(port: options.port, on: writerGroup, tls: tls)
        let namespace: JSONValue = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "watched"]]
        try expect(
            try await writer.send(request("POST", "/api/v1/namespaces", body: namespace.serialized())), 201)
        for _ in 0..<options.watchers {
            let connection = try await open()
            try await connection.watch(request("GET", path))
            watchers.append(connection)
        }
        func total() async throws -> Int {
            var sum = 0
            for watcher in watchers { sum += try await watcher.events }
            return sum
        }
        func newPodInNamespace(_ number: Int) -> [UInt8] {
            guard case .object(var pod) = newPod(number), case .object(var metadata)? = pod["metadata"] else {
                return []
            }
            metadata["namespace"] = "watched"
            pod["metadata"] = .object(metadata)
            return JSONValue.object(pod).serialized()
        }
        let bodies = (0..<2000).map(newPodInNamespace)
        let start = ContinuousClock.now
        var written = 0
        while start.duration(to: .now) < .seconds(5), written < bodies.count {
            try expect(
                try await writer.send(request("POST", "/api/v1/namespaces/watched/pods", body: bodies[written])), 201)
            written += 1
        }
        let wanted = written * watchers.count
        while try await total() < wanted, start.duration(to: .now) < .seconds(30) {
            try await Task.sleep(for: .milliseconds(5))
        }
        let seconds = start.duration(to: .now).milliseconds / 1e3
        let delivered = try await total()
        let cut = watchers.filter { !$0.isOpen }.count
        report.row(
            "deliveries to \(watchers.count) watchers, one writer", Double(delivered) / seconds, "/s", goal: 100_000,
            isAtMost: false)
        print("  \(written) writes, \(delivered) of \(wanted) deliveries, \(cut) watchers cut off")
        for watcher in watchers { await watcher.close() }
        await writer.close()
        try await writerGroup.shutdownGracefully()
    }
}

/// Numbers that several tasks share out among themselves.
private final class Counter: Sendable {
    private let next = Mutex(0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    func take() -> Int? {
        next.withLock { next in
            guard next < limit else { return nil }
            next += 1
            return next - 1
        }
    }
}
