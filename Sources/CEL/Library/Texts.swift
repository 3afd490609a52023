import APIMachinery

extension CELLibrary {
    /// What the language's definition says of texts.
    mutating func addTexts() {
        let tests: [(String, CELOverload.Cost, @Sendable (String, String) -> Bool)] = [
            ("startsWith", .traversal, { $0.utf8.starts(with: $1.utf8) }),
            ("endsWith", .traversal, { $0.utf8.reversed().starts(with: $1.utf8.reversed()) }),
            ("contains", .product, { TextSearch.firstIndex(of: Array($1.utf8), in: Array($0.utf8), from: 0) != nil }),
        ]
        for (name, cost, test) in tests {
            method(name, of: .string, .string, .bool, cost: cost) { a, b throws(EvaluationError) in
                guard case .string(let text) = a, case .string(let other) = b else { throw .noOverload(name) }
                return .bool(test(text, other))
            }
        }
        let matches: @Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue = {
            a, b throws(EvaluationError) in
            guard case .string(let text) = a, case .string(let pattern) = b else { throw .noOverload("matches") }
            return .bool(try PatternCache.pattern(pattern).matches(text))
        }
        method("matches", of: .string, .string, .bool, cost: .pattern, matches)
        function("matches", .string, .string, .bool, cost: .pattern, matches)
    }

    /// More of texts: the strings extension of cel-go, version 4.
    static let strings: CELLibrary = {
        var library = CELLibrary()
        library.addSearches()
        library.addChanges()
        library.method("format", of: .string, .list(.dyn), .string, cost: .traversal) {
            format, arguments throws(EvaluationError) in
            guard case .string(let format) = format, case .list(let arguments) = arguments else {
                throw .noOverload("format")
            }
            return .string(try Formatting.formatted(format, arguments.values))
        }
        library.function("strings.quote", .string, .string, cost: .traversal) { value throws(EvaluationError) in
            guard case .string(let text) = value else { throw .noOverload("strings.quote") }
            return .string(Formatting.quoted(text))
        }
        return library
    }()

    private mutating func addSearches() {
        method("charAt", of: .string, .int, .string) { value, index throws(EvaluationError) in
            guard case .string(let text) = value, case .int(let index) = index else { throw .noOverload("charAt") }
            let scalars = Array(text.unicodeScalars)
            let position = try TextSearch.position(index, upTo: scalars.count)
            return .string(position < scalars.count ? String(Character(scalars[position])) : "")
        }
        for (name, isLast) in [("indexOf", false), ("lastIndexOf", true)] {
            let search: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = {
                arguments throws(EvaluationError) in
                guard case .string(let text) = arguments[0], case .string(let part) = arguments[1] else {
                    throw .noOverload(name)
                }
                let (scalars, wanted) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
                var start: Int?
                if arguments.count == 3 {
                    guard case .int(let offset) = arguments[2] else { throw .noOverload(name) }
                    start = try TextSearch.position(offset, upTo: scalars.count)
                }
                let found =
                    isLast
                    ? TextSearch.lastIndex(of: wanted, in: scalars, from: start ?? scalars.count)
                    : TextSearch.firstIndex(of: wanted, in: scalars, from: start ?? 0)
                return .int(Int64(found ?? -1))
            }
            method(name, of: .string, [.string], .int, cost: .product, search)
            method(name, of: .string, [.string, .int], .int, cost: .product, search)
        }
        let substring: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = {
            arguments throws(EvaluationError) in
            guard case .string(let text) = arguments[0], case .int(let first) = arguments[1] else {
                throw .noOverload("substring")
            }
            let scalars = Array(text.unicodeScalars)
            let start = try TextSearch.position(first, upTo: scalars.count)
            var end = scalars.count
            if arguments.count == 3 {
                guard case .int(let last) = arguments[2] else { throw .noOverload("substring") }
                end = try TextSearch.position(last, upTo: scalars.count)
                guard start <= end else {
                    throw EvaluationError("invalid substring range. start: \(first), end: \(last)")
                }
            }
            return .string(TextSearch.text(scalars[start..<end]))
        }
        method("substring", of: .string, [.int], .string, cost: .traversal, substring)
        method("substring", of: .string, [.int, .int], .string, cost: .traversal, substring)
    }

