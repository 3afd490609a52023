/// Bytes in the read-only pages of the binary.
///
/// Large documents travel in generated code as one string literal each: that compiles fast, costs nothing at start, and
/// is shared between processes.
public struct StaticBytes: Sendable {
    private let text: StaticString

    /// The UTF-8 bytes of a literal.
    public init(_ text: StaticString) { self.text = text }

    /// How many bytes there are.
    public var count: Int { text.hasPointerRepresentation ? text.utf8CodeUnitCount : text.withUTF8Buffer { $0.count } }

    /// Whether there are none.
    public var isEmpty: Bool { count == 0 }

    /// Calls `body` with the bytes in place. The pointer of a string literal is valid for the life of the process.
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        guard text.hasPointerRepresentation else {
            // A literal of one scalar may be kept as that scalar.
            return try Array(String(describing: text).utf8).withUnsafeBufferPointer(body)
        }
        return try body(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { withBytes { Array($0) } }
}
