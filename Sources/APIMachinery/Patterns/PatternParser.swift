/// Reads a regular expression of the subset that RE2 and ECMA 262 share; see ``Pattern``.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var ignoresCase = false
    private var dotMatchesNewline = false
    private var isMultiline = false
    private var depth = 0

    /// How deeply groups may be nested.
    private static let maximumDepth = 100
    /// How often a repetition may say that something is repeated; RE2 has the same bound.
    static let maximumRepetition = 1000

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    private func error(_ reason: String) -> PatternError {
        PatternError(reason: reason, offset: position)
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    mutating func parse() throws(PatternError) -> PatternSyntax {
        let result = try alternatives()
        guard position == scalars.count else { throw error("a parenthesis is closed that was not opened") }
        return result
    }

    private mutating func alternatives() throws(PatternError) -> PatternSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw error("groups are nested too deeply") }
        var alternatives = [try sequence()]
        while take("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    }

    private mutating func sequence() throws(PatternError) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let part = try atom()
            parts.append(try repeated(part))
        }
        return parts.count == 1 ? parts[0] : (parts.isEmpty ? .empty : .sequence(parts))
    }

    private mutating func repeated(_ part: PatternSyntax) throws(PatternError) -> PatternSyntax {
        let bounds: (minimum: Int, maximum: Int?)
        switch next {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            guard let counted = try countedRepetition() else { return part }
            bounds = counted
            position -= 1
        default: return part
        }
        position += 1
        let isLazy = take("?")
        if let following = next, following == "*" || following == "+" || following == "?" {
            throw error("nothing to repeat before \(following)")
        }
        return .repetition(part, minimum: bounds.minimum, maximum: bounds.maximum, isLazy: isLazy)
    }

    /// `{n}`, `{n,}` or `{n,m}` at the position; `nil`, and nothing read, where the brace stands for itself.
    private mutating func countedRepetition() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
        let start = position
        position += 1
        guard let minimum = number() else {
            position = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = next == "}" ? nil : number() ?? -1 }
        guard take("}"), maximum != -1 else {
            position = start
            return nil
        }
        guard max(minimum, maximum ?? 0) <= Self.maximumRepetition, minimum <= maximum ?? minimum else {
            throw error("a repetition's bounds are out of order or above \(Self.maximumRepetition)")
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var number: Int?
        while let scalar = next, ("0"..."9").contains(scalar), (number ?? 0) < 1_000_000 {
            number = (number ?? 0) * 10 + Int(scalar.value - 48)
            position += 1
        }
        return number
    }

    private mutating func atom() throws(PatternError) -> PatternSyntax {
        guard let scalar = next else { return .empty }
        switch scalar {
        case "(": return try group()
        case "[": return .scalar(try bracketClass())
        case ".":
            position += 1
            var all = PatternClass()
            if !dotMatchesNewline { all.insert("\n") }
            all.isNegated = true
            return .scalar(all)
        case "^":
            position += 1
            return .assertion(isMultiline ? .lineBegin : .textBegin)
        case "$":
            position += 1
            return .assertion(isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?":
            throw error("nothing to repeat before \(scalar)")
        case "\\": return try escape()
        case "{":
            let start = position
            if try countedRepetition() != nil { throw error("nothing to repeat before {") }
            position = start + 1
            return literal(scalar)
        default:
            position += 1
            return literal(scalar)
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> PatternSyntax {
        var one = PatternClass()
        one.insert(scalar)
        if ignoresCase { one.ignoreCase() }
        return .scalar(one)
    }

    private mutating func group() throws(PatternError) -> PatternSyntax {
        position += 1
        let outer = (ignoresCase, dotMatchesNewline, isMultiline)
        if take("?") {
            if next == "P" || next == "<" {
                _ = take("P")
                guard take("<"), next != "=", next != "!" else { throw error("look-behind is not supported") }
                while let scalar = next, scalar != ">" {
                    guard scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else { break }
                    position += 1
                }
                guard take(">") else { throw error("a group's name is not closed") }
            } else if next == "=" || next == "!" {
                throw error("look-ahead is not supported")
            } else if try !flags() {
                return .empty  // (?i) holds until the end of the group that it stands in
            }
        }
        let inner = try alternatives()
        (ignoresCase, dotMatchesNewline, isMultiline) = outer
        guard take(")") else { throw error("a parenthesis is not closed") }
        return inner
    }

    /// Reads flags; returns whether a group follows them rather than its end.
    private mutating func flags() throws(PatternError) -> Bool {
        var isOn = true
        while let scalar = next {
            position += 1
            switch scalar {
            case "i": ignoresCase = isOn
            case "s": dotMatchesNewline = isOn
            case "m": isMultiline = isOn
            case "U": continue
            case "-": isOn = false
            case ":": return true
            case ")": return false
            default: throw error("an unknown flag \(scalar)")
            }
        }
        throw error("a parenthesis is not closed")
    }

    private mutating func escape() throws(PatternError) -> PatternSyntax {
        position += 1
        guard let scalar = next else { throw error("a backslash at the end") }
        switch scalar {
        case "b", "B", "A", "z":
            position += 1
            return .assertion(
                scalar == "b" ? .wordBoundary : scalar == "B" ? .noWordBoundary : scalar == "A" ? .textBegin : .textEnd
            )
        case "1"..."9": throw error("back references are not supported")
        default:
            if let known = try escapedClass() { return .scalar(known) }
            return literal(try escapedScalar())
        }
    }

    /// The class that the letter after a backslash stands for; `nil`, and nothing read, where it is a single character.
    private mutating func escapedClass() throws(PatternError) -> PatternClass? {
        guard let letter = next else { return nil }
        var result = PatternClass()
        switch letter {
        case "d", "D": result.insert(48...57)
        case "w", "W":
            for range: ClosedRange<UInt32> in [48...57, 65...90, 95...95, 97...122] { result.insert(range) }
        case "s", "S":
            for range: ClosedRange<UInt32> in [9...10, 12...13, 32...32] { result.insert(range) }
        case "p", "P":
            position += 1
            var name = ""
            var isNegated = letter == "P"
            if take("{") {
                if take("^") { isNegated.toggle() }
                while let scalar = next, scalar != "}" {
                    name.unicodeScalars.append(scalar)
                    position += 1
                }
                guard take("}") else { throw error("a brace is not closed") }
            } else if let scalar = next {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard PatternClass.isCategory(name) else { throw error("an unknown character category \(name)") }
            result.insert(category: name, isNegated: isNegated)
            return result
        default: return nil
        }
        position += 1
        result.isNegated = letter == "D" || letter == "W" || letter == "S"
        return result
    }

    private mutating func escapedScalar() throws(PatternError) -> Unicode.Scalar {
        guard let scalar = next else { throw error("a backslash at the end") }
        position += 1
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "f": return "\u{0C}"
        case "v": return "\u{0B}"
        case "a": return "\u{07}"
        case "0": return "\u{0}"
        case "x": return take("{") ? try hexadecimal(until: "}") : try hexadecimal(digits: 2)
        case "u": return try hexadecimal(digits: 4)
        default:
            guard !("a"..."z").contains(scalar), !("A"..."Z").contains(scalar), !("0"..."9").contains(scalar) else {
                throw error("an unknown escape \\\(scalar)")
            }
            return scalar
        }
    }

    private mutating func hexadecimal(digits: Int? = nil, until end: Unicode.Scalar? = nil) throws(PatternError)
        -> Unicode.Scalar
    {
        var value: UInt32 = 0
        var count = 0
        while let scalar = next, count < digits ?? 6, let digit = Character(scalar).hexDigitValue, scalar.isASCII {
            value = value * 16 + UInt32(digit)
            count += 1
            position += 1
        }
        guard count > 0, digits == nil || count == digits, end == nil || take("}"), let scalar = Unicode.Scalar(value)
        else {
            throw error("hexadecimal digits of a character are expected")
        }
        return scalar
    }

    private mutating func bracketClass() throws(PatternError) -> PatternClass {
        position += 1
        var result = PatternClass()
        let isNegated = take("^")
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            if scalar == "[", position + 1 < scalars.count, scalars[position + 1] == ":" {
                result.insert(try namedClass())
                continue
            }
            position += 1
            var low = scalar
            if scalar == "\\" {
                if let known = try escapedClass() {
                    result.insert(known)
                    continue
                }
                low = take("b") ? "\u{08}" : try escapedScalar()
            }
            var high = low
            if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                if let scalar = next { high = scalar }
                position += 1
                if high == "\\" { high = try escapedScalar() }
            }
            guard low <= high else { throw error("a range of characters is out of order") }
            result.insert(low.value...high.value)
        }
        guard take("]") else { throw error("a bracket is not closed") }
        if ignoresCase { result.ignoreCase() }
        result.isNegated = isNegated
        return result
    }

    /// A class such as `[:alpha:]` within brackets.
    private mutating func namedClass() throws(PatternError) -> PatternClass {
        position += 2
        let isNegated = take("^")
        var name = ""
        while let scalar = next, scalar != ":" {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        guard take(":"), take("]") else { throw error("a named class is not closed") }
        let ranges: [ClosedRange<UInt32>]
        switch name {
        case "alnum": ranges = [48...57, 65...90, 97...122]
        case "alpha": ranges = [65...90, 97...122]
        case "ascii": ranges = [0...127]
        case "blank": ranges = [9...9, 32...32]
        case "cntrl": ranges = [0...31, 127...127]
        case "digit": ranges = [48...57]
        case "graph": ranges = [33...126]
        case "lower": ranges = [97...122]
        case "print": ranges = [32...126]
        case "punct": ranges = [33...47, 58...64, 91...96, 123...126]
        case "space": ranges = [9...13, 32...32]
        case "upper": ranges = [65...90]
        case "word": ranges = [48...57, 65...90, 95...95, 97...122]
        case "xdigit": ranges = [48...57, 65...70, 97...102]
        default: throw error("an unknown class [:\(name):]")
        }
        var result = PatternClass()
        ranges.forEach { result.insert($0) }
        result.isNegated = isNegated
        return result
    }
}
