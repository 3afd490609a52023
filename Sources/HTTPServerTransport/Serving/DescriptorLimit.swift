#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How many files and sockets this process may have open (`RLIMIT_NOFILE`).
enum DescriptorLimit {
    #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
    private static let resource = RLIMIT_NOFILE
    #endif

    /// What holds now.
    static var current: Int { values.map { Int(clamping: $0.rlim_cur) } ?? Int.max }

    /// Allows as many as the process may allow itself. The usual soft limit, 1024, is for programs that call `select`.
    static func raise() {
        guard var values, values.rlim_cur < values.rlim_max else { return }
        values.rlim_cur = values.rlim_max
        // Where the system does not take it, the old limit stays.
        _ = setrlimit(resource, &values)
    }

    private static var values: rlimit? {
        var values = rlimit()
        return getrlimit(resource, &values) == 0 ? values : nil
    }
}
