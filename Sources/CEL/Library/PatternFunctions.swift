import APIMachinery

extension CELLibrary {
    /// Kubernetes' searches by patterns.
    static let patterns: CELLibrary = {
        var library = CELLibrary()
        library.method("find", of: .string, .string, .string, cost: .pattern) { text, pattern throws(EvaluationError) in
            let (text, pattern) = try texts(text, pattern)
            let match = try PatternCache.pattern(pattern).firstMatch(in: text)
            return .string(match.map { String(text[$0]) } ?? "")
        }
        let findAll: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = { arguments throws(EvaluationError) in
            let (text, pattern) = try texts(arguments[0], arguments[1])
            var limit = Int.max
            if arguments.count == 3, case .int(let count) = arguments[2], count >= 0 { limit = Int(clamping: count) }
            let matches = try PatternCache.pattern(pattern).allMatches(in: text, limit: limit)
            return .list(.values(matches.map { .string(String(text[$0])) }))
        }
        library.method("findAll", of: .string, [.string], .list(.string), cost: .pattern, findAll)
        library.method("findAll", of: .string, [.string, .int], .list(.string), cost: .pattern, findAll)
        return library
    }()

    private static func texts(_ text: CELValue, _ pattern: CELValue) throws(EvaluationError) -> (String, String) {
        guard case .string(let text) = text, case .string(let pattern) = pattern else { throw .noOverload("find") }
        return (text, pattern)
    }
}
