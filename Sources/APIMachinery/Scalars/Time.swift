public import JSON

/// A moment, to the second: RFC 3339 in JSON, always in UTC.
///
/// Years 0 to 9999. The moment 0001-01-01T00:00:00Z is Go's zero time and stands for no time: it is null in JSON.
///
/// `meta/v1.Time`
public struct Time: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let secondsSinceEpoch: Int64

    /// The zero time.
    public static let zero = Time()

    /// The zero time.
    public init() { secondsSinceEpoch = -62_135_596_800 }

    /// A moment from seconds since 1970; `nil` outside of years 0 to 9999.
    public init?(secondsSinceEpoch: Int64) {
        guard CivilDate.secondsRange.contains(secondsSinceEpoch) else { return nil }
        self.secondsSinceEpoch = secondsSinceEpoch
    }

    /// The present.
    public static func now() -> Time { Time(clamping: SystemClock.now().seconds) }

    /// A moment from RFC 3339 text: any offset; a fraction of the second is dropped.
    public init(parsing text: some StringProtocol) throws(TimeParsingError) {
        guard let moment = RFC3339.parse(text.utf8, fraction: .optional) else {
            throw TimeParsingError("\"\(text)\" is not a time such as 2006-01-02T15:04:05Z")
        }
        secondsSinceEpoch = moment.seconds
    }

    init(clamping seconds: Int64) {
        secondsSinceEpoch = min(max(seconds, CivilDate.secondsRange.lowerBound), CivilDate.secondsRange.upperBound)
    }

    /// Whether this is the zero time.
    public var isZero: Bool { self == Time.zero }

    /// The moment so many seconds later, at most the end of year 9999 and at least the start of year 0.
    public func adding(seconds: Int64) -> Time {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return Time(clamping: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    /// Order in time.
    public static func < (a: Self, b: Self) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }
}

extension Time: CustomStringConvertible {
    /// RFC 3339 in UTC: `2006-01-02T15:04:05Z`.
    public var description: String { RFC3339.format(seconds: secondsSinceEpoch) }
}

extension Time: JSONCodable {
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
