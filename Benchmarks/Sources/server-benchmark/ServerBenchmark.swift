import APIMachinery
import APIServer
import ControlPlaneAPI
import ControlPlaneBehaviors
import Foundation
import HTTPTypes
import JSON
import KubernetesAPI
import KubernetesBehaviors
import Logging
import SampleObjects
import Storage
import StorageSQLite

/// The rows of the report, one after the other on one server.
struct ServerBenchmark: Sendable {
    let count: Int
    let isDurable: Bool
    let rows: Set<String>
    let directory: URL
    let server: APIServer

    init(_ arguments: [String]) async throws {
        count = arguments.first.flatMap { Int($0) } ?? 10_000
        isDurable = arguments.contains("sqlite")
        rows = Set(arguments.dropFirst().filter { $0 != "sqlite" && $0 != "memory" })
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("apus-server-\(getpid())")
        let storage: any Storage = isDurable ? try await SQLiteStorage(directory: directory.path) : MemoryStorage()
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane + .kubernetes()
        // A line per request costs what the terminal costs.
        configuration.logger.logLevel = .warning
        server = try APIServer(
            storage: storage, registrations: ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all,
            configuration: configuration)
        try await server.prepare()
    }

    func wants(_ row: String) -> Bool { rows.isEmpty || rows.contains(row) }

    private var pods: String { "/api/v1/namespaces/default/pods" }
    private var protobuf: String { "application/vnd.kubernetes.protobuf" }
    private var table: String { "application/json;as=Table;v=v1;g=meta.k8s.io" }

    func run() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        print("\(count) pods, storage \(isDurable ? "in SQLite" : "in memory")")
        report("resident memory, idle", format(Usage.residentMegabytes) + " MB")

