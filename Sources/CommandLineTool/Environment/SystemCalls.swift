#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// System calls whose names are also those of methods where they are used.
enum SystemCalls {
    static func read(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Darwin)
        Darwin.read(file, buffer.baseAddress, buffer.count)
        #elseif canImport(Glibc)
        Glibc.read(file, buffer.baseAddress, buffer.count)
        #else
        Musl.read(file, buffer.baseAddress, buffer.count)
        #endif
    }

    static func write(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
        Darwin.write(file, buffer.baseAddress, buffer.count)
        #elseif canImport(Glibc)
        Glibc.write(file, buffer.baseAddress, buffer.count)
        #else
        Musl.write(file, buffer.baseAddress, buffer.count)
        #endif
    }
}
