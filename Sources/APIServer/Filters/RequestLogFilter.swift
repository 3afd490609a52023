import APIMachinery
import HTTPTypes
import Logging

/// Writes one line for each request at the level info: enough to find out who did what, nothing secret.
struct RequestLogFilter: RequestFilter {
    let logger: Logger

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard logger.logLevel <= .info else { return try await next(request, context) }
        do {
            let response = try await next(request, context)
            log(request, context, status: response.head.status.code)
            return response
        } catch {
            log(request, context, status: (error as? APIError)?.code ?? 500)
            throw error
        }
    }

    private func log(_ request: APIRequest, _ context: RequestContext, status: Int) {
        let latency = ContinuousClock.now - context.receivedAt
        let (seconds, attoseconds) = latency.components
        logger.info(
            "request",
            metadata: [
                "audit-id": "\(context.auditID)",
                "verb": "\((context.record.info?.verb.rawValue ?? request.head.method.rawValue.lowercased()).logged)",
                // The query is left out: what a client puts there is not for us to publish.
                "path": "\(request.path.logged)",
                "user": "\((context.record.user?.name ?? "").logged)",
                "status": "\(status)",
                "latency-ms": "\(Double(seconds) * 1e3 + (Double(attoseconds) / 1e12).rounded() / 1e3)",
                "agent": "\((request.head.headerFields[.userAgent] ?? "").logged)",
                "source": "\(request.peer.address ?? "in-process")",
            ])
    }
}

extension StringProtocol {
    /// The text as one line of a log may contain it: of bounded length, without control characters, and without the
    /// characters that would let it pass for the field that follows.
    var logged: String {
        var text = ""
        var rest = unicodeScalars[...]
        for _ in 0..<256 {
            guard let scalar = rest.popFirst() else { return text }
            let isPlain = scalar.value > 0x20 && scalar.value != 0x7f && scalar != "\"" && scalar.properties.isGraphic
            text.unicodeScalars.append(isPlain ? scalar : "_")
        }
        return rest.isEmpty ? text : text + "…"
    }
}

extension Unicode.Scalar.Properties {
    /// Whether the character shows itself: it is no control, format or separator character.
    fileprivate var isGraphic: Bool {
        switch generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        default: true
        }
    }
}
