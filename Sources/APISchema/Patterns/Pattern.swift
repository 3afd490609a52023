/// A regular expression of the subset that RE2 and ECMA 262 share, matched in time linear in the text.
///
/// The engine simulates a nondeterministic automaton (Thompson's construction), so that no pattern and no text make it
/// backtrack: a match takes at most the number of instructions times the number of characters. Swift's own `Regex`
/// backtracks and can take exponential time, which a server cannot afford on text from the network.
///
/// Understood are alternatives, groups (also named), repetitions with bounds up to 1000, classes with ranges, escapes,
/// named classes and general categories, `^ $ \A \z \b \B`, and the flags `i s m`. Look-around and back references are
/// refused, as by RE2. Whether a repetition is greedy makes no difference to whether there is a match.
package struct Pattern: Sendable {
    private enum Instruction: Sendable {
        case scalar(Int)
        case assertion(PatternAssertion)
        case split(Int, Int)
        case jump(Int)
        case match
    }

    private var program: [Instruction] = []
    private var classes: [PatternClass] = []
    /// Whether every match begins where the text begins.
    private let isAnchored: Bool

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
        case .repetition(let part, let minimum, let maximum):
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
                program[split] = .split(split + 1, program.count)
                return
            }
            var splits: [Int] = []
            for _ in minimum..<max(minimum, maximum) {
                splits.append(try emit(.jump(0)))
                try compile(part)
            }
            for split in splits { program[split] = .split(split + 1, program.count) }
        }
    }

    /// Whether the pattern matches somewhere in the text.
    package func matches(_ text: String) -> Bool {
        var current: [Int] = []
        var following: [Int] = []
        var marks = [Int](repeating: -1, count: program.count)
        var stack: [Int] = []
        var previous: UInt32?
        var iterator = text.unicodeScalars.makeIterator()
        var scalar = iterator.next()?.value
        var position = 0

        /// Adds an instruction, and those that are reached from it without reading, to the threads at the position.
        func add(_ start: Int, to threads: inout [Int]) -> Bool {
            stack.append(start)
            while let index = stack.popLast() {
                guard marks[index] != position else { continue }
                marks[index] = position
                switch program[index] {
                case .match:
                    stack.removeAll(keepingCapacity: true)
                    return true
                case .jump(let target): stack.append(target)
                case .split(let first, let second):
                    stack.append(second)
                    stack.append(first)
                case .assertion(let assertion):
                    if Self.holds(assertion, previous, scalar) { stack.append(index + 1) }
                case .scalar: threads.append(index)
                }
            }
            return false
        }

        while true {
            if !isAnchored || position == 0 {
                if add(0, to: &current) { return true }
            }
            guard let value = scalar else { return false }
            if isAnchored && current.isEmpty { return false }
            position += 1
            previous = value
            scalar = iterator.next()?.value
            following.removeAll(keepingCapacity: true)
            for index in current {
                guard case .scalar(let set) = program[index], classes[set].contains(value) else { continue }
                if add(index + 1, to: &following) { return true }
            }
            swap(&current, &following)
        }
    }

    private static func holds(_ assertion: PatternAssertion, _ previous: UInt32?, _ next: UInt32?) -> Bool {
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
