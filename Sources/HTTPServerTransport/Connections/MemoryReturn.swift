import NIOCore
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Gives memory back to the system after a burst.
///
/// The C library keeps what is freed for later, without bound: after thousands of connections at once a server would
/// stay as large as it was then. (Musl's and Darwin's do not.)
final class MemoryReturn: Sendable {
    private struct State {
        var freedBytes = 0
        var isScheduled = false
    }

    /// How much must have been freed before the library is asked, in bytes.
    private static let worthwhile = 512 << 10
    private static let delay = TimeAmount.seconds(3)

    private let state = Mutex(State())

    #if canImport(Glibc)
    /// `malloc_trim`, whose header Swift's module of the library lacks.
    private static let trim = dlsym(nil, "malloc_trim").map {
        unsafeBitCast($0, to: (@convention(c) (Int) -> CInt).self)
    }
    #endif

    /// About so many bytes were freed on a loop.
    func freed(_ bytes: Int, on loop: any EventLoop) {
        #if canImport(Glibc)
        let schedules = state.withLock { state in
            state.freedBytes &+= bytes
            guard state.freedBytes >= Self.worthwhile, !state.isScheduled else { return false }
            state.isScheduled = true
            return true
        }
        guard schedules else { return }
        // What ends a burst comes within the delay; a server under load does this once in that time at most.
        loop.scheduleTask(in: Self.delay) {
            Task.detached {
                self.state.withLock { $0 = State() }
                _ = Self.trim?(0)
            }
        }
        #endif
    }
}
