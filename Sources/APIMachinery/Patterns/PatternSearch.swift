/// One search for a match: all ways in which there can be one are followed at once, scalar by scalar, so that it takes at
/// most the number of instructions times the number of scalars.
struct PatternSearch {
    private struct Thread {
        var instruction: Int
        /// Where its match begins.
        var start: String.Index
    }

    private let pattern: Pattern
    /// Whether it matters where the match is. Where not, the search ends at the first sign of one.
    private let wantsRange: Bool
    /// The ways that are followed, the preferred ones first.
    private var current: [Thread] = []
    private var following: [Thread] = []
    private var marks: [Int]
    private var stack: [Int] = []
    private var position = 0
    private var match: Range<String.Index>?

    init(_ pattern: Pattern, wantsRange: Bool) {
        self.pattern = pattern
        self.wantsRange = wantsRange
        marks = [Int](repeating: -1, count: pattern.program.count)
    }

    /// The first match that begins at an index of a text or later; some range of it where only its presence matters.
    mutating func run(_ text: String.UnicodeScalarView, from start: String.Index) -> Range<String.Index>? {
        var index = start
        var previous = index > text.startIndex ? text[text.index(before: index)].value : nil
        // A search in the rest of a text is never at the beginning of it.
        let isAtBegin = index == text.startIndex
        while true {
            let next = index < text.endIndex ? text[index].value : nil
            if match == nil, !pattern.isAnchored || (position == 0 && isAtBegin) {
                if add(0, index, at: index, previous, next, toFollowing: false), !wantsRange { return match }
            }
            guard let scalar = next, !current.isEmpty || (match == nil && !pattern.isAnchored) else { return match }
            let after = text.index(after: index)
            let afterNext = after < text.endIndex ? text[after].value : nil
            position += 1
            following.removeAll(keepingCapacity: true)
            for thread in current {
                guard case .scalar(let set) = pattern.program[thread.instruction],
                    pattern.classes[set].contains(scalar)
                else { continue }
                if add(thread.instruction + 1, thread.start, at: after, scalar, afterNext, toFollowing: true) {
                    if !wantsRange { return match }
                    // What follows in the order is less preferred.
                    break
                }
            }
            swap(&current, &following)
            previous = scalar
            index = after
        }
    }

    /// Adds an instruction, and those that are reached from it without reading, to the ways at a position.
    ///
    /// - Returns: whether a match ends there.
    private mutating func add(
        _ instruction: Int, _ start: String.Index, at index: String.Index, _ previous: UInt32?, _ next: UInt32?,
        toFollowing: Bool
    ) -> Bool {
        stack.append(instruction)
        while let instruction = stack.popLast() {
            guard marks[instruction] != position else { continue }
            marks[instruction] = position
            switch pattern.program[instruction] {
            case .match:
                stack.removeAll(keepingCapacity: true)
                match = start..<index
                return true
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assertion(let assertion):
                if Pattern.holds(assertion, previous, next) { stack.append(instruction + 1) }
            case .scalar:
                let thread = Thread(instruction: instruction, start: start)
                if toFollowing { following.append(thread) } else { current.append(thread) }
            }
        }
        return false
    }
}
