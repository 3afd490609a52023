import APIMachinery
import Synchronization

/// The server's named questions about its own health, and the pages that answer them.
public final class HealthChecks: Sendable {
    /// Why a check fails; `nil` where it does not.
    public typealias Check = @Sendable () async -> String?

    private struct Named: Sendable {
        var name: String
        /// Whether only readiness depends on it: a server that is not ready still lives.
        var isReadinessOnly: Bool
        var check: Check
    }

    private let checks = Mutex<[Named]>([Named(name: "ping", isReadinessOnly: false) { nil }])

    init() {}

    /// Adds a check.
    ///
    /// - Parameter isReadinessOnly: Whether it says nothing about whether the server lives.
    public func add(_ name: String, isReadinessOnly: Bool = true, _ check: @escaping Check) {
        checks.withLock { $0.append(Named(name: name, isReadinessOnly: isReadinessOnly, check: check)) }
    }

    /// The page at a path that begins with `healthz`, `livez` or `readyz`; `nil` where no check has the name that
    /// follows.
    func answer(_ segments: [String], _ info: RequestInfo) async -> APIResponse? {
        let page = segments[0]
        var checks = checks.withLock { $0 }.filter { page == "readyz" || !$0.isReadinessOnly }
        if segments.count > 1 {
            checks = checks.filter { $0.name == segments.dropFirst().joined(separator: "/") }
            if checks.isEmpty { return nil }
        }
        let excluded = Set(info.query.values("exclude"))
        var lines = ""
        var hasFailed = false
        for named in checks {
            if excluded.contains(named.name) {
                lines += "[+]\(named.name) excluded: ok\n"
            } else if await named.check() == nil {
                lines += "[+]\(named.name) ok\n"
            } else {
                // Why is for the log: whoever asks need not be known.
                hasFailed = true
                lines += "[-]\(named.name) failed: reason withheld\n"
            }
        }
        if hasFailed { return ErrorAnswer.text(500, lines + "\(page) check failed\n") }
        return ErrorAnswer.text(200, info.query.contains("verbose") ? lines + "\(page) check passed\n" : "ok")
    }
}
