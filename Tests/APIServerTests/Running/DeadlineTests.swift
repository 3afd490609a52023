import APIMachinery
import HTTPTypes
import JSON
import Synchronization
import Testing
import Timing

@testable import APIServer

@Suite struct DeadlineTests {
    private let errors = ErrorAnswer(table: ResourceTable())

    private func handler(
        _ limit: Swift.Duration, _ body: @escaping RequestHandler
    ) -> RequestHandler {
        let filters: [any RequestFilter] = [
            RequestInfoFilter(errors: errors),
            DeadlineFilter(
                errors: errors, limit: limit, deadlines: DeadlineQueue(resolution: .milliseconds(2))),
        ]
        return filters.around(body)
    }

    private func send(
        _ handler: RequestHandler, _ path: String = "/api/v1/pods", body: APIRequestBody = .empty
    ) async throws -> APIResponse {
        var request = APIRequest(method: .post, path: path)
        request.body = body
        return try await handler(request, RequestContext())
    }

    @Test func aRequestThatTakesTooLongIsEnded() async throws {
        let handler = handler(.milliseconds(5)) { _, _ in
            try await Task.sleep(for: .seconds(60))
            return APIResponse(status: .ok)
        }
        let response = try await send(handler)
        #expect(response.head.status.code == 504)
        let status = try JSONValue(parsing: try await response.body.collect())
        #expect(status["reason"] == "Timeout")
        #expect(status["message"] == "Timeout: request did not complete within the allotted timeout")
    }

    @Test func aHandlerThatDoesNotListenKeepsNobodyWaiting() async throws {
        let (gate, open) = AsyncStream.makeStream(of: CheckedContinuation<Void, Never>.self)
        let handler = handler(.milliseconds(5)) { _, _ in
            await withCheckedContinuation { open.yield($0) }
            return APIResponse(status: .ok)
        }
        #expect(try await send(handler).head.status.code == 504)
        var waiting = gate.makeAsyncIterator()
        await waiting.next()?.resume()
    }

    @Test func whatIsAnsweredInTimeIsAnswered() async throws {
        let atOnce = handler(.seconds(60)) { _, _ in APIResponse(status: .accepted) }
        #expect(try await send(atOnce).head.status == .accepted)
        let later = handler(.seconds(60)) { _, _ in
            await Task.yield()
            try await Task.sleep(for: .milliseconds(1))
            return APIResponse(status: .accepted)
        }
        #expect(try await send(later).head.status == .accepted)
        let failing = handler(.seconds(60)) { _, _ in throw APIError.badRequest("no") }
        await #expect(throws: APIError.badRequest("no")) { try await send(failing) }
    }

    @Test(arguments: [("5ms", 504), ("1ns", 504), ("0.005s", 504)])
    func aRequestMayAskForLess(timeout: String, status: Int) async throws {
        let handler = handler(.seconds(60)) { _, _ in
            try await Task.sleep(for: .seconds(60))
            return APIResponse(status: .ok)
        }
        #expect(try await send(handler, "/api/v1/pods?timeout=\(timeout)").head.status.code == status)
    }

    @Test(arguments: ["5", "x", "-1s", "1h1", "9999999999999999h", "1s%00"])
    func aTimeoutThatIsNoneIsRefused(timeout: String) async throws {
        let handler = handler(.seconds(60)) { _, _ in APIResponse(status: .ok) }
        #expect(try await send(handler, "/api/v1/pods?timeout=\(timeout)").head.status.code == 400)
    }

    @Test func noMoreThanTheLimitCanBeAskedFor() async throws {
        let handler = handler(.milliseconds(5)) { _, _ in
            try await Task.sleep(for: .seconds(60))
            return APIResponse(status: .ok)
        }
        for timeout in ["1h", "0s", ""] {
            #expect(try await send(handler, "/api/v1/pods?timeout=\(timeout)").head.status.code == 504)
        }
    }

    @Test func watchesHaveNoDeadline() async throws {
        let handler = handler(.milliseconds(1)) { _, _ in
            try await Task.sleep(for: .milliseconds(20))
            return APIResponse(status: .ok)
        }
        let request = APIRequest(method: .get, path: "/api/v1/pods?watch=1&timeout=x")
        #expect(try await handler(request, RequestContext()).head.status == .ok)
    }

    @Test func whoGivesUpCancelsTheHandler() async throws {
        let (cancelled, signal) = AsyncStream.makeStream(of: Void.self)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let handler = handler(.seconds(60)) { _, _ in
            start.finish()
            // Also where the machine is so busy that the time is over before anybody gives up.
            defer { signal.finish() }
            try? await Task.sleep(for: .seconds(60))
            return APIResponse(status: .ok)
        }
        let task = Task { try await send(handler) }
        for await _ in started {}
        task.cancel()
        for await _ in cancelled {}
        #expect(try await task.value.head.status == .ok)
    }

    /// The transport reads on from a connection once its request is answered, so nobody else may.
    @Test func aLateHandlerCannotReadTheBodyAnyMore() async throws {
        let isReading = Mutex(false)
        let body = ByteChunks {
            isReading.withLock { $0 = true }
            defer { isReading.withLock { $0 = false } }
            try await Task.sleep(for: .seconds(60))
            return []
        }
        let (result, results) = AsyncStream.makeStream(of: Bool.self)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let handler = handler(.milliseconds(5)) { request, _ in
            guard case .chunks(let chunks) = request.body else { return APIResponse(status: .badRequest) }
            var iterator = chunks.makeAsyncIterator()
            _ = try? await iterator.next()
            // A task of its own is not cancelled, as code that does not care is not.
            let late = Task {
                for await _ in gate {}
                var iterator = chunks.makeAsyncIterator()
                do {
                    _ = try await iterator.next()
                    results.yield(false)
                } catch {
                    results.yield(error is CancellationError)
                }
            }
            await late.value
            return APIResponse(status: .ok)
        }
        #expect(try await send(handler, body: .chunks(body)).head.status.code == 504)
        #expect(!isReading.withLock { $0 })
        open.finish()
        var outcomes = result.makeAsyncIterator()
        #expect(await outcomes.next() == true)
    }
}
