/// A position in the store's one global order of writes.
///
/// Every write gets the next revision. Revisions are only ever compared with those of the same store.
public struct Revision: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number of the write, counted from the first.
    public var rawValue: Int64

    /// A revision by its number.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// A revision by its number.
    public init(_ number: Int64) {
        rawValue = number
    }

    /// Before every write.
    public static let zero = Revision(0)

    /// Order of writes.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    /// The number.
    public var description: String { String(rawValue) }
}
