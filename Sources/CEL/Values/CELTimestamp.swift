import APIMachinery

/// A moment, to the nanosecond: years 1 to 9999 in UTC.
public struct CELTimestamp: Hashable, Sendable, Comparable {
    /// Seconds since 1970, rounded down.
    public let seconds: Int64
    /// Nanoseconds above.
    public let nanoseconds: Int32

    private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// A moment; `nil` outside of the years 1 to 9999.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// A moment of RFC 3339; `nil` for a text that is none.
    public init?(parsing text: String) {
        guard let moment = RFC3339.parse(text.utf8, fraction: .optional) else { return nil }
        self.init(seconds: moment.seconds, nanoseconds: moment.nanoseconds)
    }

    /// The moment so much later; `nil` outside of the years 1 to 9999.
    func advanced(by duration: APIMachinery.Duration, isBackwards: Bool = false) -> CELTimestamp? {
        var (whole, rest) = duration.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if isBackwards { (whole, rest) = (-whole, -rest) }
        var sum = Int64(nanoseconds) + rest
        if sum < 0 { (whole, sum) = (whole - 1, sum + 1_000_000_000) }
        if sum >= 1_000_000_000 { (whole, sum) = (whole + 1, sum - 1_000_000_000) }
        // Both are far from the ends of 64 bits.
        return CELTimestamp(seconds: seconds + whole, nanoseconds: Int32(sum))
    }

    /// The time from another moment to this one; `nil` where it has more nanoseconds than 64 bits hold.
    func since(_ other: CELTimestamp) -> APIMachinery.Duration? {
        let (product, overflow) = (seconds - other.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, sumOverflow) = product.addingReportingOverflow(Int64(nanoseconds - other.nanoseconds))
        return overflow || sumOverflow ? nil : APIMachinery.Duration(nanoseconds: sum)
    }

    /// Order in time.
    public static func < (a: Self, b: Self) -> Bool { (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds) }
}

extension CELTimestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, with as many digits of the second's fraction as it has.
    public var description: String {
        let text = RFC3339.format(seconds: seconds)
        guard nanoseconds > 0 else { return text }
        let digits = "\(Int64(nanoseconds) + 1_000_000_000)".dropFirst()
        let fraction = digits.prefix { _ in true }.reversed().drop { $0 == "0" }.reversed()
        return text.dropLast() + "." + String(fraction) + "Z"
    }
}
