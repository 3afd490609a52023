import NIOCore

/// A deadline that moves often and passes seldom: moving it costs a comparison, not a timer.
///
/// It is used on one event loop only, which makes the unchecked sendability sound.
final class DeadlineTimer: @unchecked Sendable {
    private let loop: any EventLoop
    private let onPassed: () -> Void
    private var deadline: NIODeadline?
    private var armed: (time: NIODeadline, task: Scheduled<Void>)?

    /// - Parameter onPassed: Called once the deadline has passed.
    init(_ loop: any EventLoop, onPassed: @escaping () -> Void) {
        self.loop = loop
        self.onPassed = onPassed
    }

    /// Sets or moves the deadline.
    func set(_ time: TimeAmount) {
        loop.assertInEventLoop()
        let new = NIODeadline.now() + time
        deadline = new
        if let armed {
            if armed.time <= new { return }
            armed.task.cancel()
        }
        arm(new)
    }

    /// Takes the deadline back.
    func clear() { deadline = nil }

    /// Takes the deadline back for good.
    func stop() {
        deadline = nil
        armed?.task.cancel()
        armed = nil
    }

    private func arm(_ time: NIODeadline) {
        armed = (time, loop.scheduleTask(deadline: time) { self.fire() })
    }

    private func fire() {
        armed = nil
        guard let deadline else { return }
        if deadline > .now() { return arm(deadline) }
        self.deadline = nil
        onPassed()
    }
}
