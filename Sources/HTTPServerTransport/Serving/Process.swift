#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// This process.
enum Process {
    /// Ends it at once, without waiting for anything.
    static func end(status: Int32) -> Never { exit(status) }
}
