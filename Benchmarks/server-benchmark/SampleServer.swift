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

/// Where a benchmark's server keeps its objects.
enum Backend: String, CaseIterable {
    case memory
    case sqlite

    /// The folder of a benchmark's store.
    func directory(_ name: String) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(getpid())-\(name)").path
    }

    func remove(_ name: String) {
        try? FileManager.default.removeItem(atPath: directory(name))
    }
}

/// A server with pods, and requests to it.
struct SampleServer: Sendable {
    let server: APIServer
    static let pods = "/api/v1/namespaces/default/pods"

    /// Makes a server of a benchmark's own.
    init(_ name: String, _ backend: Backend, pods: Int) async throws {
        let storage: any Storage =
            switch backend {
            case .memory: MemoryStorage()
            case .sqlite: try SQLiteStorage(directory: backend.directory(name))
            }
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane + .kubernetes()
        // A line per request costs what the terminal costs.
        configuration.logger.logLevel = .warning
        server = try APIServer(
            storage: storage, registrations: ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all,
            configuration: configuration)
        try await server.prepare()
        try await create((0..<pods).map(Self.body), writers: backend == .sqlite ? 64 : 1)
    }

    /// The text of a pod; one in a hundred has a label that others have not.
    static func body(_ number: Int) -> [UInt8] {
        newPod(number, labels: number % 100 == 0 ? ["tier": "rare"] : [:]).serialized()
    }

    func create(_ bodies: [[UInt8]], writers: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    for number in stride(from: writer, to: bodies.count, by: writers) {
                        try await write(.post, Self.pods, "application/json", bodies[number], status: 201)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    func write(
        _ method: HTTPRequest.Method, _ path: String, _ type: String, _ body: [UInt8], status: Int
    ) async throws {
        let response = try await server.send(
            APIRequest(method: method, path: path, headerFields: [.contentType: type], body: .bytes(body)))
        guard response.head.status.code != status else { return }
        let text = String(decoding: try await response.body.collect(), as: UTF8.self)
        throw UnexpectedAnswer(description: "\(response.head.status.code) rather than \(status): \(text)")
    }

    func get(_ path: String, accept: String = "application/json") async throws -> APIResponse {
        let response = try await server.send(
            APIRequest(method: .get, path: path, headerFields: [.accept: accept]))
        guard response.head.status.code != 200 else { return response }
        let text = String(decoding: try await response.body.collect(), as: UTF8.self)
        throw UnexpectedAnswer(description: "\(response.head.status.code) rather than 200: \(text)")
    }

    /// Reads an answer as a transport does, piece by piece; how many bytes there are.
    func read(_ response: APIResponse) async throws -> Int {
        var size = 0
        for try await chunk in response.body.asChunks { size += chunk.count }
        return size
    }

    func revision() async throws -> String {
        let list = try JSONValue(parsing: try await get(Self.pods + "?limit=1").body.collect())
        return list["metadata"]?["resourceVersion"]?.stringValue ?? "0"
    }
}

/// An answer that is not what the benchmark measures.
struct UnexpectedAnswer: Error, CustomStringConvertible {
    let description: String
}
