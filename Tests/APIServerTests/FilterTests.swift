import APIMachinery
import HTTPTypes
import JSON
import Logging
import Storage
import Testing

@testable import APIServer

@Suite struct FilterTests {
    private let errors = ErrorAnswer(table: ResourceTable())

    private func names(_ configure: (inout APIServer.Configuration) -> Void = { _ in }) -> [String] {
        var configuration = APIServer.Configuration()
        configure(&configuration)
        let filters = FilterChain.filters(
            FilterChain.Parts(
                errors: errors, table: ResourceTable(), configuration: configuration, drain: RequestDrain(),
                inFlight: InFlightFilter(errors: errors, reading: 1, writing: 1),
                metrics: RequestMetrics(PrometheusRegistry())))
        return filters.map { String(describing: type(of: $0)) }
    }

    @Test func theOrderOfFiltersIsFixed() throws {
        let order = [
            "ErrorRecoveryFilter", "RequestReceivedFilter", "RequestLogFilter", "MetricsFilter", "CacheControlFilter",
            "WarningFilter", "RequestInfoFilter", "DrainTrackingFilter", "DeadlineFilter", "CORSFilter",
            "AuthenticationFilter", "ImpersonationFilter", "InFlightFilter", "AuthorizationFilter",
        ]
        let origins = try AllowedOrigins(["^https://example\\.com$"])
        #expect(names { $0.allowedOrigins = origins } == order)
        // What is not wanted is absent.
        #expect(names() == order.filter { $0 != "CORSFilter" })
    }

    private struct Unexpected: Error {}

    @Test func anyErrorBecomesAnAnswer() async throws {
        let filter = ErrorRecoveryFilter(
            errors: errors, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let handler = [filter as any RequestFilter].around { _, _ in throw Unexpected() }
        let response = try await handler(APIRequest(method: .get, path: "/x"), RequestContext())
        #expect(response.head.status.code == 500)
        let status = try JSONValue(parsing: try await response.body.collect())
        #expect(status["kind"] == "Status")
        #expect(status["reason"] == "InternalError")
        // What went wrong is for the log only.
        #expect(status["message"]?.stringValue?.contains("Unexpected") == false)
    }

    @Test func requestsBeyondTheLimitAreRefused() async throws {
        let filters: [any RequestFilter] = [
            RequestInfoFilter(errors: errors), InFlightFilter(errors: errors, reading: 1, writing: 1),
        ]
        let (started, signal) = AsyncStream.makeStream(of: CheckedContinuation<Void, Never>.self)
        let handler = filters.around { _, _ in
            await withCheckedContinuation { signal.yield($0) }
            return APIResponse(status: .ok)
        }
        let request = APIRequest(method: .get, path: "/api/v1/pods")
        async let first = handler(request, RequestContext())
        var running = started.makeAsyncIterator()
        let continuation = await running.next()
        let second = try await handler(request, RequestContext())
        #expect(second.head.status.code == 429)
        #expect(second.head.headerFields[.retryAfter] == "1")
        async let write = handler(APIRequest(method: .post, path: "/api/v1/pods"), RequestContext())
        await running.next()?.resume()
        #expect(try await write.head.status == .ok)
        continuation?.resume()
        #expect(try await first.head.status == .ok)
    }

    @Test func administratorsAndQuestionsAboutHealthAreNotRefused() async throws {
        let filter = InFlightFilter(errors: errors, reading: 1, writing: 1)
        let filters: [any RequestFilter] = [RequestInfoFilter(errors: errors), filter]
        let (started, signal) = AsyncStream.makeStream(of: CheckedContinuation<Void, Never>.self)
        let waiting = filters.around { _, _ in
            await withCheckedContinuation { signal.yield($0) }
            return APIResponse(status: .ok)
        }
        let handler = filters.around { _, _ in APIResponse(status: .ok) }
        async let first = waiting(APIRequest(method: .get, path: "/api/v1/pods"), RequestContext())
        var running = started.makeAsyncIterator()
        let continuation = await running.next()
        #expect(filter.readingInFlight == 1)
        func status(_ path: String, _ user: UserInfo? = nil) async throws -> Int {
            var context = RequestContext()
            context.user = user
            return try await handler(APIRequest(method: .get, path: path), context).head.status.code
        }
        #expect(try await status("/api/v1/pods", UserInfo(name: "alice")) == 429)
        #expect(try await status("/api", UserInfo(name: "alice")) == 429)
        #expect(try await status("/api/v1/pods?watch=1", UserInfo(name: "alice")) == 200)
        #expect(try await status("/readyz/ping", .anonymous) == 200)
        #expect(try await status("/api/v1/pods", .server) == 200)
        continuation?.resume()
        #expect(try await first.head.status == .ok)
        #expect(filter.readingInFlight == 0)
    }

    @Test(arguments: [
        ("0b4e2c6e-cli", true), (String(repeating: "x", count: 64), true), (String(repeating: "x", count: 65), false),
        ("", false), ("two words", false), ("quo\"te", false), ("Zoë", false),
    ])
    func aUsableAuditIdentifierIsKept(given: String, isKept: Bool) async throws {
        let server = try await TestServer()
        let name = try #require(HTTPField.Name("Audit-ID"))
        let answer = try await server.send(.get, "/version", headers: [name: given])
        #expect((answer.fields[name] == given) == isKept)
        #expect(answer.fields[name]?.isEmpty == false)
    }
}
