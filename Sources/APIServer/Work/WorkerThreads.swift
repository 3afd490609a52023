import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The threads on which is done what takes longer than a thread that looks after sockets should be kept from them.
///
/// There are no more than one fewer than processors of each kind, and they give way to other threads: however much there
/// is to do, the event loops have a processor. They belong to nobody who waits for anything else, so that deadlines pass in
/// time. What comes first begins first, and lets others have their turn where it waits or yields.
package final class WorkerThreads: TaskExecutor {
    /// For what takes milliseconds until it lets others have their turn.
    package static let short = WorkerThreads(count: count, niceness: 3)
    /// For what may take seconds.
    package static let long = WorkerThreads(count: count, niceness: 6)

    private static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)

    private struct Queue {
        var jobs: [UnownedJob] = []
        /// How many of the jobs have been taken.
        var taken = 0

        mutating func take() -> UnownedJob? {
            guard taken < jobs.count else { return nil }
            defer { taken += 1 }
            return jobs[taken]
        }

        mutating func append(_ job: UnownedJob) {
            if taken > 64, taken * 2 > jobs.count {
                jobs.removeFirst(taken)
                taken = 0
            }
            jobs.append(job)
        }
    }

    private let queue = Mutex(Queue())
    private let waiting = DispatchSemaphore(value: 0)

    /// As much as recursion over the deepest values takes, with room to spare.
    private static let stackSize = 2 << 20
    /// How far the threads give way (setpriority(2)): at 6 their share of a processor is a quarter of another thread's.
    private let niceness: Int32

    private init(count: Int, niceness: Int32) {
        self.niceness = niceness
        for _ in 0..<count { start() }
    }

    /// Runs a job once those before it have run.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.withLock { $0.append(job) }
        waiting.signal()
    }

    private func run() {
        giveWay()
        while true {
            waiting.wait()
            if let job = queue.withLock({ $0.take() }) { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }

    /// Starts a thread, which is there for as long as the process.
    private func start() {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, Self.stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        let threads = Unmanaged.passRetained(self)
        #if canImport(Darwin)
        var thread: pthread_t?
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                Unmanaged<WorkerThreads>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, threads.toOpaque())
        #else
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<WorkerThreads>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, threads.toOpaque())
        #endif
        precondition(status == 0, "the system gives no thread")
    }

    /// Lets other threads come first.
    private func giveWay() {
        #if canImport(Darwin)
        pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0)
        #elseif canImport(Glibc)
        // On Linux a priority is a thread's, and 0 the one that asks.
        _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, niceness)
        #else
        _ = setpriority(PRIO_PROCESS, 0, niceness)
        #endif
    }
}
