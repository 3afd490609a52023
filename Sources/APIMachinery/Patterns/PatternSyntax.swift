/// The parts of a regular expression.
indirect enum PatternSyntax {
    case empty
    case scalar(PatternClass)
    case assertion(PatternAssertion)
    case sequence([PatternSyntax])
    case alternatives([PatternSyntax])
    case repetition(PatternSyntax, minimum: Int, maximum: Int?, isLazy: Bool)
}

/// What holds between two characters.
enum PatternAssertion: UInt8 {
    case textBegin, textEnd, lineBegin, lineEnd, wordBoundary, noWordBoundary
}

/// A set of Unicode scalars.
struct PatternClass {
    /// Members below 128, as bits.
    private(set) var ascii: (UInt64, UInt64) = (0, 0)
    private(set) var ranges: [ClosedRange<UInt32>] = []
    /// Members by general category, as the letters of its short name (`L`, `Lu`), with whether it is negated.
    private(set) var categories: [(name: String, isNegated: Bool)] = []
    var isNegated = false

    mutating func insert(_ range: ClosedRange<UInt32>) {
        ranges.append(range)
        guard range.lowerBound < 128 else { return }
        for value in range.lowerBound...min(range.upperBound, 127) {
            if value < 64 { ascii.0 |= 1 << UInt64(value) } else { ascii.1 |= 1 << UInt64(value - 64) }
        }
    }

    mutating func insert(_ scalar: Unicode.Scalar) { insert(scalar.value...scalar.value) }

    mutating func insert(category: String, isNegated: Bool) {
        categories.append((category, isNegated))
        for value in UInt32(0)..<128 {
            guard let scalar = Unicode.Scalar(value), Self.is(scalar, in: category) != isNegated else { continue }
            if value < 64 { ascii.0 |= 1 << UInt64(value) } else { ascii.1 |= 1 << UInt64(value - 64) }
        }
    }

    /// Adds all that another class holds.
    mutating func insert(_ other: PatternClass) {
        if other.isNegated {
            var next: UInt32 = 0
            for range in other.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
                if range.lowerBound > next { insert(next...(range.lowerBound - 1)) }
                next = max(next, range.upperBound + 1)
            }
            if next <= 0x10FFFF { insert(next...0x10FFFF) }
        } else {
            other.ranges.forEach { insert($0) }
        }
        for category in other.categories {
            insert(category: category.name, isNegated: category.isNegated != other.isNegated)
        }
    }

    /// Adds the upper and lower case forms of all members, as far as they are single scalars.
    mutating func ignoreCase() {
        for range in ranges {
            // Ranges over whole scripts are their own case forms in practice; only short ones are looked through.
            for value in range.lowerBound...min(range.upperBound, range.lowerBound + 0x250) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for form in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
                    if form.unicodeScalars.count == 1, let folded = form.unicodeScalars.first, folded != scalar {
                        insert(folded)
                    }
                }
            }
        }
    }

    @inline(__always)
    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return ((ascii.0 >> UInt64(value)) & 1 == 1) != isNegated }
        if value < 128 { return ((ascii.1 >> UInt64(value - 64)) & 1 == 1) != isNegated }
        return containsBeyondASCII(value) != isNegated
    }

    private func containsBeyondASCII(_ value: UInt32) -> Bool {
        for range in ranges where range.contains(value) { return true }
        guard !categories.isEmpty, let scalar = Unicode.Scalar(value) else { return false }
        for category in categories where Self.is(scalar, in: category.name) != category.isNegated { return true }
        return false
    }

    static func isCategory(_ name: String) -> Bool {
        name.count <= 2 && (name.count == 1 ? shortNames.contains { $0.hasPrefix(name) } : shortNames.contains(name))
    }

    private static let shortNames: Set<String> = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm",
        "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    private static func `is`(_ scalar: Unicode.Scalar, in category: String) -> Bool {
        shortName(scalar.properties.generalCategory).hasPrefix(category)
    }

    private static func shortName(_ category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
