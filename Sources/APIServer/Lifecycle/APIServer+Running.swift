import Logging
import Timing

extension APIServer {
    /// Adds work that is done when the server begins to serve, beside the other hooks.
    ///
    /// Until it has returned, the check `poststarthook/NAME` fails, and with it `/readyz`, `/livez` and `/healthz`. What it
    /// throws ends the server with a ``HookError``. When the server stops, its task is cancelled.
    ///
    /// - Precondition: The server does not run yet and has no such hook of this name.
    public func addPostStartHook(_ name: String, _ body: @escaping @Sendable () async throws -> Void) {
        hooks.addPostStart(name, health: health) { _ in try await body() }
    }

    /// Adds work that begins when the server begins to serve and may go on as long as it does: a controller, say.
    ///
    /// The check `poststarthook/NAME` passes once it calls ``PostStartHook/started()`` or returns. What it throws ends
    /// the server with a ``HookError``. When the server stops, its task is cancelled, and the server waits for it.
    ///
    /// ```swift
    /// server.addPostStartHook("start-book-controller") { hook in
    ///     hook.started()
    ///     try await controller.run()
    /// }
    /// ```
    ///
    /// - Precondition: The server does not run yet and has no such hook of this name.
    public func addPostStartHook(
        _ name: String, _ body: @escaping @Sendable (_ hook: PostStartHook) async throws -> Void
    ) {
        hooks.addPostStart(name, health: health, body)
    }

    /// Adds work that is done when the server is to stop, while it still serves. What it throws is logged.
    ///
    /// The check `preshutdownhook/NAME` fails from when the work begins until it has ended well, and with it `/readyz`.
    ///
    /// - Precondition: The server does not run yet and has no such hook of this name.
    public func addPreShutdownHook(_ name: String, _ body: @escaping @Sendable () async throws -> Void) {
        hooks.addPreShutdown(name, health: health, body)
    }

    /// Runs the server from its beginning to its end.
    ///
    /// It prepares the server, listens, and runs the post-start hooks. Once `stop` returns, or the task is cancelled,
    /// readiness fails first; when the pre-shutdown hooks have ended and the configured delay is over, the listener
    /// closes and the post-start hooks are cancelled; then watches end, and when every request is answered, or the
    /// configured time for that is over, it returns. The storage is its maker's to close.
    ///
    /// - Parameters:
    ///   - listener: What brings requests from outside; `nil` for a server that only this process uses.
    ///   - stop: Returns when the server is to stop, and when its task is cancelled.
    /// - Throws: `APIError` where the server cannot be prepared, ``HookError``, and what the listener throws.
    public func run(
        _ listener: (any RequestListener)? = nil, until stop: @escaping @Sendable () async -> Void
    ) async throws {
        try await prepare()
        let (listening, listens) = AsyncStream.makeStream(of: Void.self)
        let (hooksStopping, stopHooks) = AsyncStream.makeStream(of: Void.self)
        do {
            try await withThrowingTaskGroup(of: Part.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    guard let listener else {
                        listens.finish()
                        for await _ in hooksStopping {}
                        return .listener
                    }
                    try await listener.listen { listens.finish() }
                    return .listener
                }
                group.addTask { [hooks] in
                    for await _ in listening {}
                    // The wait ends also where the server ends before it listens.
                    try Task.checkCancellation()
                    try await Self.run({ try await hooks.runPostStart() }, until: { for await _ in hooksStopping {} })
                    return .hooks
                }
                group.addTask {
                    await stop()
                    return .stop
                }
                // What ends first is the wait for the signal, or else the listener, which has no more to do then.
                let first = try await group.next()
                logger.notice("the server stops")
                beginShutdown()
                if first == .stop { await runPreShutdown() }
                await listener?.stopListening()
                stopHooks.finish()
                await shutDown()
                group.addTask { [time, drainTimeout] in
                    try? await time.sleep(for: drainTimeout)
                    return .timeout
                }
                var isListening = first != .listener
                while isListening, let end = try await group.next() {
                    if end == .timeout { logger.warning("connections are cut off: their time is over") }
                    isListening = end != .listener && end != .timeout
                }
            }
        } catch {
            beginShutdown()
            watches.endAll()
            throw error
        }
    }

    /// A part of a running server that may end.
    private enum Part { case listener, hooks, stop, timeout }

    /// Runs the pre-shutdown hooks, and returns when the delay is over as well.
    private func runPreShutdown() async {
        await withDiscardingTaskGroup { group in
            group.addTask { [hooks, logger] in
                await hooks.runPreShutdown { logger.error("pre-shutdown hook failed", metadata: ["error": "\($0)"]) }
            }
            group.addTask { [time, shutdownDelay] in try? await time.sleep(for: shutdownDelay) }
        }
    }

    /// Does work, and cancels it when `stop` returns. It returns when both have ended.
    private static func run(
        _ work: @escaping @Sendable () async throws -> Void, until stop: @escaping @Sendable () async -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return false
            }
            group.addTask {
                await stop()
                return true
            }
            while let isStopping = try await group.next() {
                if isStopping { group.cancelAll() }
            }
        }
    }
}
