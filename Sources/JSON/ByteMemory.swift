#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Memory for bytes that grows in place where it can: the system moves the pages of large blocks rather than copying them.
enum ByteMemory {
    /// Memory for so many bytes, at least one.
    static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        guard let memory = malloc(max(count, 1)) else { outOfMemory(count) }
        return memory.assumingMemoryBound(to: UInt8.self)
    }

    /// The memory with room for `count` bytes.
    static func grow(_ memory: UnsafeMutablePointer<UInt8>, to count: Int) -> UnsafeMutablePointer<UInt8> {
        guard let grown = realloc(memory, max(count, 1)) else { outOfMemory(count) }
        return grown.assumingMemoryBound(to: UInt8.self)
    }

    /// Gives memory back.
    static func free(_ memory: UnsafeMutablePointer<UInt8>) {
        #if canImport(Darwin)
        Darwin.free(memory)
        #elseif canImport(Glibc)
        Glibc.free(memory)
        #elseif canImport(Musl)
        Musl.free(memory)
        #endif
    }

    /// Ends the process, as Swift's own collections do when there is no memory left.
    private static func outOfMemory(_ count: Int) -> Never {
        preconditionFailure("no memory for \(count) bytes")
    }
}
