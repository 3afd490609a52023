import Synchronization

/// Calls closures when their time has come, all from one task: a timer for each request would cost more than many
/// requests do.
///
/// It is as exact as its resolution, and does nothing while there is nothing to wait for.
final class DeadlineQueue: Sendable {
    private struct Entry {
        var deadline: ContinuousClock.Instant
        var onExpiry: @Sendable () -> Void
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var next = 0
        var isTicking = false
    }

    private let state = Mutex(State())
    /// The longest time between two looks at what is due.
    private let resolution: Swift.Duration

    init(resolution: Swift.Duration = .milliseconds(100)) {
        self.resolution = resolution
    }

    /// Calls a closure after some time, unless it is removed before.
    ///
    /// - Returns: what ``remove(_:)`` takes.
    func add(after time: Swift.Duration, _ onExpiry: @escaping @Sendable () -> Void) -> Int {
        let deadline = ContinuousClock.now + time
        let (ticket, starts) = state.withLock { state in
            state.next &+= 1
            state.entries[state.next] = Entry(deadline: deadline, onExpiry: onExpiry)
            defer { state.isTicking = true }
            return (state.next, !state.isTicking)
        }
        // It has no parent because it serves requests that come while it runs; it ends itself when there are none.
        if starts { Task { await tick() } }
        return ticket
    }

    func remove(_ ticket: Int) {
        state.withLock { _ = $0.entries.removeValue(forKey: ticket) }
    }

    private func tick() async {
        while let pause = sweep() {
            // Nobody cancels this task, so that the sleep cannot fail.
            try? await Task.sleep(for: pause)
        }
    }

    /// Calls what is due.
    ///
    /// - Returns: how long to wait for what is due next; `nil` where there is nothing to wait for.
    private func sweep() -> Swift.Duration? {
        let now = ContinuousClock.now
        let (due, pause) = state.withLock { state -> ([Entry], Swift.Duration?) in
            var due: [Entry] = []
            var earliest: ContinuousClock.Instant?
            for (ticket, entry) in state.entries {
                if entry.deadline <= now {
                    due.append(entry)
                    state.entries[ticket] = nil
                } else {
                    earliest = min(earliest ?? entry.deadline, entry.deadline)
                }
            }
            guard let earliest else {
                state.isTicking = false
                return (due, nil)
            }
            return (due, max(.milliseconds(1), min(resolution, earliest - now)))
        }
        for entry in due { entry.onExpiry() }
        return pause
    }
}
