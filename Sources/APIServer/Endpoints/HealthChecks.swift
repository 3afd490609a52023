import APIMachinery
import HTTPTypes
import Logging
import Synchronization

/// The server's named questions about its own health, and the pages that answer them: `/healthz`, `/livez` and
/// `/readyz`, each with a page below it for each check, such as `/readyz/storage`.
public final class HealthChecks: Sendable {
    /// Why a check fails, for the log; `nil` where it does not.
    public typealias Check = @Sendable () async -> String?

    private struct Named: Sendable {
        var name: String
        /// Whether only readiness depends on it: a server that is not ready still lives.
        var isReadinessOnly: Bool
        var check: Check
    }

    private let checks = Mutex<[Named]>([Named(name: "ping", isReadinessOnly: false) { nil }])
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// Adds a check, or replaces the one of this name.
    ///
    /// - Parameters:
    ///   - name: What the check is called on the pages and in their paths.
    ///   - isReadinessOnly: Whether it says nothing about whether the server lives.
    ///   - check: Says why the check fails. It is for the log: those who ask for a page are not told.
    public func add(_ name: String, isReadinessOnly: Bool = true, _ check: @escaping Check) {
        checks.withLock { checks in
            checks.removeAll { $0.name == name }
            checks.append(Named(name: name, isReadinessOnly: isReadinessOnly, check: check))
        }
    }

    /// The paths of all pages.
    var paths: [String] {
        let checks = checks.withLock { $0 }
        return ["healthz", "livez", "readyz"].flatMap { page in
            ["/\(page)"] + checks.filter { page == "readyz" || !$0.isReadinessOnly }.map { "/\(page)/\($0.name)" }
        }
    }

    /// The page at a path that begins with `healthz`, `livez` or `readyz`; `nil` where no check has the name that
    /// follows.
    func answer(_ segments: [String], _ info: RequestInfo) async -> APIResponse? {
        let page = segments[0]
        let checks = checks.withLock { $0 }.filter { page == "readyz" || !$0.isReadinessOnly }
        if segments.count > 1 {
            let name = segments.dropFirst().joined(separator: "/")
            guard let named = checks.first(where: { $0.name == name }) else { return nil }
            guard await passes(named, page) else { return Self.text(500, "internal server error: reason withheld\n") }
            return Self.text(200, "ok")
        }
        var excluded = Set(info.query.values("exclude"))
        var lines = ""
        var hasFailed = false
        for named in checks {
            if excluded.remove(named.name) != nil {
                lines += "[+]\(named.name) excluded: ok\n"
            } else if await passes(named, page) {
                lines += "[+]\(named.name) ok\n"
            } else {
                // Why is for the log: whoever asks need not be known.
                hasFailed = true
                lines += "[-]\(named.name) failed: reason withheld\n"
            }
        }
        if !excluded.isEmpty { lines += "warn: some health checks cannot be excluded: there are none of these names\n" }
        if hasFailed { return Self.text(500, lines + "\(page) check failed\n") }
        return Self.text(200, info.query.contains("verbose") ? lines + "\(page) check passed\n" : "ok")
    }

    private func passes(_ named: Named, _ page: String) async -> Bool {
        guard let reason = await named.check() else { return true }
        logger.info(
            "health check failed", metadata: ["check": "\(named.name)", "page": "\(page)", "reason": "\(reason)"])
        return false
    }

    private static func text(_ status: Int, _ text: String) -> APIResponse {
        var response = ErrorAnswer.text(status, text)
        if let name = HTTPField.Name("X-Content-Type-Options") { response.head.headerFields[name] = "nosniff" }
        return response
    }
}
