/// A moment of a clock that tests set.
public struct TestInstant: InstantProtocol {
    /// The time since the clock began.
    public var offset: Duration

    /// A later moment.
    public func advanced(by duration: Duration) -> TestInstant { TestInstant(offset: offset + duration) }
    /// The time until another moment.
    public func duration(to other: TestInstant) -> Duration { other.offset - offset }
    /// Whether the first comes earlier.
    public static func < (a: TestInstant, b: TestInstant) -> Bool { a.offset < b.offset }
}
