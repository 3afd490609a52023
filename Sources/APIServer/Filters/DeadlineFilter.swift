import APIMachinery
import Synchronization
import Timing

/// Answers requests that take too long, whether or not their handlers notice that they are cancelled.
struct DeadlineFilter: RequestFilter {
    let errors: ErrorAnswer
    /// How long a request may take at most.
    let limit: Swift.Duration
    let deadlines: DeadlineQueue

    init(errors: ErrorAnswer, limit: Swift.Duration, deadlines: DeadlineQueue = DeadlineQueue()) {
        self.errors = errors
        self.limit = limit
        self.deadlines = deadlines
    }

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard let info = context.info, !info.isLongRunning else { return try await next(request, context) }
        let limit: Swift.Duration
        do {
            limit = try self.limit(info.query)
        } catch let error as APIError {
            return errors.response(to: error, request)
        }
        var guarded = request
        var body: GuardedBody?
        if case .chunks(let chunks) = request.body {
            let guardedBody = GuardedBody(chunks)
            guarded.body = .chunks(guardedBody.chunks)
            body = guardedBody
        }
        let race = DeadlineRace()
        let task = Self.start { [guarded] in
            let result: Result<APIResponse, any Error>
            do {
                result = .success(try await next(guarded, context))
            } catch {
                result = .failure(error)
            }
            race.finish(result)
        }
        // Most requests have their answer by now, without having waited for anything.
        if let result = race.result { return try result.get() }
        let ticket = deadlines.add(after: limit) { race.expire() }
        defer { deadlines.remove(ticket) }
        let result = await withTaskCancellationHandler {
            await race.wait()
        } onCancel: {
            task.cancel()
        }
        if let result { return try result.get() }
        task.cancel()
        // The body belongs to the connection again once nobody reads it.
        await body?.close()
        return errors.response(to: .timeout("request did not complete within the allotted timeout"), request)
    }

    /// The time that the request asks for, where that is less than the limit.
    private func limit(_ query: QueryParameters) throws -> Swift.Duration {
        guard let text = query["timeout"] else { return limit }
        guard let wanted = try? Duration(parsing: text), wanted >= .zero else {
            throw APIError.badRequest(
                "invalid timeout specified in the request URL: \"\(text.prefix(64))\" is not a duration such as 30s or 1m"
            )
        }
        return wanted == .zero ? limit : min(limit, wanted.swiftDuration)
    }

    /// Begins to answer at once, and goes on where this task would once the handler has waited for something.
    ///
    /// The task has no parent because its request is answered before it ends where it is late.
    private static func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        if #available(macOS 26.4, *) {
            let executor = withUnsafeCurrentTask { $0?.unownedTaskExecutor?.asTaskExecutor() }
            return Task.immediate(executorPreference: executor) { await body() }
        }
        return Task { await body() }
    }
}

/// Who comes first: a handler with its answer or a request's deadline.
private final class DeadlineRace: Sendable {
    private enum State {
        case running
        case waiting(CheckedContinuation<Result<APIResponse, any Error>?, Never>)
        case finished(Result<APIResponse, any Error>)
        case expired
    }

    private let state = Mutex(State.running)

    /// What the handler has answered already.
    var result: Result<APIResponse, any Error>? {
        state.withLock { if case .finished(let result) = $0 { result } else { nil } }
    }

    func finish(_ result: Result<APIResponse, any Error>) {
        change(to: .finished(result))?.resume(returning: result)
    }

    func expire() {
        change(to: .expired)?.resume(returning: nil)
    }

    private func change(to end: State) -> CheckedContinuation<Result<APIResponse, any Error>?, Never>? {
        state.withLock { state in
            switch state {
            case .running:
                state = end
                return nil
            case .waiting(let continuation):
                state = end
                return continuation
            case .finished, .expired: return nil
            }
        }
    }

    /// The handler's answer; `nil` where the deadline comes first.
    func wait() async -> Result<APIResponse, any Error>? {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state -> State in
                if case .running = state { state = .waiting(continuation) }
                return state
            }
            switch end {
            case .finished(let result): continuation.resume(returning: result)
            case .expired: continuation.resume(returning: nil)
            case .running, .waiting: break
            }
        }
    }
}

/// A request's body that can be taken from its reader.
///
/// A connection's bytes have one reader at a time. A handler that is late may still be reading when its request has
/// been answered, so it has to be kept from it before the connection goes on.
private final class GuardedBody: Sendable {
    private struct State {
        var isClosed = false
        var isReading = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let base: ByteChunks

    init(_ base: ByteChunks) { self.base = base }

    /// The bytes, until the body is closed.
    var chunks: ByteChunks { ByteChunks(Chunks(body: self)) }

    /// Lets no more be read, and returns once nothing is being read.
    func close() async {
        await withCheckedContinuation { continuation in
            let isReading = state.withLock { state in
                state.isClosed = true
                if state.isReading { state.waiter = continuation }
                return state.isReading
            }
            if !isReading { continuation.resume() }
        }
    }

    private func begin() throws {
        try state.withLock { state in
            if state.isClosed { throw CancellationError() }
            state.isReading = true
        }
    }

    private func end() {
        let waiter = state.withLock { state in
            state.isReading = false
            return state.waiter.take()
        }
        waiter?.resume()
    }

    private struct Chunks: AsyncSequence, Sendable {
        let body: GuardedBody

        func makeAsyncIterator() -> Iterator { Iterator(body: body, base: body.base.makeAsyncIterator()) }

        struct Iterator: AsyncIteratorProtocol {
            let body: GuardedBody
            var base: ByteChunks.AsyncIterator

            mutating func next() async throws -> [UInt8]? {
                try body.begin()
                defer { body.end() }
                return try await base.next()
            }
        }
    }
}
