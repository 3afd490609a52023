internal import APIMachinery
internal import HTTPTypes
internal import Synchronization

/// Shows the warnings that a server sends along (RFC 7234 §5.5, code 299), each once.
final class WarningSender: RequestSender {
    private let base: any RequestSender
    private let errors: OutputSink
    private let seen = Mutex<Set<String>>([])
    /// How many warnings have been shown.
    var count: Int { seen.withLock { $0.count } }
    private static let fieldName = HTTPField.Name("Warning")

    init(base: any RequestSender, errors: OutputSink) {
        self.base = base
        self.errors = errors
    }

    func send(_ request: APIRequest) async throws -> APIResponse {
        let response = try await base.send(request)
        guard let name = Self.fieldName else { return response }
        for field in response.head.headerFields[values: name] {
            for text in Self.warnings(in: field) where seen.withLock({ $0.insert(text).inserted }) {
                errors.line("Warning: \(text)")
            }
        }
        return response
    }

    /// The texts of the warnings of code 299 in a header field: `299 - "text", 299 - "other"`.
    static func warnings(in field: String) -> [String] {
        var texts: [String] = []
        var rest = field[...]
        while let start = rest.firstIndex(of: "\"") {
            let code = rest[..<start].drop { $0 == "," || $0 == " " }
            var text = ""
            var position = rest.index(after: start)
            var isClosed = false
            while position < rest.endIndex {
                let character = rest[position]
                position = rest.index(after: position)
                if character == "\"" {
                    isClosed = true
                    break
                }
                if character == "\\", position < rest.endIndex {
                    text.append(rest[position])
                    position = rest.index(after: position)
                } else {
                    text.append(character)
                }
            }
            guard isClosed else { return texts }
            if code.hasPrefix("299 ") { texts.append(text) }
            rest = rest[position...]
        }
        return texts
    }
}

/// Writes a line for each request and its answer, never what is in them.
struct TracingSender: RequestSender {
    let base: any RequestSender
    let address: String
    let errors: OutputSink

    func send(_ request: APIRequest) async throws -> APIResponse {
        let start = ContinuousClock.now
        let response: APIResponse
        do {
            response = try await base.send(request)
        } catch {
            report(request, "\(error)", since: start)
            throw error
        }
        report(request, "\(response.head.status.code) \(response.head.status.reasonPhrase)", since: start)
        return response
    }

    private func report(_ request: APIRequest, _ outcome: String, since start: ContinuousClock.Instant) {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        errors.line(
            "\(request.head.method) \(address)\(request.head.path ?? "/") \(outcome) in \(milliseconds) milliseconds")
    }
}
