internal import JSON
internal import YAML

/// A value in a definition file with its place: YAML with its scalars resolved, merge keys applied and keys made strings.
struct Node: Sendable {
    enum Content: Sendable {
        case null
        case boolean(Bool)
        /// A number, exactly as JSON has it.
        case number(JSONValue)
        case string(String)
        case list([Node])
        case mapping([Member])
    }

    struct Member: Sendable {
        let key: String
        let mark: Mark
        let value: Node
    }

    let content: Content
    let mark: Mark
    /// A scalar's text as it is written, quotes removed.
    let text: String

    var string: String? { if case .string(let value) = content { value } else { nil } }
    var boolean: Bool? { if case .boolean(let value) = content { value } else { nil } }
    var list: [Node]? { if case .list(let value) = content { value } else { nil } }
    var members: [Member]? { if case .mapping(let value) = content { value } else { nil } }
    var isNull: Bool { if case .null = content { true } else { false } }

    /// A whole number that is written as one.
    var integer: Int64? {
        if case .number(let value) = content, case .integer(let integer) = value { integer } else { nil }
    }

    /// What kind of value this is, for messages.
    var kindDescription: String {
        switch content {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The value as JSON.
    var json: JSONValue {
        switch content {
        case .null: return .null
        case .boolean(let value): return .bool(value)
        case .number(let value): return value
        case .string(let value): return .string(value)
        case .list(let elements): return .array(elements.map(\.json))
        case .mapping(let members):
            var object = JSONObject()
            for member in members { object[member.key] = member.value.json }
            return .object(object)
        }
    }
}

/// Turns YAML into nodes and reports what no definition can contain.
struct NodeReader {
    /// Deeper than any definition needs, and shallow enough for the small stacks of pool threads.
    static let limits = YAMLLimits(maximumBytes: DefinitionDirectory.maximumFileSize, maximumDepth: 48)

    let path: String
    let log: DiagnosticLog

    /// The one document of a file; `nil` after a diagnostic where there is none.
    func read(_ bytes: [UInt8]) -> Node? {
        if let offset = invalidUTF8Offset(bytes) {
            let (line, column) = place(of: offset, in: bytes)
            log.error(Mark(path: path, line: line, column: column), "the file is not valid UTF-8")
            return nil
        }
        do {
            let documents = try YAMLNode.parse(bytes, limits: Self.limits)
            guard let first = documents.first else {
                log.error(.file(path), "the file is empty; a definition is expected")
                return nil
            }
            if documents.count > 1 {
                log.error(mark(documents[1].mark), "a second document; a file holds one definition")
            }
            return node(first)
        } catch {
            log.error(mark(error.mark), "\(error.message)")
            return nil
        }
    }

    private func mark(_ mark: YAMLMark) -> Mark { Mark(path: path, line: mark.line, column: mark.column) }

    private func node(_ yaml: YAMLNode) -> Node {
        switch yaml.content {
        case .scalar(let text): return Node(content: scalar(yaml, text), mark: mark(yaml.mark), text: text)
        case .sequence(let elements): return Node(content: .list(elements.map(node)), mark: mark(yaml.mark), text: "")
        case .mapping(let written):
            return Node(content: .mapping(members(of: yaml, written)), mark: mark(yaml.mark), text: "")
        }
    }

    private func scalar(_ yaml: YAMLNode, _ text: String) -> Node.Content {
        do {
            switch try yaml.jsonValue() {
            case .null: return .null
            case .bool(let value): return .boolean(value)
            case .string(let value): return .string(value)
            case let value: return .number(value)
            }
        } catch {
            log.error(mark(error.mark), error.message)
            return .string(text)
        }
    }

    /// The members of a mapping, each name once.
    ///
    /// Keys are taken as they are written, so that a field may be called `on` or `y`. What merge keys bring in gives way to the
    /// mapping's own members.
    private func members(of yaml: YAMLNode, _ written: [YAMLMember]) -> [Node.Member] {
        var lines: [String: Int] = [:]
        for member in written where !member.isMerge {
            guard let key = member.key.scalarText else { continue }
            if let line = lines[key] {
                log.error(mark(member.key.mark), "'\(key)' is given twice; first in line \(line)")
            } else {
                lines[key] = member.key.mark.line
            }
        }
        var names: Set<String> = []
        var members: [Node.Member] = []
        for member in written {
            if member.isMerge {
                for source in member.value.elements ?? [member.value] {
                    guard let merged = source.members else {
                        log.error(mark(source.mark), "a merge key takes a mapping, not \(source.kindDescription)")
                        continue
                    }
                    for inner in self.members(of: source, merged)
                    where lines[inner.key] == nil && names.insert(inner.key).inserted {
                        members.append(inner)
                    }
                }
                continue
            }
            guard let key = member.key.scalarText else {
                log.error(mark(member.key.mark), "a key is a name, not \(member.key.kindDescription)")
                continue
            }
            guard names.insert(key).inserted else { continue }
            members.append(Node.Member(key: key, mark: mark(member.key.mark), value: node(member.value)))
        }
        return members
    }

    /// Where the bytes stop being UTF-8.
    private func invalidUTF8Offset(_ bytes: [UInt8]) -> Int? {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }

    private func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        let before = String(decoding: bytes[..<offset], as: UTF8.self).unicodeScalars
        let line = before.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        return (line, column)
    }
}
