/// An exact decimal number: a whole number times a power of ten, in the one form without zeros at its end.
///
/// So two numbers are equal when their parts are. What fits 64 bits is kept without a heap allocation. The power of ten is
/// cut to ±2^60: no number that differs only beyond that fits a memory.
package struct Decimal: Hashable, Sendable {
    /// The digits with their sign, where they fit; else only the sign.
    package private(set) var mantissa: Int64
    /// The power of ten.
    package private(set) var scale: Int
    /// The digits where they do not fit.
    package private(set) var big: BigMagnitude?

    /// 0.
    package static let zero = Decimal(isNegative: false, magnitude: 0, scale: 0)

    /// A number from its parts.
    package init(isNegative: Bool, magnitude: UInt128, scale: Int) {
        var magnitude = magnitude
        var scale = scale
        while magnitude != 0, magnitude % 10 == 0 {
            magnitude /= 10
            scale += 1
        }
        if let small = Int64(exactly: magnitude) {
            mantissa = isNegative ? -small : small
            self.scale = small == 0 ? 0 : Self.bounded(scale)
            big = nil
        } else {
            mantissa = isNegative ? -1 : 1
            self.scale = Self.bounded(scale)
            big = BigMagnitude(magnitude)
        }
    }

    /// A number from its parts.
    package init(isNegative: Bool, magnitude: BigMagnitude, scale: Int) {
        var magnitude = magnitude
        let scale = scale + magnitude.removeFactorsOfTen()
        if let small = magnitude.asUInt128 {
            self.init(isNegative: isNegative, magnitude: small, scale: scale)
        } else {
            self.init(isNegative: isNegative, large: magnitude, scale: scale)
        }
    }

    /// A number whose digits do not fit 64 bits and have no zeros at their end.
    private init(isNegative: Bool, large: BigMagnitude, scale: Int) {
        mantissa = isNegative ? -1 : 1
        self.scale = Self.bounded(scale)
        big = large
    }

    private static func bounded(_ scale: Int) -> Int { min(max(scale, -largestScale), largestScale) }

    private static let largestScale = 1 << 60

    /// A number as JSON writes it (RFC 8259 §6).
    package init(jsonNumber text: String) {
        var digits: [UInt8] = []
        var small: UInt64 = 0
        var scale = 0
        var exponent = 0
        var (isNegative, exponentIsNegative, inFraction, inExponent) = (false, false, false, false)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"):
                if inExponent { exponentIsNegative = true } else { isNegative = true }
            case UInt8(ascii: "."): inFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = byte &- UInt8(ascii: "0")
                if inExponent {
                    if exponent < Self.largestScale { exponent = exponent &* 10 &+ Int(digit) }
                    continue
                }
                if inFraction { scale -= 1 }
                if digits.isEmpty, small < 100_000_000_000_000_000 {
                    small = small &* 10 &+ UInt64(digit)
                } else {
                    // More than 17 digits after zeros in front.
                    if digits.isEmpty { digits = Array(String(small).utf8) }
                    digits.append(byte)
                }
            default: break
            }
        }
        exponent = min(exponent, Self.largestScale)
        scale += exponentIsNegative ? -exponent : exponent
        if digits.isEmpty {
            self.init(isNegative: isNegative, magnitude: UInt128(small), scale: scale)
        } else {
            self.init(isNegative: isNegative, magnitude: BigMagnitude(digits: digits), scale: scale)
        }
    }

    /// A whole number.
    package init(_ value: Int64) { self.init(isNegative: value < 0, magnitude: UInt128(value.magnitude), scale: 0) }

    /// -1, 0 or 1.
    package var sign: Int { mantissa.signum() == 0 ? 0 : (mantissa < 0 ? -1 : 1) }
    /// Whether the number is 0.
    package var isZero: Bool { mantissa == 0 }
    /// Whether the number has no fraction.
    package var isWhole: Bool { scale >= 0 }
    /// The digits, without sign and power of ten.
    package var magnitude: BigMagnitude { big ?? BigMagnitude(UInt128(mantissa.magnitude)) }

    /// The power of ten of the first digit, plus one: 3 for 100 to 999.
    package var order: Int {
        if let big { return big.digitCount + scale }
        var rest = mantissa.magnitude
        var count = 0
        while rest > 0 {
            rest /= 10
            count += 1
        }
        return count + scale
    }

    /// The number with its sign changed.
    package var negated: Decimal {
        var result = self
        result.mantissa = 0 &- mantissa
        return result
    }

    /// Digits of both at the lower scale, where they fit 128 bits.
    private static func aligned(_ a: Self, _ b: Self) -> (Int128, Int128, scale: Int)? {
        guard a.big == nil, b.big == nil else { return nil }
        let scale = min(a.scale, b.scale)
        guard a.isZero || b.isZero || abs(a.scale - b.scale) <= 18 else { return nil }
        func digits(_ value: Self) -> Int128 {
            var digits = Int128(value.mantissa)
            if !value.isZero { for _ in 0..<value.scale - scale { digits *= 10 } }
            return digits
        }
        // Beside a zero the other needs no alignment.
        if a.isZero { return (0, Int128(b.mantissa), b.scale) }
        if b.isZero { return (Int128(a.mantissa), 0, a.scale) }
        return (digits(a), digits(b), scale)
    }

    /// The digits at a lower scale.
    private func magnitude(at scale: Int) -> BigMagnitude {
        var magnitude = magnitude
        magnitude.multiplyByPowerOfTen(self.scale - scale)
        return magnitude
    }

    /// The sum.
    package static func + (a: Self, b: Self) -> Self {
        if let (x, y, scale) = aligned(a, b) {
            // Each is below 2^63 · 10^18, so that the sum is far within 128 bits.
            let sum = x + y
            return Decimal(isNegative: sum < 0, magnitude: sum.magnitude, scale: scale)
        }
        let scale = min(a.scale, b.scale)
        let (x, y) = (a.magnitude(at: scale), b.magnitude(at: scale))
        if a.sign == b.sign { return Decimal(isNegative: a.sign < 0, magnitude: x + y, scale: scale) }
        return Decimal(isNegative: (x < y ? b : a).sign < 0, magnitude: .difference(x, y), scale: scale)
    }

    /// Rounded away from zero to a whole multiple of a power of ten.
    package func roundedUp(toScale target: Int) -> Decimal {
        guard scale < target else { return self }
        var digits = magnitude
        if digits.dropDigits(target - scale) { digits = digits + BigMagnitude(1) }
        return Decimal(isNegative: sign < 0, magnitude: digits, scale: target)
    }

    /// The whole number that this is; `nil` for fractions, and where it does not fit.
    package var asInt128: Int128? {
        guard scale >= 0, order <= 38 else { return nil }
        var digits = magnitude
        digits.multiplyByPowerOfTen(scale)
        return digits.asUInt128.flatMap { Int128(exactly: $0) }.map { sign < 0 ? -$0 : $0 }
    }

    /// The whole number that this is; `nil` for fractions, and where it does not fit.
    package var asInt64: Int64? {
        if scale == 0, big == nil { return mantissa }
        return asInt128.flatMap { Int64(exactly: $0) }
    }

    /// Whether the number is a whole multiple of another: 0.3 is one of 0.1. A multiple of zero is zero.
    ///
    /// Of a factor whose digits do not fit 64 bits only the nearest double is considered.
    package func isMultiple(of factor: Decimal) -> Bool {
        if isZero { return true }
        if factor.isZero { return false }
        guard factor.big == nil else { return asDouble.truncatingRemainder(dividingBy: factor.asDouble) == 0 }
        // The digits end in no zero, so they have no factor ten to give.
        guard scale >= factor.scale else { return false }
        let modulus = factor.mantissa.magnitude
        func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
            modulus.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
        }
        var remainder = magnitude.remainder(dividingBy: modulus)
        var power = 10 % modulus
        var exponent = scale - factor.scale
        while exponent > 0, remainder != 0 {
            if exponent & 1 == 1 { remainder = product(remainder, power) }
            power = product(power, power)
            exponent >>= 1
        }
        return remainder == 0
    }

    /// The digits of a whole number, without its sign.
    package var wholeMagnitude: BigMagnitude {
        var digits = magnitude
        digits.multiplyByPowerOfTen(max(0, scale))
        return digits
    }

    /// The nearest double, up to a few units in the last place.
    package var asDouble: Double { Double("\(sign < 0 ? "-" : "")\(magnitude)e\(scale)") ?? 0 }

    /// The number with so many powers of ten moved out of it: `self / 10^exponent`.
    package func scaled(by exponent: Int) -> Decimal {
        var result = self
        if !isZero { result.scale = Self.bounded(scale - exponent) }
        return result
    }
}

extension Decimal: Comparable {
    /// Whether the first is smaller.
    package static func < (a: Self, b: Self) -> Bool {
        if a.sign != b.sign { return a.sign < b.sign }
        if let (x, y, _) = aligned(a, b) { return x < y }
        // Where the first digits stand at different places nothing needs to be multiplied.
        let isNegative = a.sign < 0
        if a.order != b.order { return (a.order < b.order) != isNegative }
        let scale = min(a.scale, b.scale)
        let (x, y) = (a.magnitude(at: scale), b.magnitude(at: scale))
        return isNegative ? y < x : x < y
    }
}
