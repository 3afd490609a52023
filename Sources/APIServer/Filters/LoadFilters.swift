import APIMachinery
import Synchronization

/// Counts the requests that are being answered, so that a server can wait for them before it stops.
final class RequestDrain: Sendable {
    private struct State {
        var running = 0
        var isDraining = false
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var next = 0
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
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Refuses new requests and returns when none is running any more, or when the task is cancelled.
    func drain() async {
        let waiter = Mutex<Int?>(nil)
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    state.isDraining = true
                    if state.running == 0 || Task.isCancelled { return true }
                    state.next += 1
                    state.waiters[state.next] = continuation
                    waiter.withLock { $0 = state.next }
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in waiter.withLock { $0 }.flatMap { state.waiters.removeValue(forKey: $0) } }?
                .resume()
        }
    }

    /// How many requests are running.
    var count: Int { state.withLock { $0.running } }
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

/// Refuses requests while too many others are being answered. Watches and questions about health do not count, and the
/// group `system:masters` is never refused.
final class InFlightFilter: RequestFilter {
    private let errors: ErrorAnswer
    private let reading: Count
    private let writing: Count

    /// - Parameters:
    ///   - reading: How many requests that read may be in flight; 0 for no limit.
    ///   - writing: How many requests that write may be in flight; 0 for no limit.
    init(errors: ErrorAnswer, reading: Int, writing: Int) {
        self.errors = errors
        self.reading = Count(limit: reading)
        self.writing = Count(limit: writing)
    }

    /// How many requests are being answered.
    private final class Count: Sendable {
        private let running = Atomic(0)
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        var value: Int { running.load(ordering: .relaxed) }

        func begin(_ user: UserInfo?) -> Bool {
            let before = running.add(1, ordering: .relaxed).oldValue
            if limit <= 0 || before < limit || user?.isPrivileged == true { return true }
            end()
            return false
        }

        func end() { running.subtract(1, ordering: .relaxed) }
    }

    /// How many requests that read are being answered.
    var readingInFlight: Int { reading.value }
    /// How many requests that write are being answered.
    var writingInFlight: Int { writing.value }

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard let info = context.info, !info.isLongRunning, !HealthPathsAuthorizer.contains(info.segments) else {
            return try await next(request, context)
        }
        let count = info.isMutating ? writing : reading
        guard count.begin(context.user) else {
            return errors.response(to: .tooManyRequests(retryAfterSeconds: 1), request)
        }
        defer { count.end() }
        return try await next(request, context)
    }
}
