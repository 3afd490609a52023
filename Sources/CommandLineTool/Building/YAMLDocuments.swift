internal import JSON
internal import YAML

/// The documents of a YAML text, read one by one as kubectl does: those before a mistake count.
enum YAMLDocuments {
    /// Divides a text at the lines that begin with `---`.
    ///
    /// - Throws: `CommandError` where something but a comment follows on such a line.
    static func split(_ bytes: [UInt8], _ source: String) throws(CommandError) -> [ArraySlice<UInt8>] {
        var documents: [ArraySlice<UInt8>] = []
        var start = 0
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) where line.starts(with: "---".utf8) {
            let rest = line.dropFirst(3).drop { $0 == 32 || $0 == 9 || $0 == 13 }
            guard rest.isEmpty || rest.first == UInt8(ascii: "#") else {
                let shown = String(decoding: rest, as: UTF8.self)
                throw CommandError("error parsing \(source): invalid Yaml document separator: \(shown)")
            }
            documents.append(bytes[start..<line.startIndex])
            start = min(line.endIndex + 1, bytes.count)
        }
        documents.append(bytes[start...])
        return documents
    }

    /// The values of a piece of the text. Of a key that is given twice the last value holds, as with kubectl: the
    /// templates of charts often leave such keys.
    ///
    /// - Throws: `CommandError` that says the line within the piece.
    static func values(_ bytes: ArraySlice<UInt8>, _ source: String) throws(CommandError) -> [JSONValue] {
        do {
            var values: [JSONValue] = []
            for node in try YAMLNode.parse(bytes) { values.append(try node.jsonValue { _, _ in }) }
            return values
        } catch {
            throw CommandError("error parsing \(source): error converting YAML to JSON: yaml: \(message(error))")
        }
    }

    /// What the parser says, with the line as Go's parser counts it: from 0 for what the grammar forbids, from 1 for
    /// what is no word at all, and not at all on the first line.
    static func message(_ error: YAMLError) -> String {
        let problem =
            error.message.firstRange(of: " while ").map { error.message[..<$0.lowerBound] } ?? error.message[...]
        if let anchor = error.message.wholeMatch(of: #/unknown anchor `(.*)`/#)?.1 {
            return "unknown anchor '\(anchor)' referenced"
        }
        if let anchor = error.message.wholeMatch(of: #/the anchor `(.*)` contains itself/#)?.1 {
            return "anchor '\(anchor)' value contains itself"
        }
        if problem.hasPrefix("the control character ") { return "control characters are not allowed" }
        let line = error.mark.line - 1
        guard line != 0 else { return String(problem) }
        return "line \(grammarProblems.contains(String(problem)) ? line : line + 1): \(problem)"
    }

    private static let grammarProblems: Set<String> = [
        "did not find expected <document start>", "did not find expected node content", "did not find expected key",
        "did not find expected '-' indicator", "did not find expected ',' or ']'", "did not find expected ',' or '}'",
        "found undefined tag handle", "found duplicate %YAML directive", "found incompatible YAML document",
        "found duplicate %TAG directive",
    ]
}
