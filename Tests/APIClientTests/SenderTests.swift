import APIClient
import APIMachinery
import APITesting
import HTTPTypes
import JSON
import Testing
import Timing

@Suite struct SenderTests {
    private static let get = APIRequest(method: .get, path: "/api")
    private static let post = APIRequest(method: .post, path: "/api", body: .bytes([1]))

    private static func busy(_ code: Int, retryAfter: String?) -> ScriptedSender.Step {
        var response = APIResponse(status: .init(code: code))
        response.head.headerFields[.retryAfter] = retryAfter
        return .answer(response)
    }

    private static func policy(_ attempts: Int = 11) -> RetryingSender.Policy {
        var policy = RetryingSender.Policy()
        policy.attempts = attempts
        policy.backoff.jitter = 0
        return policy
    }

    // MARK: Rate

    @Test func ratesLetABurstThrough() async throws {
        let clock = InstantClock()
        let base = ScriptedSender(repeating: .json([:]), count: 100)
        let sender = base.limited(rate: 5, burst: 10, clock: clock)
        for _ in 0..<10 { _ = try await sender.send(Self.get) }
        #expect(clock.sleeps.isEmpty)
        for _ in 0..<5 { _ = try await sender.send(Self.get) }
        #expect(clock.sleeps.map { ($0 / .milliseconds(1)).rounded() } == [200, 200, 200, 200, 200])
        clock.advance(by: .seconds(60))
        for _ in 0..<10 { _ = try await sender.send(Self.get) }
        #expect(clock.sleeps.count == 5)
    }

    @Test func noRateIsNoLimit() async throws {
        let clock = InstantClock()
        let base = ScriptedSender(repeating: .json([:]), count: 50)
        let sender = base.limited(rate: 0, clock: clock)
        for _ in 0..<50 { _ = try await sender.send(Self.get) }
        #expect(clock.sleeps.isEmpty)
    }

    @Test func aRequestThatIsGivenUpTakesNoTurn() async throws {
        let clock = ManualClock()
        let base = ScriptedSender(repeating: .json([:]), count: 10)
        let sender = base.limited(rate: 1, burst: 1, clock: clock)
        _ = try await sender.send(Self.get)
        let task = Task { try await sender.send(Self.get) }
        await clock.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        clock.advance(by: .seconds(1))
        _ = try await sender.send(Self.get)
        #expect(base.requests.count == 2)
    }

    // MARK: Retries

    @Test(arguments: [429, 500, 503, 504])
    func answersThatAskToComeBackAreTriedAgain(code: Int) async throws {
        let clock = InstantClock()
        let base = ScriptedSender(
            Self.busy(code, retryAfter: "3"), Self.busy(code, retryAfter: "0"), .json(["ok": true]))
        // Also what writes: the server has not begun with it.
        let response = try await base.retrying(Self.policy(), clock: clock).send(Self.post)
        #expect(response.head.status == .ok)
        #expect(base.requests.count == 3)
        #expect(clock.sleeps == [.seconds(3), .milliseconds(200)])
    }

    @Test(arguments: [(429, nil), (500, nil), (503, "soon"), (503, "-1"), (409, "1"), (404, "1"), (503, "100000")])
    func otherAnswersAreTheOutcome(code: Int, retryAfter: String?) async throws {
        let base = ScriptedSender(Self.busy(code, retryAfter: retryAfter), .json([:]))
        let response = try await base.retrying(Self.policy(), clock: InstantClock()).send(Self.get)
        #expect(response.head.status.code == code)
        #expect(base.requests.count == 1)
    }

    @Test func theLastAttemptIsTheOutcome() async throws {
        let clock = InstantClock()
        let base = ScriptedSender(repeating: Self.busy(503, retryAfter: "0"), count: 50)
        let response = try await base.retrying(Self.policy(), clock: clock).send(Self.get)
        #expect(response.head.status.code == 503)
        #expect(base.requests.count == 11)
        let waits = clock.sleeps.map { $0 / .milliseconds(1) }
        #expect(waits == [100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000, 10000])
    }