    private mutating func addChanges() {
        let changes: [(String, @Sendable (String) -> String)] = [
            ("lowerAscii", { TextSearch.mapped($0) { (0x41...0x5a).contains($0) ? $0 + 32 : $0 } }),
            ("upperAscii", { TextSearch.mapped($0) { (0x61...0x7a).contains($0) ? $0 - 32 : $0 } }),
            ("trim", TextSearch.trimmed), ("reverse", { TextSearch.text($0.unicodeScalars.reversed()) }),
        ]
        for (name, change) in changes {
            method(name, of: .string, .string, cost: .traversal) { value throws(EvaluationError) in
                guard case .string(let text) = value else { throw .noOverload(name) }
                return .string(change(text))
            }
        }
        let replace: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = { arguments throws(EvaluationError) in
            guard case .string(let text) = arguments[0], case .string(let old) = arguments[1],
                case .string(let new) = arguments[2]
            else { throw .noOverload("replace") }
            var limit: Int64 = -1
            if arguments.count == 4 {
                guard case .int(let count) = arguments[3] else { throw .noOverload("replace") }
                limit = count
            }
            return .string(try TextSearch.replaced(text, old, new, limit))
        }
        method("replace", of: .string, [.string, .string], .string, cost: .replacement, replace)
        method("replace", of: .string, [.string, .string, .int], .string, cost: .replacement, replace)
        let split: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = { arguments throws(EvaluationError) in
            guard case .string(let text) = arguments[0], case .string(let separator) = arguments[1] else {
                throw .noOverload("split")
            }
            var limit: Int64 = -1
            if arguments.count == 3 {
                guard case .int(let count) = arguments[2] else { throw .noOverload("split") }
                limit = count
            }
            return .list(.values(TextSearch.split(text, separator, limit).map { .string($0) }))
        }
        method("split", of: .string, [.string], .list(.string), cost: .traversal, split)
        method("split", of: .string, [.string, .int], .list(.string), cost: .traversal, split)
        let join: @Sendable ([CELValue]) throws(EvaluationError) -> CELValue = { arguments throws(EvaluationError) in
            var separator = ""
            if arguments.count == 2, case .string(let text) = arguments[1] { separator = text }
            guard case .list(let list) = arguments[0] else { throw .noOverload("join") }
            var parts: [String] = []
            for value in list.values {
                guard case .string(let part) = value else { throw .noOverload("join") }
                parts.append(part)
            }
            return .string(parts.joined(separator: separator))
        }
        method("join", of: .list(.string), [], .string, cost: .traversal, join)
        method("join", of: .list(.string), [.string], .string, cost: .traversal, join)
    }
}

/// Searches in texts, by their scalars.
enum TextSearch {
    /// A position among so many scalars, or behind them.
    static func position(_ index: Int64, upTo count: Int) throws(EvaluationError) -> Int {
        guard let position = Int(exactly: index), (0...count).contains(position) else {
            throw EvaluationError("index out of range: \(index)")
        }
        return position
    }

    static func firstIndex<Element: Equatable>(of part: [Element], in whole: [Element], from start: Int) -> Int? {
        guard part.count <= whole.count else { return nil }
        if part.isEmpty { return start }
        var position = start
        while position <= whole.count - part.count {
            if whole[position] == part[0], whole[position..<position + part.count].elementsEqual(part) {
                return position
            }
            position += 1
        }
        return nil
    }

    static func lastIndex<Element: Equatable>(of part: [Element], in whole: [Element], from start: Int) -> Int? {
        guard part.count <= whole.count else { return nil }
        if part.isEmpty { return start }
        var position = min(start, whole.count - part.count)
        while position >= 0 {
            if whole[position] == part[0], whole[position..<position + part.count].elementsEqual(part) {
                return position
            }
            position -= 1
        }
        return nil
    }

    static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    static func mapped(_ text: String, _ change: (UInt8) -> UInt8) -> String {
        String(decoding: text.utf8.map(change), as: UTF8.self)
    }

    static func trimmed(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return self.text(scalars[first...last])
    }

    /// The text with so many occurrences replaced, from the left; a negative number means all.
    static func replaced(_ text: String, _ old: String, _ new: String, _ limit: Int64) throws(EvaluationError) -> String
    {
        let (whole, part, other) = (Array(text.utf8), Array(old.utf8), Array(new.utf8))
        var result: [UInt8] = []
        var (position, count) = (0, Int64(0))
        if part.isEmpty {
            // Go puts the new text before each scalar and at the end.
            for scalar in text.unicodeScalars {
                if limit < 0 || count < limit { result += other }
                count += 1
                result += String(Character(scalar)).utf8
            }
            if limit < 0 || count < limit { result += other }
        } else {
            while limit < 0 || count < limit, let found = firstIndex(of: part, in: whole, from: position) {
                result += whole[position..<found]
                result += other
                position = found + part.count
                count += 1
            }
            result += whole[position...]
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The parts between separators, so many at most; a negative number means all.
    static func split(_ text: String, _ separator: String, _ limit: Int64) -> [String] {
        if limit == 0 { return [] }
        if separator.isEmpty {
            let scalars = Array(text.unicodeScalars)
            let count = limit < 0 ? scalars.count : min(scalars.count, Int(clamping: limit))
            guard count > 0 else { return [] }
            return scalars.prefix(count - 1).map { String(Character($0)) } + [self.text(scalars[(count - 1)...])]
        }
        let (whole, part) = (Array(text.utf8), Array(separator.utf8))
        var parts: [String] = []
        var position = 0
        while limit < 0 || parts.count < limit - 1, let found = firstIndex(of: part, in: whole, from: position) {
            parts.append(String(decoding: whole[position..<found], as: UTF8.self))
            position = found + part.count
        }
        return parts + [String(decoding: whole[position...], as: UTF8.self)]
    }
}
