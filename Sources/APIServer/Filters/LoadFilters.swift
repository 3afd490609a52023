import APIMachinery
import Synchronization

/// Counts the requests that are being answered, so that a server can wait for them before it stops.
final class RequestDrain: Sendable {
    private struct State {
        var running = 0
        var isDraining = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Whether new requests are still taken.
    func begin() -> Bool {
        state.withLock { state in
            if state.isDraining { return false }
            state.running += 1
            return true
        }
    }

    func end() {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.running -= 1
            guard state.running == 0, state.isDraining else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Refuses new requests and returns when none is running any more.
    func drain() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                state.isDraining = true
                if state.running > 0 { state.waiters.append(continuation) }
                return state.running == 0
            }
            if isEmpty { continuation.resume() }
        }
    }
}

/// Keeps count of requests for ``RequestDrain``. Requests that last are ended by other means.
struct DrainTrackingFilter: RequestFilter {
    let errors: ErrorAnswer
    let drain: RequestDrain

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        if context.info?.isLongRunning == true { return try await next(request, context) }
        guard drain.begin() else {
            return errors.response(to: .serviceUnavailable("the server is shutting down"), request)
        }
        defer { drain.end() }
        return try await next(request, context)
    }
}

/// Ends requests that take too long.
struct DeadlineFilter: RequestFilter {
    let errors: ErrorAnswer
    let limit: Swift.Duration

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard let info = context.info, !info.isLongRunning else { return try await next(request, context) }
        return try await withThrowingTaskGroup(of: APIResponse?.self) { group in
            group.addTask { try await next(request, context) }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let response = try await group.next() ?? nil else {
                return errors.response(
                    to: .timeout("the request did not complete within \(limit.components.seconds)s"), request)
            }
            return response
        }
    }
}

/// Refuses requests while too many others are being answered. Watches and questions about health do not count.
final class InFlightFilter: RequestFilter {
    /// How many requests are being answered: those that read, and those that write.
    private let running = Mutex([0, 0])
    private let limits: [Int]
    private let errors: ErrorAnswer

    init(errors: ErrorAnswer, reading: Int, writing: Int) {
        self.errors = errors
        limits = [reading, writing]
    }

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard let info = context.info, !info.isLongRunning, info.isResource else {
            return try await next(request, context)
        }
        let kind = info.isMutating ? 1 : 0
        let limit = limits[kind]
        let isAdmitted = running.withLock { running in
            if limit > 0 && running[kind] >= limit { return false }
            running[kind] += 1
            return true
        }
        guard isAdmitted else { return errors.response(to: .tooManyRequests(retryAfterSeconds: 1), request) }
        defer { running.withLock { $0[kind] -= 1 } }
        return try await next(request, context)
    }
}
