public import JSON

/// A span of time in nanoseconds, written as Go writes it: `1h30m0s`, `1.5s`, `100ms`.
///
/// About 292 years at most, either way. Where the standard library's type is meant, write `Swift.Duration`.
///
/// `meta/v1.Duration`
public struct Duration: Sendable, Hashable, Comparable {
    /// The whole span in nanoseconds.
    public var nanoseconds: Int64

    /// No time.
    public static let zero = Duration()

    /// No time.
    public init() { nanoseconds = 0 }

    /// A span in nanoseconds.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// A span of the standard library's type, rounded towards zero; the nearest that fits where it is too long.
    public init(_ duration: Swift.Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, sumOverflow) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        nanoseconds = overflow || sumOverflow ? (seconds < 0 ? .min : .max) : sum
    }

    /// A span in seconds; the nearest that fits where it is too long.
    public static func seconds(_ seconds: Int64) -> Duration { Duration(scaling: seconds, by: 1_000_000_000) }
    /// A span in milliseconds; the nearest that fits where it is too long.
    public static func milliseconds(_ milliseconds: Int64) -> Duration {
        Duration(scaling: milliseconds, by: 1_000_000)
    }
    /// A span in minutes; the nearest that fits where it is too long.
    public static func minutes(_ minutes: Int64) -> Duration { Duration(scaling: minutes, by: 60_000_000_000) }
    /// A span in hours; the nearest that fits where it is too long.
    public static func hours(_ hours: Int64) -> Duration { Duration(scaling: hours, by: 3_600_000_000_000) }

    private init(scaling value: Int64, by factor: Int64) {
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        nanoseconds = overflow ? (value < 0 ? .min : .max) : product
    }

    /// The span as the standard library's type.
    public var swiftDuration: Swift.Duration { .nanoseconds(nanoseconds) }

    /// Order by length.
    public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }
}

extension Duration {
    /// Reads a sequence of decimal numbers, each with an optional fraction and a unit: `300ms`, `-1.5h`, `2h45m`.
    ///
    /// Units are `ns`, `us` (also `µs`), `ms`, `s`, `m` and `h`. `0` needs none.
    public init(parsing text: some StringProtocol) throws(TimeParsingError) {
        guard let nanoseconds = Self.parse(Array(text.utf8)) else {
            throw TimeParsingError("\"\(text)\" is not a duration such as 1h30m, 1.5s or 100ms")
        }
        self.nanoseconds = nanoseconds
    }

    private static func parse(_ bytes: [UInt8]) -> Int64? {
        var rest = bytes[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if rest.elementsEqual([UInt8(ascii: "0")]) { return 0 }
        guard !rest.isEmpty else { return nil }
        // The magnitude may be 2^63, which only a negative span can have.
        var magnitude: UInt64 = 0
        while !rest.isEmpty {
            guard let part = parsePart(&rest) else { return nil }
            let (sum, overflow) = magnitude.addingReportingOverflow(part)
            guard !overflow, sum <= 1 << 63 else { return nil }
            magnitude = sum
        }
        if isNegative { return magnitude == 1 << 63 ? .min : -Int64(magnitude) }
        return Int64(exactly: magnitude)
    }

    /// One number with its unit, in nanoseconds.
    private static func parsePart(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        func digit(_ byte: UInt8?) -> UInt64? { byte.flatMap { (48...57).contains($0) ? UInt64($0 - 48) : nil } }
        var whole: UInt64 = 0
        var digits = 0
        while let next = digit(rest.first) {
            let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) = product.addingReportingOverflow(next)
            guard !overflow, !sumOverflow, sum <= 1 << 63 else { return nil }
            whole = sum
            digits += 1
            rest = rest.dropFirst()
        }
        // The fraction is computed in floating point, as Go does, so that 0.3333333333333333333h is 20m.
        var fraction: UInt64 = 0
        var divisor = 1.0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            while let next = digit(rest.first) {
                // Digits that do not fit are less than any unit can show.
                if fraction <= (1 << 63 - 1) / 10, divisor < 1e19 {
                    fraction = fraction * 10 + next
                    divisor *= 10
                }
                digits += 1
                rest = rest.dropFirst()
            }
        }
        guard digits > 0 else { return nil }
        let end = rest.firstIndex { $0 == UInt8(ascii: ".") || (48...57).contains($0) } ?? rest.endIndex
        guard let unit = unit(rest[rest.startIndex..<end]) else { return nil }
        rest = rest[end...]
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit)
        let (sum, sumOverflow) = scaled.addingReportingOverflow(UInt64(Double(fraction) * (Double(unit) / divisor)))
        guard !overflow, !sumOverflow, sum <= 1 << 63 else { return nil }
        return sum
    }

    private static func unit(_ name: ArraySlice<UInt8>) -> UInt64? {
        switch String(decoding: name, as: UTF8.self).unicodeScalars.map(\.value) {
        case [0x6E, 0x73]: 1
        // The letter u, the micro sign, the Greek letter mu.
        case [0x75, 0x73], [0xB5, 0x73], [0x3BC, 0x73]: 1000
        case [0x6D, 0x73]: 1_000_000
        case [0x73]: 1_000_000_000
        case [0x6D]: 60_000_000_000
        case [0x68]: 3_600_000_000_000
        default: nil
        }
    }
}

extension Duration: CustomStringConvertible {
    /// The span as Go writes it: hours, minutes and seconds from a second on, else in the largest unit of which it
    /// has one.
    public var description: String {
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        switch magnitude {
        case 0: return "0s"
        case ..<1000: return "\(sign)\(magnitude)ns"
        case ..<1_000_000: return sign + Self.decimal(magnitude, places: 3) + "µs"
        case ..<1_000_000_000: return sign + Self.decimal(magnitude, places: 6) + "ms"
        default: break
        }
        let minutes = magnitude / 60_000_000_000
        let seconds = Self.decimal(magnitude % 60_000_000_000, places: 9) + "s"
        if minutes == 0 { return sign + seconds }
        if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
        return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
    }

    /// `value` divided by ten to the power of `places`, without zeros at the end.
    private static func decimal(_ value: UInt64, places: Int) -> String {
        var fraction: [UInt8] = []
        var rest = value
        for _ in 0..<places {
            let digit = UInt8(rest % 10)
            if digit != 0 || !fraction.isEmpty { fraction.append(48 + digit) }
            rest /= 10
        }
        return fraction.isEmpty ? "\(rest)" : "\(rest)." + String(decoding: fraction.reversed(), as: UTF8.self)
    }
}

extension Duration: JSONCodable {
    /// Reads a string as Go's durations are written.
    public init(json: JSONNode) throws(JSONDecodingError) {
        let text = try String(json: json)
        do {
            try self.init(parsing: text)
        } catch {
            throw JSONDecodingError(path: "", message: error.description)
        }
    }

    /// Writes a string as Go writes durations.
    public func encode(to writer: inout JSONWriter) { description.encode(to: &writer) }
}
