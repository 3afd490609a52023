internal import JSON

/// Reads templates of JSON paths.
struct JSONPathParser {
    private let characters: [Character]
    private var position = 0
    /// How deep ranges, unions and filters may nest.
    private static let maximumDepth = 32

    init(_ text: String) { characters = Array(text) }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private func starts(with prefix: String) -> Bool { characters[position...].starts(with: prefix) }

    private mutating func skipSpaces() {
        while let next, next == " " || next == "\t" || next == "\n" { position += 1 }
    }

    // MARK: Templates

    mutating func template() throws(JSONPathError) -> [JSONPathTemplate.Part] {
        try block(depth: 0).parts
    }

    /// What stands within a range, or the whole template.
    private struct Block {
        var parts: [JSONPathTemplate.Part] = []
        /// Whether it has come to its `{end}`.
        var hasEnd = false
        /// What stands behind the last `{end}` within it; `nil` where there is none.
        var rest: [JSONPathTemplate.Part]?
    }

    private mutating func block(depth: Int) throws(JSONPathError) -> Block {
        guard depth < Self.maximumDepth else { throw JSONPathError("ranges are nested too deeply") }
        var block = Block()
        var lastEnd: Int?
        var literal = ""
        while let character = next {
            guard character == "{" else {
                literal.append(character)
                position += 1
                continue
            }
            if !literal.isEmpty { block.parts.append(.text(literal)) }
            literal = ""
            position += 1
            skipSpaces()
            if isWord("end") {
                position += 3
                try closeBrace()
                guard depth > 0 else { throw JSONPathError("not in range, nothing to end") }
                block.hasEnd = true
                return block
            }
            if isWord("range") {
                position += 5
                skipSpaces()
                let steps = try path(depth: 0)
                try closeBrace()
                let inner = try self.block(depth: depth + 1)
                block.parts.append(.range(steps, inner.parts, rest: inner.hasEnd ? [] : inner.rest ?? inner.parts))
                if inner.hasEnd { lastEnd = block.parts.count } else { block.rest = inner.rest }
                continue
            }
            // Each path goes on from where the one before has led to; a text takes the place of everything.
            var steps: [JSONPathStep] = []
            while let character = next, character != "}" {
                if character == "\"" || character == "'" {
                    steps.append(.literal(.string(try text())))
                } else {
                    steps += try path(depth: 0)
                }
                skipSpaces()
            }
            try closeBrace()
            block.parts.append(.path(steps))
        }
        if !literal.isEmpty { block.parts.append(.text(literal)) }
        if block.rest == nil, let lastEnd { block.rest = Array(block.parts[lastEnd...]) }
        return block
    }

    private func isWord(_ word: String) -> Bool {
        guard starts(with: word) else { return false }
        let after = position + word.count
        return after >= characters.count
            || !(characters[after].isLetter || characters[after].isNumber || characters[after] == ".")
    }

    private mutating func closeBrace() throws(JSONPathError) {
        skipSpaces()
        guard next == "}" else { throw JSONPathError("unclosed action") }
        position += 1
    }

    // MARK: Paths

    private mutating func path(depth: Int) throws(JSONPathError) -> [JSONPathStep] {
        guard depth < Self.maximumDepth else { throw JSONPathError("paths are nested too deeply") }
        var steps: [JSONPathStep] = []
        while let character = next {
            switch character {
            case "$":
                steps.append(.root)
                position += 1
            case "@":
                steps.append(.current)
                position += 1
            case ".":
                position += 1
                if next == "." {
                    steps.append(.descend)
                    position += 1
                }
                if next == "[" || next == "}" || next == nil { continue }
                steps.append(try member())
            case "[": steps.append(try bracket(depth: depth))
            case "*" where steps.isEmpty:
                steps.append(.each)
                position += 1
            default:
                guard steps.isEmpty else { return steps }
                guard character.isLetter || character == "_" || character == "\\" else {
                    throw JSONPathError("unrecognized character in action: U+\(hexadecimal(character)) '\(character)'")
                }
                steps.append(try member())
            }
        }
        return steps
    }

