internal import JSON

/// A mapping whose words have been checked: what it holds is known and has the right shape.
struct Mapping {
    struct Use {
        let word: Word
        /// Where the word stands.
        let mark: Mark
        let value: Node
    }

    let group: WordGroup
    /// Where the mapping begins.
    let mark: Mark
    /// The words in the order in which they are written.
    private(set) var uses: [Use] = []
    /// All words that are written, also those that are mistaken.
    private let written: Set<String>

    /// Checks a mapping's words; every mistake is reported, and what is mistaken is left out.
    ///
    /// - Parameter owner: where missing words are reported; the mapping itself when absent.
    init(_ node: Node, _ group: WordGroup, _ log: DiagnosticLog, owner: Mark? = nil) {
        self.group = group
        mark = owner ?? node.mark
        let words = group.table
        var written: Set<String> = []
        for member in node.members ?? [] {
            written.insert(member.key)
            guard let word = words[member.key] else {
                let hint = Self.hint(for: member.key, in: group)
                log.error(
                    member.mark, "unknown word '\(member.key)' in \(group.title)\(hint)",
                    suggestion: hint.isEmpty ? NameSuggestion.nearest(to: member.key, among: words.keys) : nil)
                continue
            }
            log.use(word, of: group, at: member.mark)
            if WordShape(log: log, word: word.name).check(member.value, word.value) {
                uses.append(Use(word: word, mark: member.mark, value: member.value))
            }
        }
        for word in group.words where word.isRequired && !written.contains(word.name) {
            log.error(mark, "\(group.title) needs the word '\(word.name)'")
        }
        self.written = written
    }

    subscript(name: String) -> Use? { uses.first { $0.word.name == name } }

    func contains(_ name: String) -> Bool { self[name] != nil }
    /// Whether a word is written, though perhaps with a value that is mistaken.
    func isWritten(_ name: String) -> Bool { written.contains(name) }
    func string(_ name: String) -> String? { self[name]?.value.string }
    func boolean(_ name: String) -> Bool? { self[name]?.value.boolean }
    func count(_ name: String) -> Int? { self[name]?.value.integer.map(Int.init) }
    func strings(_ name: String) -> [String]? { self[name]?.value.list?.compactMap(\.string) }

    /// Where a word stands; the mapping itself where it is absent.
    func mark(of name: String) -> Mark { self[name]?.mark ?? mark }
    /// Where a word's value stands; the mapping itself where it is absent.
    func valueMark(of name: String) -> Mark { self[name]?.value.mark ?? mark }

    /// The words of related languages that are said differently here.
    private static func hint(for name: String, in group: WordGroup) -> String {
        let hints: [String: String] = [
            "properties": "fields of a struct are given by 'fields'",
            "additionalProperties": "a map is written map<…> or given by 'values'",
            "$ref": "another type is named by 'type'",
            "apiVersion": "it is said by 'group' and 'version'",
            "x-kubernetes-list-type": "here it is 'listType'",
            "x-kubernetes-list-map-keys": "here it is 'listMapKeys'",
            "x-kubernetes-map-type": "here it is 'mapType'",
            "x-kubernetes-patch-strategy": "here it is 'patchStrategy'",
            "x-kubernetes-patch-merge-key": "here it is 'patchMergeKey'",
            "x-kubernetes-validations": "here it is 'rules'",
            "x-kubernetes-preserve-unknown-fields": "here it is 'preserveUnknownFields'",
            "x-kubernetes-embedded-resource": "here it is 'embeddedResource'",
            "x-kubernetes-int-or-string": "here it is the type intOrString",
            "rule": group == .rule ? "here it is 'expression'" : "",
            "jsonPath": group == .column ? "here it is 'path'" : "",
            "additionalPrinterColumns": "here it is 'columns'",
        ]
        guard let hint = hints[name], !hint.isEmpty else { return "" }
        return ": \(hint)"
    }
}

/// Checks that a value has the shape that a word takes.
struct WordShape {
    let log: DiagnosticLog
    /// The word, for messages.
    let word: String

    func check(_ node: Node, _ value: WordValue) -> Bool {
        switch value {
        case .either(let values):
            if values.contains(where: {
                Self.fits(node, $0) && WordShape(log: DiagnosticLog(), word: word).check(node, $0)
            }) {
                return true
            }
            // Where one of them has the right outline, what is wrong inside is said.
            if let near = values.first(where: { Self.fits(node, $0) }) { return check(node, near) }
            return fail(node, value)
        case .choice(let names):
            guard let string = node.string else { return fail(node, value) }
            guard names.contains(string) else {
                log.error(
                    node.mark, "'\(word)' takes \(value.expectation), not '\(string)'",
                    suggestion: NameSuggestion.nearest(to: string, among: names))
                return false
            }
            return true
        case .list(let element):
            guard let elements = node.list else { return fail(node, value) }
            return elements.reduce(true) { WordShape(log: log, word: word).checkElement($1, element) && $0 }
        case .named(let element):
            guard let members = node.members else { return fail(node, value) }
            return members.reduce(true) { WordShape(log: log, word: $1.key).check($1.value, element) && $0 }
        case .paths:
            guard let members = node.members else { return fail(node, value) }
            return members.reduce(true) { WordShape(log: log, word: $1.key).check($1.value, .path) && $0 }
        default:
            return Self.fits(node, value) || fail(node, value)
        }
    }

    private func checkElement(_ node: Node, _ value: WordValue) -> Bool {
        if Self.fits(node, value) { return check(node, value) }
        log.error(
            node.mark,
            "an element of '\(word)' is \(value.expectation), not \(node.kindDescription)\(quoteHint(node, value))")
        return false
    }

    private func fail(_ node: Node, _ value: WordValue) -> Bool {
        log.error(
            node.mark, "'\(word)' takes \(value.expectation), not \(node.kindDescription)\(quoteHint(node, value))")
        return false
    }

    private func quoteHint(_ node: Node, _ value: WordValue) -> String {
        guard case .string = value, !node.isNull, node.list == nil, node.members == nil else { return "" }
        return "; write '\(node.text)' in quotes"
    }

    /// Whether the outline of a node is that of a value; what is inside lists and mappings is not looked at.
    static func fits(_ node: Node, _ value: WordValue) -> Bool {
        switch value {
        case .any: true
        case .string, .choice, .type, .path, .kind: node.string != nil
        case .boolean: node.boolean != nil
        case .count: node.integer.map { $0 >= 0 } ?? false
        case .number: if case .number = node.content { true } else { false }
        case .list: node.list != nil
        case .mapping: node.members != nil || node.isNull
        case .named, .paths: node.members != nil
        case .schema: node.string != nil || node.members != nil
        case .either(let values): values.contains { fits(node, $0) }
        }
    }
}
