import Synchronization

/// What the filters have found out about a request.
public struct RequestContext: Sendable {
    /// Identifies the request in logs, in the answer's `Audit-Id` and in the text of internal errors.
    public internal(set) var auditID = ""
    /// When the request came.
    public internal(set) var receivedAt = ContinuousClock.now
    /// `nil` before the filter that sets it.
    public internal(set) var info: RequestInfo?
    /// Who makes the request; `nil` before authentication.
    public internal(set) var user: UserInfo?
    /// What the client is to be warned of.
    public let warnings = WarningRecorder()
    /// What outer filters learn from inner ones.
    let record = RequestRecord()
}

/// What the filters further in have found out about a request, for those further out: the log and the metrics.
final class RequestRecord: Sendable {
    private let known = Mutex<(info: RequestInfo?, user: UserInfo?)>((nil, nil))

    var info: RequestInfo? {
        get { known.withLock { $0.info } }
        set { known.withLock { $0.info = newValue } }
    }

    var user: UserInfo? {
        get { known.withLock { $0.user } }
        set { known.withLock { $0.user = newValue } }
    }
}

/// Collects the warnings that a request's answer carries.
public final class WarningRecorder: Sendable {
    private let recorded = Mutex<[String]>([])
    /// How many bytes all warnings of an answer may have together: clients refuse headers that are too large.
    private static let limit = 4096

    /// Adds a warning, unless it is there.
    public func add(_ text: String) {
        recorded.withLock { recorded in
            let size = recorded.reduce(0) { $0 + $1.utf8.count }
            if !recorded.contains(text), size + text.utf8.count <= Self.limit { recorded.append(text) }
        }
    }

    var all: [String] { recorded.withLock { $0 } }
}
