internal import Synchronization
internal import SystemPackage

/// Where a command writes: standard output or error, or memory.
public struct OutputSink: Sendable {
    private let consume: @Sendable ([UInt8]) -> Void

    /// A sink that hands each piece to a function, in order.
    public init(_ consume: @escaping @Sendable ([UInt8]) -> Void) {
        self.consume = consume
    }

    /// Writes bytes.
    public func write(_ bytes: [UInt8]) {
        if !bytes.isEmpty { consume(bytes) }
    }

    /// Writes text.
    public func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes text and a line feed.
    public func line(_ text: String = "") { write(text + "\n") }

    /// The process's standard output.
    public static let standardOutput = sink(of: .standardOutput)
    /// The process's standard error.
    public static let standardError = sink(of: .standardError)

    /// Writes at once, since a watch has to be seen as it happens. What the reader no longer takes is lost, as with
    /// any program in a pipeline.
    private static func sink(of descriptor: FileDescriptor) -> OutputSink {
        OutputSink { bytes in
            _ = try? descriptor.writeAll(bytes)
        }
    }
}

/// Keeps what a command writes, for tests and for programs that run commands within themselves.
public final class OutputBuffer: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    /// An empty buffer.
    public init() {}

    /// A sink that writes here.
    public var sink: OutputSink {
        OutputSink { [self] piece in bytes.withLock { $0 += piece } }
    }

    /// What has been written.
    public var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}
