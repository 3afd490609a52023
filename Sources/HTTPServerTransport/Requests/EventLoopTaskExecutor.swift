import NIOCore
import Synchronization

/// Runs tasks on an event loop, so that a request is read, answered and written by one thread.
///
/// A loop has two of them. That of streams runs in slices: when thousands of watches have something to send, the loop
/// turns to its sockets and to short requests in between, and what happens meanwhile leaves with the watches' next piece.
final class EventLoopTaskExecutor: TaskExecutor {
    private struct Queue {
        var jobs: [UnownedJob] = []
        var isScheduled = false
    }

    let loop: any EventLoop
    private let slice: TimeAmount?
    private let queue = Mutex(Queue())

    /// How long the loop has for all else between two slices at least: what is less is no pause to it.
    private static let pause = TimeAmount.microseconds(50)

    /// - Parameter slice: How long jobs run until sockets and other tasks have their turn; `nil` for those jobs that are
    ///   there when the first of them begins.
    init(_ loop: any EventLoop, slice: TimeAmount? = nil) {
        self.loop = loop
        self.slice = slice
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let schedules = queue.withLock { queue in
            queue.jobs.append(job)
            defer { queue.isScheduled = true }
            return !queue.isScheduled
        }
        if schedules { loop.execute { self.run() } }
    }

    /// Runs the jobs that are there. Those that they add wait for their turn, so that the loop gets to its sockets.
    private func run() {
        guard let slice else {
            let jobs = queue.withLock { queue in
                queue.isScheduled = false
                return exchange(&queue.jobs, with: [])
            }
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
            return
        }
        runSlice(queue.withLock { exchange(&$0.jobs, with: []) }[...], slice)
    }

    /// Runs jobs until the slice is over, and goes on with the others later.
    private func runSlice(_ jobs: ArraySlice<UnownedJob>, _ slice: TimeAmount) {
        var jobs = jobs
        let end = NIODeadline.now() + slice
        while let job = jobs.popFirst() {
            job.runSynchronously(on: asUnownedTaskExecutor())
            if NIODeadline.now() >= end { break }
        }
        if jobs.isEmpty {
            jobs =
                queue.withLock { queue in
                    queue.isScheduled = !queue.jobs.isEmpty
                    return exchange(&queue.jobs, with: [])
                }[...]
            if jobs.isEmpty { return }
        }
        loop.scheduleTask(in: Self.pause) { [jobs] in self.runSlice(jobs, slice) }
    }
}

/// The task executors of an event loop.
struct EventLoopTaskExecutors: Sendable {
    /// Runs what answers requests.
    let requests: EventLoopTaskExecutor
    /// Runs what writes answers as they are made.
    let streams: EventLoopTaskExecutor

    init(_ loop: any EventLoop) {
        requests = EventLoopTaskExecutor(loop)
        streams = EventLoopTaskExecutor(loop, slice: .microseconds(300))
    }
}

/// Runs something on an event loop: at once where that is the loop that runs.
@inline(__always)
func on(_ loop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
    if loop.inEventLoop { body() } else { loop.execute(body) }
}
