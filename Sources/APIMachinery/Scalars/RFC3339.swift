/// Reading and writing of RFC 3339 times, as Go's `time` package does for its layouts.
package enum RFC3339 {
    /// How a layout treats the fraction of a second.
    package enum Fraction {
        /// Any number of digits, or none.
        case optional
        /// Exactly this many digits.
        case digits(Int)
    }

    /// A moment: seconds since 1970 rounded down, and the nanoseconds above.
    package struct Moment {
        package var seconds: Int64
        package var nanoseconds: Int32
    }

    /// Reads `2006-01-02T15:04:05Z`, with a fraction as said and `Z` or an offset.
    ///
    /// As Go does: an hour may have one digit, a comma may stand for the point, digits of the fraction beyond the
    /// ninth are dropped, there is no second 60, offsets go up to 24:60. `nil` also where the moment in UTC is not in
    /// years 0 to 9999.
    package static func parse(_ text: some Sequence<UInt8>, fraction: Fraction) -> Moment? {
        var scanner = Scanner(bytes: Array(text))
        guard let year = scanner.number(digits: 4), scanner.skip("-"),
            let month = scanner.number(digits: 2), (1...12).contains(month), scanner.skip("-"),
            let day = scanner.number(digits: 2), scanner.skip("T"),
            let hour = scanner.number(digits: 2) ?? scanner.number(digits: 1), hour < 24, scanner.skip(":"),
            let minute = scanner.number(digits: 2), minute < 60, scanner.skip(":"),
            let second = scanner.number(digits: 2), second < 60,
            day >= 1, day <= CivilDate.daysIn(month: month, year: year),
            let nanoseconds = scanner.fraction(fraction),
            let offset = scanner.offset(), scanner.isAtEnd
        else { return nil }
        let days = CivilDate.days(year: year, month: month, day: day)
        let seconds = Int64(days * 86_400 + hour * 3600 + minute * 60 + second - offset)
        guard CivilDate.secondsRange.contains(seconds) else { return nil }
        return Moment(seconds: seconds, nanoseconds: Int32(nanoseconds))
    }

    /// Writes a moment in UTC, with six digits of the second's fraction or none.
    package static func format(seconds: Int64, microseconds: Int32? = nil) -> String {
        let clamped = Int(min(max(seconds, CivilDate.secondsRange.lowerBound), CivilDate.secondsRange.upperBound))
        var days = clamped / 86_400
        var rest = clamped % 86_400
        if rest < 0 {
            rest += 86_400
            days -= 1
        }
        let (year, month, day) = CivilDate.date(days: days)
        return String(unsafeUninitializedCapacity: 27) { buffer in
            var length = 0
            func put(_ byte: UInt8) {
                buffer[length] = byte
                length += 1
            }
            func put(_ value: Int, digits: Int) {
                var value = value
                for position in stride(from: length + digits - 1, through: length, by: -1) {
                    buffer[position] = UInt8(48 + value % 10)
                    value /= 10
                }
                length += digits
            }
            put(year, digits: 4)
            put(UInt8(ascii: "-"))
            put(month, digits: 2)
            put(UInt8(ascii: "-"))
            put(day, digits: 2)
            put(UInt8(ascii: "T"))
            put(rest / 3600, digits: 2)
            put(UInt8(ascii: ":"))
            put(rest / 60 % 60, digits: 2)
            put(UInt8(ascii: ":"))
            put(rest % 60, digits: 2)
            if let microseconds {
                put(UInt8(ascii: "."))
                put(Int(microseconds), digits: 6)
            }
            put(UInt8(ascii: "Z"))
            return length
        }
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        private func digit(at index: Int) -> Int? {
            guard index < bytes.count, (48...57).contains(bytes[index]) else { return nil }
            return Int(bytes[index]) - 48
        }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
            position += 1
            return true
        }

        /// A number of exactly so many digits; `nil` leaves the position alone.
        mutating func number(digits: Int) -> Int? {
            var value = 0
            for index in position..<position + digits {
                guard let digit = digit(at: index) else { return nil }
                value = value * 10 + digit
            }
            position += digits
            return value
        }

        /// The fraction's nanoseconds.
        mutating func fraction(_ fraction: Fraction) -> Int? {
            let begins =
                position < bytes.count && (bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ","))
            guard begins, digit(at: position + 1) != nil else {
                if case .optional = fraction { return 0 }
                return nil
            }
            position += 1
            var value = 0
            var count = 0
            while let digit = digit(at: position) {
                if count < 9 { value = value * 10 + digit }
                count += 1
                position += 1
            }
            if case .digits(let required) = fraction, count != required { return nil }
            for _ in 0..<max(0, 9 - count) { value *= 10 }
            return value
        }

        /// The offset from UTC in seconds.
        mutating func offset() -> Int? {
            if skip("Z") { return 0 }
            let isNegative: Bool
            if skip("+") { isNegative = false } else if skip("-") { isNegative = true } else { return nil }
            guard let hours = number(digits: 2), hours <= 24, skip(":"), let minutes = number(digits: 2), minutes <= 60
            else { return nil }
            let seconds = hours * 3600 + minutes * 60
            return isNegative ? -seconds : seconds
        }
    }
}
