/// A regular expression of the subset that RE2 and ECMA 262 share, matched in time linear in the text.
///
/// The engine simulates a nondeterministic automaton (Thompson's construction), so that no pattern and no text make it
/// backtrack: a match takes at most the number of instructions times the number of characters. Swift's own `Regex`
/// backtracks and can take exponential time, which a server cannot afford on text from the network.
///
/// Understood are alternatives, groups (also named), repetitions with bounds up to 1000, classes with ranges, escapes,
/// named classes and general categories, `^ $ \A \z \b \B`, and the flags `i s m`. Look-around and back references are
/// refused, as by RE2.
package struct Pattern: Sendable {
    enum Instruction: Sendable {
        case scalar(Int)
        case assertion(PatternAssertion)
        case split(Int, Int)
        case jump(Int)
        case match
    }

    private(set) var program: [Instruction] = []
    private(set) var classes: [PatternClass] = []
    /// Whether every match begins where the text begins.
    let isAnchored: Bool

    /// How many instructions a pattern may have, which bounds the memory it takes and the time per character.
    private static let maximumInstructions = 10_000

    /// - Throws: ``PatternError`` for what is no regular expression of the subset, or a too large one.
    package init(_ text: String) throws(PatternError) {
        var parser = PatternParser(text)
        let syntax = try parser.parse()
        isAnchored = Self.isAnchored(syntax)
        try compile(syntax)
        try emit(.match)
    }

    private static func isAnchored(_ syntax: PatternSyntax) -> Bool {
        switch syntax {
        case .assertion(.textBegin): true
        case .sequence(let parts): parts.first.map(isAnchored) ?? false
        case .alternatives(let alternatives): alternatives.allSatisfy(isAnchored)
        default: false
        }
    }

    @discardableResult
    private mutating func emit(_ instruction: Instruction) throws(PatternError) -> Int {
        guard program.count < Self.maximumInstructions else {
            throw PatternError(reason: "the pattern is too large", offset: 0)
        }
        program.append(instruction)
        return program.count - 1
    }

    private mutating func compile(_ syntax: PatternSyntax) throws(PatternError) {
        switch syntax {
        case .empty: break
        case .scalar(let set):
            classes.append(set)
            try emit(.scalar(classes.count - 1))
        case .assertion(let assertion): try emit(.assertion(assertion))
        case .sequence(let parts): for part in parts { try compile(part) }
        case .alternatives(let alternatives):
            var jumps: [Int] = []
            for alternative in alternatives.dropLast() {
                let split = try emit(.jump(0))
                try compile(alternative)
                jumps.append(try emit(.jump(0)))
                program[split] = .split(split + 1, program.count)
            }
            if let last = alternatives.last { try compile(last) }
            for jump in jumps { program[jump] = .jump(program.count) }
        case .repetition(let part, let minimum, let maximum, let isLazy):
            for _ in 0..<minimum {
                let start = program.count
                try compile(part)
                // What compiles to nothing is the same however often it is repeated; nested, it would take forever.
                if program.count == start { break }
            }
            guard let maximum else {
                let split = try emit(.jump(0))
                try compile(part)
                try emit(.jump(split))
                program[split] = Self.split(split + 1, program.count, isLazy)
                return
            }
            var splits: [Int] = []
            for _ in minimum..<max(minimum, maximum) {
                splits.append(try emit(.jump(0)))
                try compile(part)
            }
            for split in splits { program[split] = Self.split(split + 1, program.count, isLazy) }
        }
    }

    /// A choice between going on with a repetition and leaving it; the first is preferred.
    private static func split(_ again: Int, _ leave: Int, _ isLazy: Bool) -> Instruction {
        isLazy ? .split(leave, again) : .split(again, leave)
    }

    /// Whether the pattern matches somewhere in the text.
    package func matches(_ text: String) -> Bool {
        var search = PatternSearch(self, wantsRange: false)
        return search.run(text.unicodeScalars, from: text.startIndex) != nil
    }

    /// The first match in a text: of those that begin first the one that is preferred, by the order of alternatives and
    /// by whether repetitions are greedy.
    ///
    /// - Parameter start: Where it begins at the earliest; what stands before counts for `^` and `\b`.
    package func firstMatch(in text: String, from start: String.Index? = nil) -> Range<String.Index>? {
        var search = PatternSearch(self, wantsRange: true)
        return search.run(text.unicodeScalars, from: start ?? text.startIndex)
    }

    /// All matches in a text, none overlapping another, at most so many.
    package func allMatches(in text: String, limit: Int = .max) -> [Range<String.Index>] {
        let scalars = text.unicodeScalars
        var matches: [Range<String.Index>] = []
        var start = scalars.startIndex
        while matches.count < limit, let match = firstMatch(in: text, from: start) {
            // As Go has it, nothing is found right behind a match.
            if !(match.isEmpty && matches.last?.upperBound == match.lowerBound) { matches.append(match) }
            if match.isEmpty {
                guard match.upperBound < scalars.endIndex else { break }
                start = scalars.index(after: match.upperBound)
            } else {
                start = match.upperBound
            }
        }
        return matches
    }

    static func holds(_ assertion: PatternAssertion, _ previous: UInt32?, _ next: UInt32?) -> Bool {
        switch assertion {
        case .textBegin: previous == nil
        case .textEnd: next == nil
        case .lineBegin: previous == nil || previous == 10
        case .lineEnd: next == nil || next == 10
        case .wordBoundary: isWord(previous) != isWord(next)
        case .noWordBoundary: isWord(previous) == isWord(next)
        }
    }

    private static func isWord(_ value: UInt32?) -> Bool {
        guard let value else { return false }
        return (48...57).contains(value) || (65...90).contains(value) || value == 95 || (97...122).contains(value)
    }
}

/// Why a text is no pattern.
package struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    package var reason: String
    /// Where, in Unicode scalars from the beginning of the pattern.
    package var offset: Int

    /// The place and the reason.
    package var description: String { "character \(offset + 1): \(reason)" }
}
