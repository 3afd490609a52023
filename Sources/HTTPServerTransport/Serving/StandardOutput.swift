#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output for lines that other programs wait for.
enum StandardOutput {
    /// Writes a line at once, also where standard output is no terminal.
    static func write(_ line: String) {
        var bytes = Array((line + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                Glibc.write(1, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                Musl.write(1, buffer.baseAddress, buffer.count)
                #else
                Darwin.write(1, buffer.baseAddress, buffer.count)
                #endif
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
