import Synchronization

/// A post-start hook of a server, as the hook itself sees it.
public struct PostStartHook: Sendable {
    /// The hook's name.
    public let name: String
    fileprivate let state: HookState

    /// Lets the hook's health check pass although its work goes on: what runs as long as the server does, such as a
    /// controller, says so once it has begun.
    public func started() {
        state.problem.withLock { $0 = nil }
    }
}

/// A hook that failed, and with it the server.
public struct HookError: Error, CustomStringConvertible {
    /// The hook's name.
    public let name: String
    /// What it threw.
    public let underlying: any Error

    /// The name and what was thrown.
    public var description: String { "the hook \"\(name)\" failed: \(underlying)" }
}

/// How far a hook is, for its health check.
private final class HookState: Sendable {
    static let unfinished = "not finished"

    /// Why the check fails; `nil` where it passes.
    let problem: Mutex<String?>

    init(_ problem: String?) {
        self.problem = Mutex(problem)
    }

    var check: HealthChecks.Check {
        { self.problem.withLock { $0 } }
    }
}

/// The hooks of a server.
final class LifecycleHooks: Sendable {
    private struct Hook: Sendable {
        var hook: PostStartHook
        var body: @Sendable (PostStartHook) async throws -> Void
    }

    private struct State {
        var postStart: [Hook] = []
        var preShutdown: [(name: String, state: HookState, body: @Sendable () async throws -> Void)] = []
        var hasStarted = false
    }

    private let state = Mutex(State())

    func addPostStart(
        _ name: String, health: HealthChecks, _ body: @escaping @Sendable (PostStartHook) async throws -> Void
    ) {
        let hookState = HookState(HookState.unfinished)
        state.withLock { state in
            precondition(!state.hasStarted, "the hook \(name) is added to a server that has started")
            precondition(
                !state.postStart.contains { $0.hook.name == name }, "there is a post-start hook \(name) already")
            state.postStart.append(Hook(hook: PostStartHook(name: name, state: hookState), body: body))
        }
        health.add("poststarthook/\(name)", isReadinessOnly: false, hookState.check)
    }

    func addPreShutdown(
        _ name: String, health: HealthChecks, _ body: @escaping @Sendable () async throws -> Void
    ) {
        let hookState = HookState(nil)
        state.withLock { state in
            precondition(!state.hasStarted, "the hook \(name) is added to a server that has started")
            precondition(
                !state.preShutdown.contains { $0.name == name }, "there is a pre-shutdown hook \(name) already")
            state.preShutdown.append((name, hookState, body))
        }
        health.add("preshutdownhook/\(name)", hookState.check)
    }

    /// Runs the post-start hooks side by side, and returns when all have returned.
    ///
    /// - Throws: ``HookError`` of the first that fails; the others are cancelled.
    func runPostStart() async throws {
        let hooks = state.withLock { state in
            state.hasStarted = true
            return state.postStart
        }
        try await withThrowingDiscardingTaskGroup { group in
            for hook in hooks {
                group.addTask {
                    do {
                        try await hook.body(hook.hook)
                        hook.hook.started()
                    } catch  where Task.isCancelled {
                        // The server stops, or another hook has failed.
                    } catch {
                        throw HookError(name: hook.hook.name, underlying: error)
                    }
                }
            }
        }
    }

    /// Runs the pre-shutdown hooks side by side, and returns when all have returned.
    ///
    /// - Parameter onError: Told of those that fail: the server stops all the same.
    func runPreShutdown(onError: @escaping @Sendable (HookError) -> Void) async {
        let hooks = state.withLock { $0.preShutdown }
        await withDiscardingTaskGroup { group in
            for (name, state, body) in hooks {
                group.addTask {
                    state.problem.withLock { $0 = HookState.unfinished }
                    do {
                        try await body()
                        state.problem.withLock { $0 = nil }
                    } catch {
                        state.problem.withLock { $0 = "\(error)" }
                        onError(HookError(name: name, underlying: error))
                    }
                }
            }
        }
    }
}
