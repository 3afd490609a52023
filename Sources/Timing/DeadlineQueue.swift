internal import Synchronization

/// Calls closures when their time has come, all from one task: a timer for each request would cost more than many
/// requests do.
///
/// It is as exact as its resolution, and does nothing while there is nothing to wait for.
package final class DeadlineQueue: Sendable {
    private struct State {
        var due = DueKeys<Int>()
        var actions: [Int: @Sendable () -> Void] = [:]
        var last = 0
        var isTicking = false
    }

    private let state = Mutex(State())
    /// The longest time between two looks at what is due.
    private let resolution: Duration
    private let time: Timekeeper

    /// A queue that looks at what is due at least this often, by that clock.
    package init(resolution: Duration = .milliseconds(100), clock: any Clock<Duration> = ContinuousClock()) {
        self.resolution = resolution
        time = Timekeeper(clock)
    }

    /// Calls a closure after some time, unless it is removed before.
    ///
    /// - Returns: what ``remove(_:)`` takes.
    package func add(after delay: Duration, _ onExpiry: @escaping @Sendable () -> Void) -> Int {
        let deadline = time.now + delay
        let (ticket, starts) = state.withLock { state in
            state.last &+= 1
            state.actions[state.last] = onExpiry
            state.due.insert(state.last, due: deadline)
            defer { state.isTicking = true }
            return (state.last, !state.isTicking)
        }
        // It has no parent because it serves requests that come while it runs; it ends itself when there are none.
        if starts { Task { await tick() } }
        return ticket
    }

    /// Forgets a closure that has not been called.
    package func remove(_ ticket: Int) {
        state.withLock { state in
            state.actions[ticket] = nil
            state.due.remove(ticket)
        }
    }

    private func tick() async {
        while let pause = sweep() {
            // Nobody cancels this task, so that the sleep cannot fail.
            try? await time.sleep(for: pause)
        }
    }

    /// Calls what is due.
    ///
    /// - Returns: how long to wait for what is due next; `nil` where there is nothing to wait for.
    private func sweep() -> Duration? {
        let now = time.now
        let (due, pause) = state.withLock { state -> ([@Sendable () -> Void], Duration?) in
            var due: [@Sendable () -> Void] = []
            while let ticket = state.due.removeDue(at: now) {
                if let action = state.actions.removeValue(forKey: ticket) { due.append(action) }
            }
            guard let next = state.due.nextDue else {
                state.isTicking = false
                return (due, nil)
            }
            return (due, max(.milliseconds(1), min(resolution, next - now)))
        }
        for action in due { action() }
        return pause
    }
}
