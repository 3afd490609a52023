#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The wall clock.
enum SystemClock {
    /// Seconds and nanoseconds since 1970, in UTC.
    static func now() -> (seconds: Int64, nanoseconds: Int64) {
        var now = timespec()
        // It cannot fail for this clock and a valid pointer.
        clock_gettime(CLOCK_REALTIME, &now)
        return (Int64(now.tv_sec), Int64(now.tv_nsec))
    }
}
