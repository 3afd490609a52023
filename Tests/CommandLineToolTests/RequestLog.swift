import APIMachinery
import HTTPTypes
import Synchronization

/// The requests that a command made.
final class RequestLog: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }

    /// `GET /api/v1/namespaces/default/pods?limit=500` and the like, since the last time that it was asked.
    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}

/// Keeps what is sent.
struct LoggingSender: RequestSender {
    let base: any RequestSender
    let log: RequestLog

    func send(_ request: APIRequest) async throws -> APIResponse {
        log.add("\(request.head.method) \(request.head.path ?? "")")
        return try await base.send(request)
    }
}