    @Test func lostConnectionsAreTriedAgainWhereNothingIsWritten() async throws {
        let lost = ScriptedSender.Step.failure(ConnectionLostError("reset"))
        let reading = ScriptedSender(lost, lost, .json([:]))
        _ = try await reading.retrying(Self.policy(), clock: InstantClock()).send(Self.get)
        #expect(reading.requests.count == 3)
        let writing = ScriptedSender(lost, .json([:]))
        await #expect(throws: ConnectionLostError.self) {
            try await writing.retrying(Self.policy(), clock: InstantClock()).send(Self.post)
        }
        #expect(writing.requests.count == 1)
        let failing = ScriptedSender(.failure(Broken()), .json([:]))
        await #expect(throws: Broken.self) {
            try await failing.retrying(Self.policy(), clock: InstantClock()).send(Self.get)
        }
    }

    @Test func bodiesThatCanBeReadOnceAreSentOnce() async throws {
        let base = ScriptedSender(Self.busy(429, retryAfter: "1"), .json([:]))
        let request = APIRequest(
            method: .post, path: "/api", body: .chunks(APIResponseBody.bytes([1]).asChunks))
        let response = try await base.retrying(Self.policy(), clock: InstantClock()).send(request)
        #expect(response.head.status.code == 429)
        #expect(base.requests.count == 1)
    }

    @Test func cancellationEndsTheRetries() async throws {
        let clock = ManualClock()
        let base = ScriptedSender(repeating: Self.busy(503, retryAfter: "1"), count: 50)
        let sender = base.retrying(Self.policy(), clock: clock)
        let task = Task { try await sender.send(Self.get) }
        await clock.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(base.requests.count == 1)
    }

    // MARK: Time

    @Test func requestsThatTakeTooLongAreGivenUp() async throws {
        let clock = ManualClock()
        let sender = ScriptedSender(.silence).timeLimited(.seconds(30), clock: clock)
        let task = Task { try await sender.send(Self.get) }
        await clock.waitForSleepers(1)
        clock.advance(by: .seconds(30))
        let error = await #expect(throws: RequestTimeoutError.self) { try await task.value }
        #expect(error?.description == "GET /api: no answer within 30.0 seconds")
    }

    @Test func theLimitIsForTheWholeAnswer() async throws {
        let clock = ManualClock()
        let base = ScriptedSender(.openWatch(["a": 1]), .openWatch(["a": 1]), .json(["b": 2]))
        let sender = base.timeLimited(.seconds(30), clock: clock)
        let task = Task { try await sender.send(Self.get) }
        await clock.waitForSleepers(1)
        clock.advance(by: .seconds(30))
        await #expect(throws: RequestTimeoutError.self) { try await task.value }
        // A watch only has to begin.
        let watch = try await sender.send(APIRequest(method: .get, path: "/api/v1/pods?watch=true"))
        var chunks = watch.body.asChunks.makeAsyncIterator()
        #expect(try await chunks.next() == Array("{\"a\":1}\n".utf8))
        clock.advance(by: .seconds(60))
        let short = try await sender.send(Self.get)
        #expect(try await short.body.collect() == Array("{\"b\":2}\n".utf8))
    }

    // MARK: Header fields

    @Test func headerFieldsAreAdded() async throws {
        let base = ScriptedSender(.json([:]))
        let user = Impersonation(
            user: "ann", groups: ["a", "b"], uid: "7", extra: ["example.org/key x": ["1", "2"]])
        var request = Self.get
        request.head.headerFields[.userAgent] = "other"
        _ = try await base.impersonating(user).adding([.userAgent: "mine"]).send(request)
        let fields = try #require(base.requests.first?.fields)
        #expect(fields[values: .userAgent] == ["mine"])
        func values(_ name: String) -> [String] { HTTPField.Name(name).map { fields[values: $0] } ?? [] }
        #expect(values("Impersonate-User") == ["ann"])
        #expect(values("Impersonate-Group") == ["a", "b"])
        #expect(values("Impersonate-Uid") == ["7"])
        #expect(values("Impersonate-Extra-example.org%2Fkey%20x") == ["1", "2"])
    }
}
