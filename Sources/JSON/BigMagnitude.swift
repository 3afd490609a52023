/// A whole number of any size, without a sign.
///
/// Limbs hold nine decimal digits each, since numbers are read and written in decimal and scaled by powers of ten.
/// All operations are linear, but for powers of two, which are quadratic: those are for numbers whose digits are bounded.
package struct BigMagnitude: Hashable, Sendable {
    private static let base: UInt64 = 1_000_000_000
    /// Lowest first; the last is not zero.
    private var limbs: [UInt32]

    /// A number that fits 128 bits.
    package init(_ value: UInt128) {
        limbs = []
        var rest = value
        while rest > 0 {
            limbs.append(UInt32(rest % UInt128(Self.base)))
            rest /= UInt128(Self.base)
        }
    }

    /// A number from ASCII digits.
    package init(digits: some BidirectionalCollection<UInt8>) {
        limbs = []
        var limb: UInt32 = 0
        var factor: UInt32 = 1
        for digit in digits.reversed() {
            limb += UInt32(digit &- 48) * factor
            if factor == 100_000_000 {
                limbs.append(limb)
                limb = 0
                factor = 1
            } else {
                factor *= 10
            }
        }
        limbs.append(limb)
        trim()
    }

    /// Whether the number is 0.
    package var isZero: Bool { limbs.isEmpty }

    /// The number where it fits.
    package var asUInt128: UInt128? {
        var value: UInt128 = 0
        for limb in limbs.reversed() {
            let (product, overflow) = value.multipliedReportingOverflow(by: UInt128(Self.base))
            let (sum, sumOverflow) = product.addingReportingOverflow(UInt128(limb))
            if overflow || sumOverflow { return nil }
            value = sum
        }
        return value
    }

    /// How many decimal digits the number has; 0 has none.
    package var digitCount: Int {
        guard var last = limbs.last else { return 0 }
        var count = (limbs.count - 1) * 9
        while last > 0 {
            count += 1
            last /= 10
        }
        return count
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
    }

    /// Multiplies by a small number.
    package mutating func multiply(by factor: UInt32) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = UInt64(limbs[index]) * UInt64(factor) + carry
            limbs[index] = UInt32(product % Self.base)
            carry = product / Self.base
        }
        while carry > 0 {
            limbs.append(UInt32(carry % Self.base))
            carry /= Self.base
        }
        trim()
    }

    /// Appends zeros.
    package mutating func multiplyByPowerOfTen(_ exponent: Int) {
        guard !isZero else { return }
        limbs.insert(contentsOf: repeatElement(0, count: exponent / 9), at: 0)
        for _ in 0..<exponent % 9 { multiply(by: 10) }
    }

    /// Doubles so many times.
    package mutating func multiplyByPowerOfTwo(_ exponent: Int) {
        for _ in 0..<exponent / 10 { multiply(by: 1024) }
        multiply(by: 1 << UInt32(exponent % 10))
    }

    /// Divides and returns the remainder.
    package mutating func divide(by divisor: UInt32) -> UInt32 {
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            let value = remainder * Self.base + UInt64(limbs[index])
            limbs[index] = UInt32(value / UInt64(divisor))
            remainder = value % UInt64(divisor)
        }
        trim()
        return UInt32(remainder)
    }

    /// What is left over when the number is divided by another, which is not zero.
    package func remainder(dividingBy modulus: UInt64) -> UInt64 {
        limbs.reversed().reduce(into: 0) { remainder, limb in
            let (high, low) = remainder.multipliedFullWidth(by: Self.base)
            let (sum, overflow) = low.addingReportingOverflow(UInt64(limb))
            remainder = modulus.dividingFullWidth((high + (overflow ? 1 : 0), sum)).remainder
        }
    }

    /// Drops the last digits.
    ///
    /// - Returns: whether one of them was not zero.
    package mutating func dropDigits(_ count: Int) -> Bool {
        guard count < digitCount else {
            defer { limbs = [] }
            return !isZero
        }
        var lost = limbs[0..<count / 9].contains { $0 != 0 }
        limbs.removeFirst(count / 9)
        for _ in 0..<count % 9 { lost = divide(by: 10) != 0 || lost }
        return lost
    }

    /// Takes out all factors of ten.
    ///
    /// - Returns: how many there were.
    package mutating func removeFactorsOfTen() -> Int {
        let zeros = limbs.prefix { $0 == 0 }.count
        guard zeros < limbs.count else { return 0 }
        limbs.removeFirst(zeros)
        var count = zeros * 9
        while limbs[0] % 10 == 0 {
            _ = divide(by: 10)
            count += 1
        }
        return count
    }

    /// The sum.
    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        var carry: UInt64 = 0
        for index in 0..<max(a.limbs.count, b.limbs.count) {
            let value =
                (index < a.limbs.count ? UInt64(a.limbs[index]) : 0)
                + (index < b.limbs.count ? UInt64(b.limbs[index]) : 0) + carry
            if index < sum.limbs.count {
                sum.limbs[index] = UInt32(value % base)
            } else {
                sum.limbs.append(UInt32(value % base))
            }
            carry = value / base
        }
        if carry > 0 { sum.limbs.append(UInt32(carry)) }
        return sum
    }

    /// The difference of two numbers, whichever is larger.
    package static func difference(_ a: Self, _ b: Self) -> Self {
        let (larger, smaller) = a < b ? (b, a) : (a, b)
        var result = larger
        var borrow: Int64 = 0
        for index in result.limbs.indices {
            var value =
                Int64(result.limbs[index]) - (index < smaller.limbs.count ? Int64(smaller.limbs[index]) : 0) - borrow
            borrow = value < 0 ? 1 : 0
            if value < 0 { value += Int64(base) }
            result.limbs[index] = UInt32(value)
        }
        result.trim()
        return result
    }
}

extension BigMagnitude: Comparable, CustomStringConvertible {
    /// Whether the first is smaller.
    package static func < (a: Self, b: Self) -> Bool {
        if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
        for index in a.limbs.indices.reversed() where a.limbs[index] != b.limbs[index] {
            return a.limbs[index] < b.limbs[index]
        }
        return false
    }

    /// The decimal digits; `0` for zero.
    package var description: String {
        guard let last = limbs.last else { return "0" }
        return limbs.dropLast().reversed().reduce(into: String(last)) { text, limb in
            let digits = String(limb)
            text += String(repeating: "0", count: 9 - digits.utf8.count) + digits
        }
    }
}
