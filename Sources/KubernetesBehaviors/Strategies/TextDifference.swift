import JSON

/// How two values differ, for people: the lines of their JSON between the first and the last that differ, in the unified
/// form.
///
/// What stands between two changes is shown with them, so that finding the difference takes no longer than writing the
/// values.
struct TextDifference {
    /// The lines, each with an end; empty where the values are the same.
    let text: String

    /// Lines shown before and after.
    private static let context = 3
    /// Lines of each value that are shown at most.
    private static let maximum = 100

    init(from old: JSONValue, to new: JSONValue) {
        let old = Self.lines(old)
        let new = Self.lines(new)
        let shortest = min(old.count, new.count)
        let start = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? shortest
        guard start < max(old.count, new.count) else {
            text = ""
            return
        }
        let tail = zip(old.reversed(), new.reversed()).enumerated().first { $1.0 != $1.1 }?.offset ?? shortest
        let end = min(tail, shortest - start)
        let first = max(0, start - Self.context)
        let shared = min(end, Self.context)
        let removed = old[start..<(old.count - end)]
        let added = new[start..<(new.count - end)]
        var text = "@@ -\(first + 1),\(start - first + removed.count + shared) "
        text += "+\(first + 1),\(start - first + added.count + shared) @@\n"
        for line in old[first..<start] { text += " \(line)\n" }
        for line in removed.prefix(Self.maximum) { text += "-\(line)\n" }
        for line in added.prefix(Self.maximum) { text += "+\(line)\n" }
        for line in old.suffix(end).prefix(Self.context) { text += " \(line)\n" }
        self.text = text
    }

    private static func lines(_ value: JSONValue) -> [Substring] {
        String(decoding: value.serialized(indent: 1), as: UTF8.self).split(separator: "\n")
    }
}
