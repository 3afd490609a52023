import Synchronization

/// Tells that a client has gone, or at least sends nothing any more.
final class ConnectionEnd: Sendable {
    private struct State {
        var hasEnded = false
        var handler: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Sets what is called when the client goes; at once where it has gone.
    func onEnd(_ handler: (@Sendable () -> Void)?) {
        let hasEnded = state.withLock { state in
            state.handler = state.hasEnded ? nil : handler
            return state.hasEnded
        }
        if hasEnded { handler?() }
    }

    func end() {
        let handler = state.withLock { state in
            state.hasEnded = true
            return state.handler.take()
        }
        handler?()
    }
}
