internal import JSON

extension JSONValue {
    /// The value as a number with all its digits; `nil` for what is no number.
    var exactNumber: JSONNumber? {
        switch self {
        case .integer(let number): JSONNumber(number)
        case .number(let number): number
        default: nil
        }
    }

    /// Whether the value is a number without fraction, however it is written (`1`, `1.0`, `1e3`, `-0.0`).
    var isWholeNumber: Bool {
        switch self {
        case .integer: true
        case .number(let number): number.isWhole
        default: false
        }
    }
}

/// A decimal as digits and an exponent of ten, without zeros at either end of the digits.
private struct Decimal {
    /// Digits from the left, as values 0 to 9; empty for zero.
    var digits: ArraySlice<UInt8> = []
    /// The power of ten of the last digit, bounded so that sums of two do not overflow.
    var exponent = 0

    init(_ number: JSONNumber) {
        var digits: [UInt8] = []
        var scale = 0
        var isFraction = false
        var text = number.text.utf8[...]
        if text.first == UInt8(ascii: "-") { text = text.dropFirst() }
        while let byte = text.first, byte | 0x20 != UInt8(ascii: "e") {
            text = text.dropFirst()
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                digits.append(byte &- UInt8(ascii: "0"))
                if isFraction { scale -= 1 }
            }
        }
        // An exponent beyond 18 digits is as good as the largest that has them: nobody writes that many digits.
        let written = text.dropFirst()
        let bound = 1_000_000_000_000_000_000
        exponent =
            scale
            + (Int(Substring(written)) ?? (written.first == UInt8(ascii: "-") ? -bound : written.isEmpty ? 0 : bound))
            .clamped(to: -bound...bound)
        self.digits = digits.drop { $0 == 0 }
        while self.digits.last == 0 {
            self.digits.removeLast()
            exponent += 1
        }
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}

extension JSONNumber {
    /// Whether the number has no fraction.
    var isWhole: Bool {
        let decimal = Decimal(self)
        return decimal.digits.isEmpty || decimal.exponent >= 0
    }

    /// Whether the number is an exact multiple of another, by its decimal digits: 0.3 is a multiple of 0.1.
    ///
    /// Of a factor with more than 18 significant digits only the nearest double is considered. A multiple of zero is
    /// zero.
    func isMultiple(of factor: JSONNumber) -> Bool {
        let value = Decimal(self)
        let divisor = Decimal(factor)
        if value.digits.isEmpty { return true }
        if divisor.digits.isEmpty { return false }
        guard divisor.digits.count <= 18 else { return double.truncatingRemainder(dividingBy: factor.double) == 0 }
        // The digits of the value end in no zero, so they have no factor ten to give.
        guard value.exponent >= divisor.exponent else { return false }
        let modulus = divisor.digits.reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1) }
        func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
            modulus.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
        }
        var remainder: UInt64 = 0
        for digit in value.digits { remainder = (product(remainder, 10 % modulus) &+ UInt64(digit)) % modulus }
        var power = 10 % modulus
        var exponent = value.exponent - divisor.exponent
        while exponent > 0, remainder != 0 {
            if exponent & 1 == 1 { remainder = product(remainder, power) }
            power = product(power, power)
            exponent >>= 1
        }
        return remainder == 0
    }
}