    private func hexadecimal(_ character: Character) -> String {
        let digits = String(character.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    }

    private mutating func member() throws(JSONPathError) -> JSONPathStep {
        if next == "*" {
            position += 1
            return .each
        }
        var name = ""
        while let character = next, !" .[]{}()<>=!,\"'|&\n\t".contains(character) {
            if character == "\\" {
                position += 1
                guard let escaped = next else { throw JSONPathError("unterminated escape") }
                name.append(escaped)
            } else {
                name.append(character)
            }
            position += 1
        }
        guard !name.isEmpty else { throw JSONPathError("a name is expected after the dot") }
        return .member(name)
    }

    private mutating func bracket(depth: Int) throws(JSONPathError) -> JSONPathStep {
        position += 1
        skipSpaces()
        if next == "?" { return try filter(depth: depth) }
        var choices: [[JSONPathStep]] = []
        while true {
            skipSpaces()
            choices.append([try choice()])
            skipSpaces()
            guard let character = next else { throw JSONPathError("unterminated array") }
            position += 1
            if character == "]" { break }
            guard character == "," else { throw JSONPathError("invalid array index \(character)") }
        }
        if choices.count == 1, choices[0].count == 1 { return choices[0][0] }
        return .union(choices)
    }

    /// A name in quotes, `*`, an index or a slice.
    private mutating func choice() throws(JSONPathError) -> JSONPathStep {
        if next == "'" || next == "\"" { return .member(try key()) }
        if next == "*" {
            position += 1
            return .each
        }
        var numbers: [Int?] = [try number()]
        while next == ":" {
            position += 1
            numbers.append(try number())
        }
        guard numbers.count <= 3 else { throw JSONPathError("a slice has at most three numbers") }
        if numbers.count == 1 {
            guard let index = numbers[0] else { throw JSONPathError("invalid array index") }
            return .index(index)
        }
        let by = numbers.count == 3 ? numbers[2] ?? 1 : 1
        guard by > 0 else { throw JSONPathError("step must be > 0") }
        return .slice(from: numbers[0], to: numbers[1], by: by)
    }

    private mutating func number() throws(JSONPathError) -> Int? {
        let start = position
        if next == "-" { position += 1 }
        while let next, next.isASCII, next.isNumber { position += 1 }
        guard position > start else { return nil }
        guard let number = Int(String(characters[start..<position])) else { throw JSONPathError("invalid array index") }
        return number
    }

    /// A name in quotes, in which a backslash only says that the next character is one of the name.
    private mutating func key() throws(JSONPathError) -> String {
        let quote = next
        position += 1
        var name = ""
        while let character = next, character != quote {
            if character == "\\" { position += 1 }
            guard let next else { break }
            name.append(next)
            position += 1
        }
        guard next == quote else { throw JSONPathError("unterminated quoted string") }
        position += 1
        return name
    }

    /// A text in quotes, with the escapes of Go.
    private mutating func text() throws(JSONPathError) -> String {
        let start = position
        let quote = next
        position += 1
        while let character = next, character != quote, character != "\n" {
            position += 1
            if character == "\\", next != "\n" { position += 1 }
        }
        guard next == quote else { throw JSONPathError("unterminated quoted string") }
        position += 1
        let written = String(characters[start..<position])
        guard let text = GoNumberText.unquoted(written) else {
            throw JSONPathError("unquote string \(written) error invalid syntax")
        }
        return text
    }

    // MARK: Filters

    private mutating func filter(depth: Int) throws(JSONPathError) -> JSONPathStep {
        position += 1
        guard next == "(" else { throw JSONPathError("unclosed filter: ( is expected after ?") }
        position += 1
        skipSpaces()
        let left = try operand(depth: depth + 1)
        skipSpaces()
        var step: JSONPathStep?
        if next != ")" {
            guard let comparison = JSONPathComparison.allCases.first(where: { starts(with: $0.rawValue) }) else {
                throw JSONPathError("unrecognized filter: a comparison is expected")
            }
            position += comparison.rawValue.count
            skipSpaces()
            step = .filter(left, comparison, try operand(depth: depth + 1))
            skipSpaces()
        } else if case .path(let path) = left {
            step = .exists(path)
        }
        guard let step, next == ")" else { throw JSONPathError("unterminated filter") }
        position += 1
        skipSpaces()
        guard next == "]" else { throw JSONPathError("unclosed array expect ]") }
        position += 1
        return step
    }

    private mutating func operand(depth: Int) throws(JSONPathError) -> JSONPathOperand {
        if next == "'" || next == "\"" { return .literal(.string(try text())) }
        for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false))] where isWord(word) {
            position += word.count
            return .literal(value)
        }
        if let character = next, character.isNumber || character == "-" {
            let start = position
            while let next, next.isASCII, next.isNumber || "-+.eE".contains(next) { position += 1 }
            guard let number = try? JSONValue(parsing: String(characters[start..<position])) else {
                throw JSONPathError("\(String(characters[start..<position])) is no number")
            }
            return .literal(number)
        }
        return .path(try path(depth: depth))
    }
}
