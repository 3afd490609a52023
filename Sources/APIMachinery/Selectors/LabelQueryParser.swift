/// Reads label selectors by Kubernetes' grammar.
struct LabelQueryParser {
    private enum Token: Equatable {
        case identifier(String)
        case symbol(String)
        case end

        var text: String {
            switch self {
            case .identifier(let text), .symbol(let text): text
            case .end: ""
            }
        }
    }

    private let bytes: [UInt8]
    private var position = 0
    private var next = Token.end

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
        next = scan()
    }

    mutating func parse() throws(SelectorError) -> [LabelRequirement] {
        var requirements: [LabelRequirement] = []
        if next == .end { return [] }
        while true {
            do {
                requirements.append(try requirement())
            } catch {
                throw SelectorError("unable to parse requirement: \(error)")
            }
            switch consume() {
            case .end: return requirements
            case .symbol(","):
                if case .identifier = next { continue }
                guard next == .symbol("!") else { throw unexpected(next, expected: "identifier after ','") }
            case let token: throw unexpected(token, expected: "',' or 'end of string'")
            }
        }
    }

    private mutating func requirement() throws(SelectorError) -> LabelRequirement {
        let isNegated = next == .symbol("!")
        if isNegated { _ = consume() }
        let token = consume()
        guard case .identifier(let key) = token else { throw unexpected(token, expected: "identifier") }
        if isNegated { return try LabelRequirement(key: key, operator: .doesNotExist) }
        switch consumeOperator() {
        case nil: return try LabelRequirement(key: key, operator: .exists)
        case .symbol("="): return try LabelRequirement(key: key, operator: .equals, values: [try exactValue()])
        case .symbol("=="): return try LabelRequirement(key: key, operator: .doubleEquals, values: [try exactValue()])
        case .symbol("!="): return try LabelRequirement(key: key, operator: .notEquals, values: [try exactValue()])
        case .symbol(">"): return try LabelRequirement(key: key, operator: .greaterThan, values: [try exactValue()])
        case .symbol("<"): return try LabelRequirement(key: key, operator: .lessThan, values: [try exactValue()])
        case .identifier("in"): return try LabelRequirement(key: key, operator: .in, values: try values())
        case .identifier("notin"): return try LabelRequirement(key: key, operator: .notIn, values: try values())
        case let token?: throw unexpected(token, expected: "in, notin, =, ==, !=, gt, lt")
        }
    }

    /// The operator; `nil` where the requirement ends after its key.
    private mutating func consumeOperator() -> Token? {
        next == .end || next == .symbol(",") ? nil : consume()
    }

    private mutating func exactValue() throws(SelectorError) -> String {
        if next == .end || next == .symbol(",") { return "" }
        let token = consume()
        guard case .identifier(let value) = token else { throw unexpected(token, expected: "identifier") }
        return value
    }

    /// `(a,b)`; where nothing stands between two commas, beside one, or at all, the empty value is meant.
    private mutating func values() throws(SelectorError) -> [String] {
        let opening = consume()
        guard opening == .symbol("(") else { throw unexpected(opening, expected: "'('") }
        var values: [String] = []
        while true {
            if case .identifier(let value) = next {
                values.append(value)
                _ = consume()
            } else {
                guard next == .symbol(",") || next == .symbol(")") else {
                    throw unexpected(next, expected: "',' or identifier")
                }
                values.append("")
            }
            let token = consume()
            if token == .symbol(")") { return values }
            guard token == .symbol(",") else { throw unexpected(token, expected: "',' or ')'") }
        }
    }

    private func unexpected(_ token: Token, expected: String) -> SelectorError {
        SelectorError("found '\(token.text)', expected: \(expected)")
    }

    private mutating func consume() -> Token {
        defer { next = scan() }
        return next
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch Character(Unicode.Scalar(byte)) {
        case "=", "!", "(", ")", ",", ">", "<": true
        default: false
        }
    }

    private mutating func scan() -> Token {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { return .end }
        let start = position
        if Self.isSpecial(bytes[position]) {
            position += 1
            let isPair =
                position < bytes.count && bytes[position] == UInt8(ascii: "=")
                && (bytes[start] == UInt8(ascii: "=") || bytes[start] == UInt8(ascii: "!"))
            if isPair { position += 1 }
            return .symbol(String(decoding: bytes[start..<position], as: UTF8.self))
        }
        while position < bytes.count, !Self.isSpace(bytes[position]), !Self.isSpecial(bytes[position]) { position += 1 }
        return .identifier(String(decoding: bytes[start..<position], as: UTF8.self))
    }
}
