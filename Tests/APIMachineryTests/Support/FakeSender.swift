import APIMachinery
import HTTPTypes
import JSON
import Synchronization

/// Answers requests from a list, and remembers them.
final class FakeSender: RequestSender {
    struct Recorded: Sendable {
        var method: String
        var target: String
        var contentType: String?
        var accept: String?
        var body: String
    }

    private let state: Mutex<(answers: [APIResponse], requests: [Recorded])>

    init(_ answers: APIResponse...) { state = Mutex((answers, [])) }

    init(json: JSONValue) { state = Mutex(([APIResponse(json: json)], [])) }

    func send(_ request: APIRequest) async throws -> APIResponse {
        let body = try await request.body.collect(upTo: 1 << 20)
        return state.withLock { state in
            state.requests.append(
                Recorded(
                    method: request.head.method.rawValue, target: request.head.path ?? "",
                    contentType: request.head.headerFields[.contentType], accept: request.head.headerFields[.accept],
                    body: String(decoding: body, as: UTF8.self)))
            return state.answers.isEmpty ? APIResponse(.internalError("no answer left")) : state.answers.removeFirst()
        }
    }

    var requests: [Recorded] { state.withLock { $0.requests } }
    var last: Recorded? { requests.last }
}

/// The `APIError` that an operation throws.
func apiError(_ operation: () async throws -> Void) async -> APIError? {
    do {
        try await operation()
        return nil
    } catch {
        return error as? APIError
    }
}
