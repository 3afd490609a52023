import APIMachinery
import HTTPTypes
import JSON
import Logging
import Storage
import Testing

@testable import APIServer

@Suite struct FilterTests {
    private let errors = ErrorAnswer(table: ResourceTable())

    @Test func theOrderOfFiltersIsFixed() {
        let filters = FilterChain.filters(
            errors: errors, limits: RequestLimits(), drain: RequestDrain(), logger: Logger(label: "test"))
        let names = filters.map { String(describing: type(of: $0)) }
        #expect(
            names == [
                "ErrorRecoveryFilter", "RequestReceivedFilter", "CacheControlFilter", "WarningFilter",
                "RequestInfoFilter",
                "DrainTrackingFilter", "DeadlineFilter", "InFlightFilter",
            ])
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

    @Test func aRequestThatTakesTooLongIsEnded() async throws {
        let filters: [any RequestFilter] = [
            RequestInfoFilter(errors: errors), DeadlineFilter(errors: errors, limit: .milliseconds(5)),
        ]
        let handler = filters.around { _, _ in
            try await Task.sleep(for: .seconds(60))
            return APIResponse(status: .ok)
        }
        let response = try await handler(APIRequest(method: .get, path: "/api/v1/pods"), RequestContext())
        #expect(response.head.status.code == 504)
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
}
