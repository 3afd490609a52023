public import APIMachinery
internal import HTTPTypes
internal import Timing

/// Gives requests up that take too long.
///
/// The limit is for the whole answer, which is read before it is handed out. A watch, or another request that goes on
/// for as long as its reader likes (`follow`), has to begin within the limit.
public struct TimeLimitedSender: RequestSender {
    private let base: any RequestSender
    private let limit: Swift.Duration
    private let time: Timekeeper

    /// Puts a limit around a sender.
    public init(
        _ base: any RequestSender, limit: Swift.Duration, clock: any Clock<Swift.Duration> = ContinuousClock()
    ) {
        self.base = base
        self.limit = limit
        time = Timekeeper(clock)
    }

    /// Sends a request.
    ///
    /// - Throws: ``RequestTimeoutError`` when the time is over.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        let isStream = Self.isStream(request)
        let answer = try await time.within(limit) {
            var response = try await base.send(request)
            if !isStream, case .chunks(let chunks) = response.body {
                var segments: [[UInt8]] = []
                for try await chunk in chunks { segments.append(chunk) }
                response.body = .segments(segments)
            }
            return response
        }
        guard let answer else {
            throw RequestTimeoutError(method: request.head.method.rawValue, path: String(request.path), limit: limit)
        }
        return answer
    }

    /// Whether the answer goes on for as long as its reader likes.
    private static func isStream(_ request: APIRequest) -> Bool {
        let query = QueryParameters(parsing: request.query)
        return ["watch", "follow"].contains { name in
            query[name].map { $0 != "0" && $0.lowercased() != "false" } ?? false
        } || request.path.contains("/watch/")
    }
}

/// A request got no answer in time.
public struct RequestTimeoutError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The request's method.
    public var method: String
    /// The request's path, without its query.
    public var path: String
    /// How long was waited.
    public var limit: Swift.Duration

    /// What happened, for people.
    public var description: String { "\(method) \(path): no answer within \(limit)" }
}
