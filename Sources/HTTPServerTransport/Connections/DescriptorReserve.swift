import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A descriptor that is kept so that connections can still be refused when there is no other left.
struct DescriptorReserve: ~Copyable {
    private var descriptor: CInt

    init() { descriptor = Self.open() }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether an error says that the process or the system has no descriptor or memory left for a connection.
    static func isExhausted(_ error: IOError) -> Bool {
        [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode)
    }

    /// Accepts connections that wait and closes them.
    ///
    /// - Parameter limit: How many at most: the listener's queue may be longer, and its loop has other sockets.
    /// - Returns: How many.
    mutating func refuse(on listener: CInt, upTo limit: Int) -> Int {
        if descriptor >= 0 { close(descriptor) }
        // Somebody else may have taken it when it is opened again; then a later call gets another.
        defer { descriptor = Self.open() }
        for refused in 0..<max(0, limit) {
            let connection = accept(listener, nil, nil)
            if connection < 0 { return refused }
            close(connection)
        }
        return max(0, limit)
    }

    private static func open() -> CInt {
        #if canImport(Glibc)
        Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        #elseif canImport(Musl)
        Musl.open("/dev/null", O_RDONLY | O_CLOEXEC)
        #else
        Darwin.open("/dev/null", O_RDONLY | O_CLOEXEC)
        #endif
    }
}
