import APIMachinery
import APISchema
import ControlPlaneBehaviors
import HTTPTypes
import JSON
import Storage
import Testing

@testable import APIServer

/// A server in memory with the definitions of the tests.
struct TestServer: Sendable {
    let server: APIServer

    /// - Parameter storage: The store; one in memory with the limits where none is given.
    init(
        limits: MemoryStorage.Limits = .init(), storage: (any Storage)? = nil,
        _ configure: (inout APIServer.Configuration) -> Void = { _ in }
    ) async throws {
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane
        configuration.cache = CacheLimits(history: limits.history, watcherQueue: limits.watcherQueue)
        configure(&configuration)
        server = try APIServer(storage: storage ?? MemoryStorage(limits: limits), configuration: configuration)
        server.resources.add(TestDefinitions.core, named: "core")
        server.resources.add(TestDefinitions.library, named: "library")
        try await server.prepare()
    }

    struct Answer {
        var status: Int
        var fields: HTTPFields
        var bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }
        var type: String { fields[.contentType] ?? "" }
        var reason: String { json["reason"]?.stringValue ?? "" }
        var causes: [JSONValue] { json["details"]?["causes"]?.arrayValue ?? [] }
        var warnings: [String] {
            HTTPField.Name("Warning").map { fields[values: $0] } ?? []
        }

        subscript(path: String...) -> JSONValue? {
            var value: JSONValue? = json
            for name in path { value = value?[name] }
            return value
        }
    }

    func response(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8] = [], type: String? = nil, accept: String? = nil,
        headers: HTTPFields = [:], peer: PeerIdentity = .inProcess
    ) async throws -> APIResponse {
        var fields = headers
        fields[.contentType] = type ?? (bytes.isEmpty ? nil : "application/json")
        fields[.accept] = accept
        return try await server.send(
            APIRequest(method: method, path: path, headerFields: fields, body: .bytes(bytes), peer: peer))
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, text: String? = nil,
        bytes: [UInt8]? = nil,
        type: String? = nil, accept: String? = nil, headers: HTTPFields = [:], peer: PeerIdentity = .inProcess
    ) async throws -> Answer {
        let content = bytes ?? text.map { Array($0.utf8) } ?? body?.serialized() ?? []
        let response = try await response(
            method, path, bytes: content, type: type, accept: accept, headers: headers, peer: peer)
        return Answer(
            status: response.head.status.code, fields: response.head.headerFields,
            bytes: try await response.body.collect())
    }

    static let configMaps = "/api/v1/namespaces/default/configmaps"
    static let books = "/apis/library.example.org/v1/namespaces/default/books"

    static func configMap(_ name: String, data: JSONValue = ["a": "1"], labels: JSONValue? = nil) -> JSONValue {
        var metadata: JSONObject = ["name": .string(name)]
        metadata["labels"] = labels
        return ["apiVersion": "v1", "kind": "ConfigMap", "metadata": .object(metadata), "data": data]
    }

    static func book(_ name: String, _ spec: JSONValue = ["title": "Dune"]) -> JSONValue {
        [
            "apiVersion": "library.example.org/v1", "kind": "Book", "metadata": ["name": .string(name)], "spec": spec,
        ]
    }

    @discardableResult
    func create(_ path: String, _ object: JSONValue) async throws -> Answer {
        let answer = try await send(.post, path, object)
        #expect(answer.status == 201, "\(answer.text)")
        return answer
    }
}

extension JSONValue {
    /// A value at a path of members and positions.
    func at(_ path: String) -> JSONValue? {
        var value: JSONValue? = self
        for part in path.split(separator: ".") {
            value = Int(part).map { index in value?[index] } ?? value?[String(part)]
        }
        return value
    }
}

/// The events of a watch, one after the other.
struct WatchReader {
    private var chunks: ByteChunks.AsyncIterator
    private var buffer: [UInt8] = []

    init(_ response: APIResponse) {
        chunks = response.body.asChunks.makeAsyncIterator()
    }

    /// The next event; `nil` at the end.
    mutating func next() async throws -> JSONValue? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                return try JSONValue(parsing: line)
            }
            guard let chunk = try await chunks.next() else { return nil }
            buffer += chunk
        }
    }

    mutating func next(_ count: Int) async throws -> [JSONValue] {
        var events: [JSONValue] = []
        while events.count < count, let event = try await next() { events.append(event) }
        return events
    }
}

extension LabelSet {
    /// The value of a label.
    subscript(key: String) -> String? { first { $0.key == key }?.value }
}
