internal import JSON

extension Quantity {
    /// Reads a quantity.
    ///
    /// Kubernetes keeps the text of a quantity that looks canonical at a glance (at most 18 digits, no zeros in
    /// front, not three at the end, a power of ten that is a multiple of three), though it need not be: `1.500` and
    /// `+1` are written back as they came until something is computed with them. So does this type.
    public init(parsing text: some StringProtocol) throws(QuantityError) {
        let bytes = Array(text.utf8)
        // Signs, point and suffix need some room beside the digits.
        guard bytes.count <= 2 * Self.maximumDigits + 32 else { throw .tooLarge }
        let parts = try Parts(bytes)
        let (base, exponent, format) = try Self.interpret(suffix: parts.suffix)

        var digits = parts.whole + parts.fraction
        if digits.isEmpty { digits = [UInt8(ascii: "0")] }
        let scale = (base == 10 ? exponent : 0) - parts.fraction.count
        var number: Decimal
        if digits.count <= 18 {
            // Nearly all quantities: 60 bits of digits, and up to 60 more of a binary suffix.
            let value = digits.reduce(into: UInt64(0)) { $0 = $0 &* 10 &+ UInt64($1 &- 48) }
            number = Decimal(
                isNegative: parts.isNegative, magnitude: UInt128(value) << UInt128(base == 2 ? exponent : 0),
                scale: scale)
        } else {
            var magnitude = BigMagnitude(digits: digits)
            if base == 2 { magnitude.multiplyByPowerOfTwo(exponent) }
            number = Decimal(isNegative: parts.isNegative, magnitude: magnitude, scale: scale)
        }
        if number.isZero {
            self.init(number: .zero, format: format)
            return
        }
        guard number.order <= Self.maximumDigits else { throw .tooLarge }
        if number.scale < -9 { number = number.roundedUp(toScale: -9) }
        if format == .binarySI {
            let limit = Decimal(.max)
            if limit < number { number = limit } else if number < limit.negated { number = limit.negated }
        }
        // A binary quantity below one is a decimal one from then on.
        let isBelowOne = format == .binarySI && number < Decimal(1) && Decimal(-1) < number
        self.init(number: number, format: isBelowOne ? .decimalSI : format)
        if Self.keepsSpelling(parts, digits: digits, base: base, exponent: exponent) {
            let given = String(text)
            if given != description { spelling = given }
        }
    }

    /// Whether Kubernetes takes the text to be canonical.
    private static func keepsSpelling(_ parts: Parts, digits: [UInt8], base: Int, exponent: Int) -> Bool {
        let whole = parts.whole.isEmpty ? 1 : parts.whole.count
        if base == 2 {
            // The digits that are left beside those of the power of two; the last three bits tell multiples of eight.
            guard parts.fraction.isEmpty, 15 - whole - exponent * 3 / 10 - 1 >= 0 else { return false }
            let tail = digits.suffix(3).reduce(0) { $0 * 10 + Int($1 - 48) }
            return tail % 8 != 0
        }
        let scale = exponent - parts.fraction.count
        return whole + parts.fraction.count <= 18 && scale >= -9 && scale % 3 == 0 && !parts.whole.isEmpty
            && !digits.suffix(3).elementsEqual([48, 48, 48])
    }

    /// Sign, digits and suffix of a text.
    private struct Parts {
        var isNegative = false
        /// The digits before the point, without zeros in front.
        var whole: [UInt8] = []
        var fraction: [UInt8] = []
        var suffix: [UInt8] = []

        init(_ bytes: [UInt8]) throws(QuantityError) {
            var rest = bytes[...]
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                isNegative = sign == UInt8(ascii: "-")
                rest = rest.dropFirst()
            }
            func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
            let wholeDigits = rest.prefix(while: isDigit)
            rest = rest[wholeDigits.endIndex...]
            whole = Array(wholeDigits.drop { $0 == 48 })
            if rest.first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
                fraction = Array(rest.prefix(while: isDigit))
                rest = rest[(rest.startIndex + fraction.count)...]
            }
            guard !wholeDigits.isEmpty || !fraction.isEmpty else { throw .malformed }
            suffix = Array(rest)
        }
    }

    /// The base and exponent that a suffix means, and its family.
    private static func interpret(suffix: [UInt8]) throws(QuantityError) -> (base: Int, exponent: Int, Format) {
        let text = String(decoding: suffix, as: UTF8.self)
        if text.isEmpty { return (10, 0, .decimalSI) }
        if let index = decimalSuffixes.firstIndex(of: text) { return (10, index * 3 - 9, .decimalSI) }
        if let index = binarySuffixes.firstIndex(of: text) { return (2, index * 10, .binarySI) }
        guard suffix[0] == UInt8(ascii: "e") || suffix[0] == UInt8(ascii: "E"), suffix.count > 1 else {
            throw .unknownSuffix(text)
        }
        guard let exponent = Int(text.dropFirst()) else {
            // Digits alone fail only because there are too many of them.
            let digits = suffix.dropFirst().drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
            let areDigits = !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
            throw areDigits && digits.count >= suffix.count - 2 ? .tooLarge : .unknownSuffix(text)
        }
        guard exponent <= maximumDigits else { throw .tooLarge }
        // What is so small is rounded to a billionth in any case.
        return (10, max(exponent, -3 * maximumDigits), .decimalExponent)
    }

    private static let decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
    private static let binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
}

extension Quantity: CustomStringConvertible {
    /// The quantity as it is written in JSON: canonical, but for what ``init(parsing:)`` says.
    public var description: String { spelling ?? canonicalText }

    /// The canonical form.
    public var canonicalText: String {
        if isZero { return "0" }
        let sign = number.sign < 0 ? "-" : ""
        // Small numbers and fractions are written in decimal, so that no precision is lost.
        if format == .binarySI, number.isWhole, number <= Decimal(-1024) || Decimal(1024) <= number {
            var magnitude = number.wholeMagnitude
            var exponent = 0
            while exponent < Self.binarySuffixes.count - 1 {
                var quotient = magnitude
                guard quotient.divide(by: 1024) == 0 else { break }
                magnitude = quotient
                exponent += 1
            }
            return sign + magnitude.description + Self.binarySuffixes[exponent]
        }
        var magnitude = number.magnitude
        var scale = Int(number.scale)
        while scale % 3 != 0 {
            magnitude.multiply(by: 10)
            scale -= 1
        }
        let digits = sign + magnitude.description
        if scale == 0 { return digits }
        // Beyond 10^18 there are no letters.
        return format == .decimalExponent || scale > 18
            ? "\(digits)e\(scale)" : digits + Self.decimalSuffixes[scale / 3 + 3]
    }
}
