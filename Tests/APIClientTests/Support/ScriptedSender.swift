import APIMachinery
import HTTPTypes
import JSON
import Synchronization

/// Answers requests from a list, and remembers them.
final class ScriptedSender: RequestSender {
    enum Step: Sendable {
        case answer(APIResponse)
        case failure(any Error & Sendable)
        /// Never answers: ends when the task is cancelled.
        case silence

        static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok, _ fields: HTTPFields = [:]) -> Step {
            var response = APIResponse(status: status, json: value)
            for field in fields { response.head.headerFields.append(field) }
            return .answer(response)
        }

        static func error(_ error: APIError) -> Step { .answer(APIResponse(error)) }

        /// A watch of these lines, which ends.
        static func watch(_ events: JSONValue...) -> Step {
            .answer(APIResponse(status: .ok, body: .bytes(Array(events.map { "\($0)\n" }.joined().utf8))))
        }

        /// A watch of these lines, which goes on until the task is cancelled.
        static func openWatch(_ events: JSONValue...) -> Step {
            let lines = events.map { Array("\($0)\n".utf8) }
            return .answer(APIResponse(status: .ok, body: .chunks(ByteChunks(OpenChunks(chunks: lines)))))
        }

        /// A watch of these lines, which breaks.
        static func brokenWatch(_ events: JSONValue..., error: any Error & Sendable) -> Step {
            let lines = events.map { Array("\($0)\n".utf8) }
            return .answer(APIResponse(status: .ok, body: .chunks(ByteChunks(OpenChunks(chunks: lines, error: error)))))
        }
    }

    struct Recorded: Sendable {
        var method: String
        var path: String
        var query: QueryParameters
        var fields: HTTPFields
    }

    private let state: Mutex<(steps: [Step], requests: [Recorded])>

    init(_ steps: Step...) { state = Mutex((steps, [])) }
    init(repeating step: Step, count: Int) { state = Mutex((Array(repeating: step, count: count), [])) }

    func send(_ request: APIRequest) async throws -> APIResponse {
        let step: Step = state.withLock { state in
            state.requests.append(
                Recorded(
                    method: request.head.method.rawValue, path: String(request.path),
                    query: QueryParameters(parsing: request.query), fields: request.head.headerFields))
            return state.steps.isEmpty ? .silence : state.steps.removeFirst()
        }
        switch step {
        case .answer(let response): return response
        case .failure(let error): throw error
        case .silence:
            try await Forever.wait()
            throw CancellationError()
        }
    }

    var requests: [Recorded] { state.withLock(\.requests) }
}

/// Waits until the task is cancelled.
enum Forever {
    static func wait() async throws {
        let stream = AsyncStream<Void> { _ in }
        for await _ in stream {}
        try Task.checkCancellation()
    }
}

/// Chunks, and then nothing until the task is cancelled, or an error.
private struct OpenChunks: AsyncSequence, Sendable {
    let chunks: [[UInt8]]
    var error: (any Error & Sendable)?

    func makeAsyncIterator() -> Iterator { Iterator(rest: chunks.makeIterator(), error: error) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: IndexingIterator<[[UInt8]]>
        let error: (any Error)?

        mutating func next() async throws -> [UInt8]? {
            if let chunk = rest.next() { return chunk }
            if let error { throw error }
            try await Forever.wait()
            return nil
        }
    }
}

struct Broken: Error {}

/// Config maps as servers tell of them.
enum Maps {
    static func object(_ name: String, revision: Int, uid: String? = nil, labels: [String: String] = [:]) -> JSONValue {
        var metadata: JSONObject = [
            "name": .string(name), "namespace": "default", "resourceVersion": .string("\(revision)"),
            "uid": .string(uid ?? "uid-\(name)"),
        ]
        if !labels.isEmpty {
            metadata["labels"] = .object(JSONObject(uniqueKeysWithValues: labels.map { ($0, .string($1)) }))
        }
        return ["apiVersion": "v1", "kind": "ConfigMap", "metadata": .object(metadata)]
    }

    static func list(revision: Int, _ items: JSONValue..., continuing: String? = nil) -> JSONValue {
        var metadata: JSONObject = ["resourceVersion": .string("\(revision)")]
        metadata["continue"] = continuing.map { .string($0) }
        return ["apiVersion": "v1", "kind": "ConfigMapList", "metadata": .object(metadata), "items": .array(items)]
    }

    static func event(_ type: String, _ object: JSONValue) -> JSONValue {
        ["type": .string(type), "object": object]
    }

    static func bookmark(_ revision: Int) -> JSONValue {
        event(
            "BOOKMARK",
            ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["resourceVersion": .string("\(revision)")]])
    }

    static var expired: JSONValue {
        event(
            "ERROR",
            [
                "apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "Expired", "code": 410,
                "message": "too old resource version",
            ])
    }
}
