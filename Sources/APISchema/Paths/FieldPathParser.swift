internal import JSON

/// Why a text is no field path.
public struct FieldPathError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public var reason: String
    /// Where, in characters from the beginning of the text.
    public var offset: Int
    /// The text that was read.
    public var text: String

    /// The text, the place and the reason.
    public var description: String { "field path \"\(text)\", character \(offset + 1): \(reason)" }
}

extension FieldPath {
    /// A path from the form in which CustomResourceDefinitions write it, also with `$` before it or in braces.
    ///
    /// Understood are `.name` (with `\.` for a dot in a name), `['name']`, `["name"]`, `[0]`, `[-1]`, `[*]`, `.*` and
    /// `[?(@.name=="value")]`, where the value may also be a number, a boolean or in single quotes. The rest of
    /// JSONPath (recursive descent, ranges, unions, other filters) is refused.
    public init(parsing text: String) throws(FieldPathError) {
        var parser = FieldPathParser(text: text)
        steps = try parser.path()
    }
}

private struct FieldPathParser {
    let text: String
    private let characters: [Character]
    private var position = 0
    private var end: Int

    init(text: String) {
        self.text = text
        characters = Array(text)
        end = characters.count
    }

    private func error(_ reason: String) -> FieldPathError {
        FieldPathError(reason: reason, offset: position, text: text)
    }

    private var next: Character? { position < end ? characters[position] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Character) throws(FieldPathError) {
        guard take(character) else { throw error("\(character) is expected") }
    }

    mutating func path() throws(FieldPathError) -> [FieldPath.Step] {
        if next == "{" {
            guard characters.last == "}" else { throw error("the brace is not closed") }
            position += 1
            end -= 1
        }
        _ = take("$")
        var steps: [FieldPath.Step] = []
        while let character = next {
            switch character {
            case ".":
                position += 1
                if next == "[" || (steps.isEmpty && next == nil) { continue }
                steps.append(take("*") ? .each : .member(try name()))
            case "[":
                position += 1
                steps.append(try bracket())
                try expect("]")
            default:
                throw error(steps.isEmpty ? "a path begins with a dot" : "a dot or a bracket is expected")
            }
        }
        guard !steps.isEmpty else { throw error("the path is empty") }
        return steps
    }

    private mutating func name() throws(FieldPathError) -> String {
        var name = ""
        while let character = next, character != ".", character != "[" {
            position += 1
            switch character {
            case "\\":
                guard let escaped = next else { throw error("a character is expected after \\") }
                position += 1
                name.append(escaped)
            case " ", "]", "(", ")", "{", "}", "'", "\"", "*", ",", ":", "?", "@":
                position -= 1
                throw error("a name with \(character) is written in brackets and quotes")
            default: name.append(character)
            }
        }
        guard !name.isEmpty else {
            throw error(next == "." ? "recursive descent is not supported" : "a name is expected")
        }
        return name
    }

    private mutating func bracket() throws(FieldPathError) -> FieldPath.Step {
        switch next {
        case "*":
            position += 1
            return .each
        case "'", "\"": return .member(try quoted())
        case "?": return try filter()
        default:
            guard let number = Int(digits()) else {
                throw error("a position, a quoted name, * or a filter is expected")
            }
            return .index(number)
        }
    }

    private mutating func digits() -> String {
        var digits = ""
        while let character = next, character.isASCII, character.isNumber || (character == "-" && digits.isEmpty) {
            digits.append(character)
            position += 1
        }
        return digits
    }

    private mutating func quoted() throws(FieldPathError) -> String {
        guard let quote = next else { throw error("a quote is expected") }
        position += 1
        var result = ""
        while let character = next {
            position += 1
            if character == quote { return result }
            if character == "\\", let escaped = next {
                position += 1
                result.append(escaped)
            } else {
                result.append(character)
            }
        }
        throw error("the quote is not closed")
    }

    private mutating func filter() throws(FieldPathError) -> FieldPath.Step {
        position += 1
        try expect("(")
        skipSpaces()
        try expect("@")
        try expect(".")
        var member = ""
        while let character = next, character != "=", character != " ", character != ")" {
            guard character.isLetter || character.isNumber || character == "_" || character == "-" else {
                throw error("a filter compares one member for equality")
            }
            member.append(character)
            position += 1
        }
        guard !member.isEmpty else { throw error("a name is expected") }
        skipSpaces()
        guard take("="), take("=") else { throw error("== is expected; other comparisons are not supported") }
        skipSpaces()
        let value = try literal()
        skipSpaces()
        try expect(")")
        return .element(where: member, equals: value)
    }

    private mutating func skipSpaces() {
        while take(" ") {}
    }

    private mutating func literal() throws(FieldPathError) -> JSONValue {
        if next == "'" || next == "\"" { return .string(try quoted()) }
        let start = position
        var word = ""
        while let character = next, character != ")", character != " " {
            word.append(character)
            position += 1
        }
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            if let integer = Int64(word) { return .integer(integer) }
            if let number = JSONNumber(word) { return .number(number) }
            position = start
            throw error("a quoted text, a number, true or false is expected")
        }
    }
}
