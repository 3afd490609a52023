/// An exact decimal number: a whole number times a power of ten, in the one form without zeros at its end.
///
/// So two numbers are equal when their parts are. What fits 64 bits is kept without a heap allocation.
struct Decimal: Hashable, Sendable {
    /// The digits with their sign, where they fit; else only the sign.
    private(set) var mantissa: Int64
    /// The power of ten.
    private(set) var scale: Int32
    /// The digits where they do not fit.
    private(set) var big: BigMagnitude?

    static let zero = Decimal(isNegative: false, magnitude: 0, scale: 0)

    init(isNegative: Bool, magnitude: UInt128, scale: Int) {
        var magnitude = magnitude
        var scale = scale
        while magnitude != 0, magnitude % 10 == 0 {
            magnitude /= 10
            scale += 1
        }
        if let small = Int64(exactly: magnitude) {
            mantissa = isNegative ? -small : small
            self.scale = small == 0 ? 0 : Int32(clamping: scale)
            big = nil
        } else {
            mantissa = isNegative ? -1 : 1
            self.scale = Int32(clamping: scale)
            big = BigMagnitude(magnitude)
        }
    }

    init(isNegative: Bool, magnitude: BigMagnitude, scale: Int) {
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
        self.scale = Int32(clamping: scale)
        big = large
    }

    init(_ value: Int64) { self.init(isNegative: value < 0, magnitude: UInt128(value.magnitude), scale: 0) }

    /// -1, 0 or 1.
    var sign: Int { mantissa.signum() == 0 ? 0 : (mantissa < 0 ? -1 : 1) }
    var isZero: Bool { mantissa == 0 }
    var isWhole: Bool { scale >= 0 }
    var magnitude: BigMagnitude { big ?? BigMagnitude(UInt128(mantissa.magnitude)) }

    /// The power of ten of the first digit, plus one: 3 for 100 to 999.
    var order: Int {
        if let big { return big.digitCount + Int(scale) }
        var rest = mantissa.magnitude
        var count = 0
        while rest > 0 {
            rest /= 10
            count += 1
        }
        return count + Int(scale)
    }

    var negated: Decimal {
        var result = self
        result.mantissa = 0 &- mantissa
        return result
    }

    /// Digits of both at the lower scale, where they fit 128 bits.
    private static func aligned(_ a: Self, _ b: Self) -> (Int128, Int128, scale: Int)? {
        guard a.big == nil, b.big == nil else { return nil }
        let scale = min(a.scale, b.scale)
        guard a.isZero || b.isZero || abs(Int(a.scale) - Int(b.scale)) <= 18 else { return nil }
        func digits(_ value: Self) -> Int128 {
            var digits = Int128(value.mantissa)
            if !value.isZero { for _ in 0..<value.scale - scale { digits *= 10 } }
            return digits
        }
        // Beside a zero the other needs no alignment.
        if a.isZero { return (0, Int128(b.mantissa), Int(b.scale)) }
        if b.isZero { return (Int128(a.mantissa), 0, Int(a.scale)) }
        return (digits(a), digits(b), Int(scale))
    }

    /// The digits at a lower scale.
    private func magnitude(at scale: Int32) -> BigMagnitude {
        var magnitude = magnitude
        magnitude.multiplyByPowerOfTen(Int(self.scale - scale))
        return magnitude
    }

    static func + (a: Self, b: Self) -> Self {
        if let (x, y, scale) = aligned(a, b) {
            // Each is below 2^63 · 10^18, so that the sum is far within 128 bits.
            let sum = x + y
            return Decimal(isNegative: sum < 0, magnitude: sum.magnitude, scale: scale)
        }
        let scale = min(a.scale, b.scale)
        let (x, y) = (a.magnitude(at: scale), b.magnitude(at: scale))
        if a.sign == b.sign { return Decimal(isNegative: a.sign < 0, magnitude: x + y, scale: Int(scale)) }
        return Decimal(isNegative: (x < y ? b : a).sign < 0, magnitude: .difference(x, y), scale: Int(scale))
    }

    /// Rounded away from zero to a whole multiple of a power of ten.
    func roundedUp(toScale target: Int) -> Decimal {
        guard Int(scale) < target else { return self }
        var digits = magnitude
        if digits.dropDigits(target - Int(scale)) { digits = digits + BigMagnitude(1) }
        return Decimal(isNegative: sign < 0, magnitude: digits, scale: target)
    }

    /// The whole number that this is; `nil` for fractions, and where it does not fit.
    var asInt128: Int128? {
        guard scale >= 0, order <= 38 else { return nil }
        var digits = magnitude
        digits.multiplyByPowerOfTen(Int(scale))
        return digits.asUInt128.flatMap { Int128(exactly: $0) }.map { sign < 0 ? -$0 : $0 }
    }

    /// The digits of a whole number, without its sign.
    var wholeMagnitude: BigMagnitude {
        var digits = magnitude
        digits.multiplyByPowerOfTen(max(0, Int(scale)))
        return digits
    }

    /// The nearest double, up to a few units in the last place.
    var asDouble: Double { Double("\(sign < 0 ? "-" : "")\(magnitude)e\(scale)") ?? 0 }

    /// The number with so many powers of ten moved out of it: `self / 10^exponent`.
    func scaled(by exponent: Int) -> Decimal {
        var result = self
        if !isZero { result.scale = Int32(clamping: Int(scale) - exponent) }
        return result
    }
}

extension Decimal: Comparable {
    static func < (a: Self, b: Self) -> Bool {
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
