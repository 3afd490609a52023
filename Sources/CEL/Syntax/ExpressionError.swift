/// A mistake in an expression that was found before it was evaluated.
public struct ExpressionError: Error, Hashable, Sendable {
    /// What is wrong.
    public var message: String
    /// Where it begins, in UTF-8 bytes from the beginning of the expression.
    public var offset: Int

    /// A mistake at a place.
    public init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }

    /// The line and the column of the mistake, each from 1; columns count Unicode scalars.
    public func position(in text: String) -> (line: Int, column: Int) {
        var (line, column) = (1, 1)
        for (index, byte) in text.utf8.enumerated() {
            if index >= offset { break }
            if byte == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}

extension ExpressionError: CustomStringConvertible {
    /// The offset and the message.
    public var description: String { "offset \(offset): \(message)" }
}
