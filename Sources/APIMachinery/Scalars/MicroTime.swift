public import JSON

/// A moment, to the microsecond: RFC 3339 with six digits of the second's fraction in JSON, always in UTC.
///
/// Years 0 to 9999. The moment 0001-01-01T00:00:00Z is Go's zero time and stands for no time: it is null in JSON.
///
/// `meta/v1.MicroTime`
public struct MicroTime: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let microsecondsSinceEpoch: Int64

    private static let range =
        CivilDate.secondsRange.lowerBound * 1_000_000...CivilDate.secondsRange.upperBound * 1_000_000 + 999_999

    /// The zero time.
    public static let zero = MicroTime()

    /// The zero time.
    public init() { microsecondsSinceEpoch = -62_135_596_800_000_000 }

    /// A moment from microseconds since 1970; `nil` outside of years 0 to 9999.
    public init?(microsecondsSinceEpoch: Int64) {
        guard Self.range.contains(microsecondsSinceEpoch) else { return nil }
        self.microsecondsSinceEpoch = microsecondsSinceEpoch
    }

    /// A moment on the second.
    public init(_ time: Time) { microsecondsSinceEpoch = time.secondsSinceEpoch * 1_000_000 }

    /// The present.
    public static func now() -> MicroTime {
        let now = SystemClock.now()
        return MicroTime(
            microsecondsSinceEpoch: Time(clamping: now.seconds).secondsSinceEpoch * 1_000_000 + now.nanoseconds / 1000)
            ?? MicroTime()
    }

    /// A moment from RFC 3339 text with exactly six digits of the second's fraction, as Kubernetes demands; any offset.
    public init(parsing text: some StringProtocol) throws(TimeParsingError) {
        guard let moment = RFC3339.parse(text.utf8, fraction: .digits(6)) else {
            throw TimeParsingError("\"\(text)\" is not a time such as 2006-01-02T15:04:05.000000Z")
        }
        microsecondsSinceEpoch = moment.seconds * 1_000_000 + Int64(moment.nanoseconds) / 1000
    }

    /// Whether this is the zero time.
    public var isZero: Bool { self == MicroTime.zero }

    /// The second that the moment is in.
    public var time: Time { Time(clamping: parts.seconds) }

    /// Seconds rounded down, and the microseconds above.
    private var parts: (seconds: Int64, microseconds: Int32) {
        let (quotient, remainder) = microsecondsSinceEpoch.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? (quotient - 1, Int32(remainder + 1_000_000)) : (quotient, Int32(remainder))
    }

    /// Order in time.
    public static func < (a: Self, b: Self) -> Bool { a.microsecondsSinceEpoch < b.microsecondsSinceEpoch }
}

extension MicroTime: CustomStringConvertible {
    /// RFC 3339 in UTC: `2006-01-02T15:04:05.000000Z`.
    public var description: String {
        let parts = parts
        return RFC3339.format(seconds: parts.seconds, microseconds: parts.microseconds)
    }
}

extension MicroTime: JSONCodable {
    /// Reads RFC 3339 text, or null as the zero time.
    public init(json: JSONNode) throws(JSONDecodingError) {
        if json.isNull {
            self.init()
            return
        }
        let text = try String(json: json)
        do {
            try self.init(parsing: text)
        } catch {
            throw JSONDecodingError(path: "", message: error.description)
        }
    }

    /// Writes RFC 3339 text, or null for the zero time.
    public func encode(to writer: inout JSONWriter) {
        if isZero { JSONValue.null.encode(to: &writer) } else { description.encode(to: &writer) }
    }
}
