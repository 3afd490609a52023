/// A place in a YAML text.
///
/// Lines end where YAML 1.1 says: at LF, CR, CR LF, NEL, LS and PS.
public struct YAMLMark: Sendable, Hashable, Comparable {
    private let storedLine: UInt32
    private let storedColumn: UInt32

    /// The line, counted from 1.
    public var line: Int { Int(storedLine) }
    /// The column, counted from 1 in Unicode scalars; a byte order mark is not counted.
    public var column: Int { Int(storedColumn) }

    /// A place by line and column, both counted from 1; values out of range are clamped.
    public init(line: Int, column: Int) {
        // Half the size of two Ints: there are two marks in every node.
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    /// The beginning of a text.
    public static let start = YAMLMark(line: 1, column: 1)

    /// Whether one place comes before another in the same text.
    public static func < (left: YAMLMark, right: YAMLMark) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }
}

extension YAMLMark: CustomStringConvertible {
    /// `line:column`.
    public var description: String { "\(line):\(column)" }
}
