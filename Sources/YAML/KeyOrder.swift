/// The order in which go-yaml, and so kubectl, writes the members of a mapping.
enum KeyOrder {
    /// Whether one name comes before another: letters come after all else, and numbers inside names go by value.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        guard let index = zip(left, right).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset else {
            return left.count < right.count
        }
        switch (left[index].properties.isLetter, right[index].properties.isLetter) {
        case (true, true): return left[index] < right[index]
        case (true, false): return false
        case (false, true): return true
        case (false, false): break
        }
        var start: Int64 = 0
        if left[index] == "0" || right[index] == "0" {
            // A zero inside a number counts, one at its beginning does not.
            let before = left[..<index].reversed().prefix { $0.isDecimalDigit }
            if before.contains(where: { $0 != "0" }) { start = 1 }
        }
        let (leftNumber, leftEnd) = number(left, from: index, start)
        let (rightNumber, rightEnd) = number(right, from: index, start)
        if leftNumber != rightNumber { return leftNumber < rightNumber }
        if leftEnd != rightEnd { return leftEnd < rightEnd }
        return left[index] < right[index]
    }

    private static func number(_ text: [Unicode.Scalar], from start: Int, _ initial: Int64) -> (Int64, Int) {
        var value = initial
        var index = start
        while index < text.count, text[index].isDecimalDigit {
            value = value &* 10 &+ (Int64(text[index].value) - 0x30)
            index += 1
        }
        return (value, index)
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isLetter: Bool {
        switch generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDecimalDigit: Bool {
        value < 0x80 ? (0x30...0x39).contains(value) : properties.generalCategory == .decimalNumber
    }
}
