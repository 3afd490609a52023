import NIOCore
import Synchronization

/// Runs tasks on an event loop, so that a request is read, answered and written by one thread.
final class EventLoopTaskExecutor: TaskExecutor {
    private struct Queue {
        var jobs: [UnownedJob] = []
        var isScheduled = false
    }

    let loop: any EventLoop
    private let queue = Mutex(Queue())

    init(_ loop: any EventLoop) {
        self.loop = loop
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
        let jobs = queue.withLock { queue in
            queue.isScheduled = false
            return exchange(&queue.jobs, with: [])
        }
        for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}

/// Runs something on an event loop: at once where that is the loop that runs.
@inline(__always)
func on(_ loop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
    if loop.inEventLoop { body() } else { loop.execute(body) }
}