        let bodies = (0..<count).map { newPod($0, labels: $0 % 100 == 0 ? ["tier": "rare"] : [:]).serialized() }
        let before = Usage.residentMegabytes
        let creation = try await Measurement.of {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let workers = isDurable ? 8 : 1
                for worker in 0..<workers {
                    group.addTask {
                        for number in stride(from: worker, to: count, by: workers) {
                            try await expect(
                                try await server.send(
                                    APIRequest(
                                        method: .post, path: pods, headerFields: [.contentType: "application/json"],
                                        body: .bytes(bodies[number]))), 201)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        report(
            "create",
            "\(format(creation.processorSeconds / Double(count) * 1e6)) µs of CPU, "
                + "\(format(Double(count) / creation.seconds, 0))/s")
        report(
            "resident memory for the pods",
            format(Usage.residentMegabytes - before) + " MB, "
                + "a body of \(bodies.first?.count ?? 0) bytes")

        if wants("get") {
            let rounds = 50_000
            var size = 0
            let time = try await Measurement.of {
                for number in 0..<rounds {
                    size += try await read(
                        try await server.send(APIRequest(method: .get, path: "\(pods)/web-\(number % count)")))
                }
            }
            report("get", "\(format(time.processorSeconds / Double(rounds) * 1e6)) µs of CPU, \(size / rounds) bytes")
        }

        if wants("list") {
            let json = try await list("list", "", accept: "application/json", rounds: 10)
            let before = Usage.residentMegabytes
            let messages = try await list("list in protobuf", "", accept: protobuf, rounds: 10)
            report(
                "protobuf beside JSON",
                "\(format(messages.first / json.first, 2)) at first, \(format(messages.best / json.best, 2)) then, "
                    + "\(format(Usage.residentMegabytes - before)) MB more")
            try await list("list as Table", "", accept: table, rounds: 5)
            try await list(
                "list of metadata", "", accept: "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
                rounds: 5)
            try await list(
                "list by label, 1 in 100", "?labelSelector=tier%3Drare", accept: "application/json", rounds: 20)
            try await list(
                "list by field, none", "?fieldSelector=spec.nodeName%3Dn1", accept: "application/json", rounds: 20)
            try await list("list, a page of 500", "?limit=500", accept: "application/json", rounds: 20)
            report("resident memory after the lists", format(Usage.residentMegabytes) + " MB")
            for (name, accept) in [("lists", "application/json"), ("Tables", table), ("lists in protobuf", protobuf)] {
                try await slowLists(20, name, accept: accept)
            }
        }

        if wants("watch") {
            try await watches(500, writes: 400)
        }

        if wants("collect") { try await collections() }
    }

    func expect(_ response: APIResponse, _ status: Int) async throws {
        guard response.head.status.code != status else { return }
        let text = String(decoding: try await response.body.collect(), as: UTF8.self)
        throw UnexpectedAnswer(description: "\(response.head.status.code) rather than \(status): \(text)")
    }

    /// Reads an answer as a transport does, piece by piece; how many bytes there are.
    func read(_ response: APIResponse) async throws -> Int {
        var size = 0
        for try await chunk in response.body.asChunks { size += chunk.count }
        return size
    }

    /// - Returns: the seconds of the first and of the fastest round.
    @discardableResult
    func list(
        _ name: String, _ query: String, accept: String, rounds: Int
    ) async throws -> (first: Double, best: Double) {
        var first = 0.0
        var best = Double.infinity
        var size = 0
        for round in 0..<rounds {
            let time = try await Measurement.of {
                size = try await read(
                    try await server.send(
                        APIRequest(method: .get, path: pods + query, headerFields: [.accept: accept])))
            }
            if round == 0 { first = time.seconds }
            best = min(best, time.seconds)
        }
        report(name, "\(format(first * 1e3)) ms at first, \(format(best * 1e3)) ms then, \(size / 1000) KB")
        return (first, best)
    }

    /// What the server holds while some clients have each taken half of a list.
    func slowLists(_ clients: Int, _ name: String, accept: String) async throws {
        let before = Usage.residentMegabytes
        var readers: [ByteChunks.AsyncIterator] = []
        for _ in 0..<clients {
            let response = try await server.send(
                APIRequest(method: .get, path: pods, headerFields: [.accept: accept]))
            readers.append(response.body.asChunks.makeAsyncIterator())
        }
        for _ in 0..<100 {
            for index in readers.indices { _ = try await readers[index].next() }
        }
        report("\(clients) \(name) half taken", format(Usage.residentMegabytes - before) + " MB more")
    }

    /// Some watchers of everything, and one writer.
    func watches(_ watchers: Int, writes: Int) async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            var begun = 0
            for _ in 0..<watchers {
                let response = try await server.send(
                    APIRequest(method: .get, path: pods + "?watch=1&resourceVersion=\(try await revision())"))
                begun += 1
                group.addTask {
                    var received = 0
                    for try await chunk in response.body.asChunks {
                        // Every event ends with a line feed, and has no other.
                        received += lines(chunk)
                        if received >= writes { return received }
                    }
                    return received
                }
            }
            var total = 0
            let time = try await Measurement.of {
                for number in 0..<writes {
                    let patch = #"{"metadata":{"annotations":{"round":"\#(number)"}}}"#
                    try await expect(
                        try await server.send(
                            APIRequest(
                                method: .patch, path: "\(pods)/web-\(number % count)",
                                headerFields: [.contentType: "application/merge-patch+json"],
                                body: .bytes(Array(patch.utf8)))), 200)
                }
                for try await received in group { total += received }
            }
            report(
                "watch, \(begun) watchers",
                "\(format(Double(total) / time.seconds, 0)) deliveries/s, "
                    + "\(format(time.processorSeconds / Double(total) * 1e6, 2)) µs of CPU each, \(total) of \(begun * writes)"
            )
        }
    }

    /// How many line feeds there are.
    func lines(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { buffer in
            var count = 0
            var start = buffer.baseAddress
            let end = start.map { $0 + buffer.count }
            while let position = start, let end, let found = memchr(position, 10, end - position) {
                count += 1
                start = UnsafeRawPointer(found) + 1
            }
            return count
        }
    }

    func revision() async throws -> String {
        let response = try await server.send(APIRequest(method: .get, path: pods + "?limit=1"))
        let list = try JSONValue(parsing: try await response.body.collect())
        return list["metadata"]?["resourceVersion"]?.stringValue ?? "0"
    }
}

/// An answer that is not what the benchmark measures.
struct UnexpectedAnswer: Error, CustomStringConvertible {
    let description: String
}
