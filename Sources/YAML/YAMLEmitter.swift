public import JSON

/// How YAML is written.
public struct YAMLOptions: Sendable, Hashable {
    /// Whether members are sorted by name, as kubectl prints them: letters after all else, numbers inside names by
    /// value. False by default: members keep their order.
    public var sortsKeys: Bool

    /// Options; what is not given has its default.
    public init(sortsKeys: Bool = false) {
        self.sortsKeys = sortsKeys
    }
}

/// Writes YAML that Kubernetes' reader, Python's and every reader of YAML 1.1 or 1.2 take for the same value.
///
/// The layout is kubectl's: two spaces, sequences not indented under their key, no folding of long lines, strings in
/// quotes only where they would be read as something else, `|` for strings of several lines.
///
/// The writer is ours and not libyaml's because the hard part is ours either way (which strings need quotes, for which
/// reader), only four of libyaml's many styles are wanted, and it goes straight to the bytes without an event and a few
/// allocations per scalar.
///
/// A document is written either in one piece with ``document(_:)`` or in steps:
///
/// ```swift
/// var emitter = YAMLEmitter()
/// emitter.beginDocument()
/// emitter.beginMapping()
/// emitter.key("items")
/// emitter.beginSequence()
/// for item in items { emitter.value(item); send(emitter.takeBytes()) }
/// emitter.endSequence()
/// emitter.endMapping()
/// ```
///
/// Steps must fit each other as in any writer of this kind: a key and then a value in a mapping, values in a sequence,
/// one value in a document. A step that fits nothing (a key outside a mapping, an end without a beginning) is ignored.
public struct YAMLEmitter: Sendable {
    private enum Kind: Sendable { case mapping, sequence }

    /// What stands before the value that comes next.
    private enum Position: Sendable {
        case documentStart, afterKey, afterDash
    }

    private struct Frame: Sendable {
        let kind: Kind
        /// Where the collection stood when it began: what an empty one, or its first member, has to continue.
        let position: Position
        /// Where its keys or dashes stand, known from the first member on.
        var column = 0
        var isEmpty = true
        var isAfterKey = false
    }

    /// How collections are indented, and the text of block scalars.
    private static let indentation = 2

    /// What is written and not yet taken.
    public private(set) var bytes: [UInt8] = []
    private let options: YAMLOptions
    private var frames: [Frame] = []
    private var hasDocument = false

    /// An emitter of a new stream of documents.
    ///
    /// - Parameter capacity: how many bytes to make room for.
    public init(options: YAMLOptions = YAMLOptions(), reserving capacity: Int = 0) {
        self.options = options
        bytes.reserveCapacity(capacity)
    }

    /// What is written so far, which is then forgotten; for sending a long text in pieces.
    public mutating func takeBytes() -> [UInt8] {
        let taken = bytes
        bytes = []
        return taken
    }

    // MARK: Documents and collections

    /// Writes a whole document, after `---` if it is not the first.
    public mutating func document(_ value: JSONValue) {
        beginDocument()
        self.value(value)
    }

    /// Begins a document: writes `---` if it is not the first. One value has to follow.
    public mutating func beginDocument() {
        frames.removeAll()
        if hasDocument { bytes.append(contentsOf: "---\n".utf8) }
        hasDocument = true
    }

    /// Begins a mapping; keys with their values follow.
    public mutating func beginMapping() { begin(.mapping) }

    /// Begins a sequence; values follow.
    public mutating func beginSequence() { begin(.sequence) }

    /// Ends a mapping.
    public mutating func endMapping() { end(.mapping) }

    /// Ends a sequence.
    public mutating func endSequence() { end(.sequence) }

    private mutating func begin(_ kind: Kind) {
        frames.append(Frame(kind: kind, position: prepareValue()))
    }

    private mutating func end(_ kind: Kind) {
        guard let frame = frames.last, frame.kind == kind else { return }
        frames.removeLast()
        guard frame.isEmpty else { return }
        if frame.position != .documentStart { bytes.append(UInt8(ascii: " ")) }
        bytes.append(contentsOf: (kind == .mapping ? "{}\n" : "[]\n").utf8)
    }

    /// Writes the key of the next member of a mapping.
    public mutating func key(_ name: String) {
        guard frames.last?.kind == .mapping else { return }
        beginMember()
        var name = name
        name.withUTF8 { name in
            let start = bytes.count
            StringStyle(name).write(name, asKey: true, indentation: 0, to: &bytes)
            // Readers look for the colon of a key without `?` in the next 1,024 characters only.
            if bytes.count - start > 512 { bytes.insert(contentsOf: "? ".utf8, at: start) }
            if bytes.count - start > 512 {
                newLine(frames.last?.column ?? 0)
            }
        }
        bytes.append(UInt8(ascii: ":"))
        frames[frames.count - 1].isAfterKey = true
    }

    /// Brings the collection that is open to where its next key or dash stands.
    private mutating func beginMember() {
        guard let last = frames.indices.last else { return }
        guard frames[last].isEmpty else {
            indent(frames[last].column)
            return
        }
        frames[last].isEmpty = false
        let outer = last > 0 ? frames[last - 1].column : 0
        switch frames[last].position {
        case .documentStart:
            frames[last].column = 0
        case .afterDash:
            bytes.append(UInt8(ascii: " "))
            frames[last].column = outer + Self.indentation
        case .afterKey:
            frames[last].column = frames[last].kind == .mapping ? outer + Self.indentation : outer
            newLine(frames[last].column)
        }
    }

    /// Writes what comes before a value in the collection that is open.
    private mutating func prepareValue() -> Position {
        guard let last = frames.indices.last else { return .documentStart }
        switch frames[last].kind {
        case .sequence:
            beginMember()
            bytes.append(UInt8(ascii: "-"))
            return .afterDash
        case .mapping:
            // A value without a key would be no YAML at all.
            if !frames[last].isAfterKey { key("") }
            frames[last].isAfterKey = false
            return .afterKey
        }
    }

    private mutating func newLine(_ column: Int) {
        bytes.append(UInt8(ascii: "\n"))
        indent(column)
    }

    private mutating func indent(_ column: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: column))
    }

    // MARK: Values

    private enum Rest {
        case elements(IndexingIterator<[JSONValue]>)
        case members(IndexingIterator<[(key: String, value: JSONValue)]>)
    }

    /// Writes a value with all that is in it.
    public mutating func value(_ value: JSONValue) {
        // A stack of our own: how deep a value is nested is the caller's business.
        var stack: [Rest] = []
        open(value, &stack)
        while let last = stack.indices.last {
            switch stack[last] {
            case .elements(var iterator):
                let element = iterator.next()
                stack[last] = .elements(iterator)
                if let element {
                    open(element, &stack)
                } else {
                    stack.removeLast()
                    endSequence()
                }
            case .members(var iterator):
                let member = iterator.next()
                stack[last] = .members(iterator)
                if let member {
                    key(member.key)
                    open(member.value, &stack)
                } else {
                    stack.removeLast()
                    endMapping()
                }
            }
        }
    }

    private mutating func open(_ value: JSONValue, _ stack: inout [Rest]) {
        switch value {
        case .null: scalar("null")
        case .bool(let value): scalar(value ? "true" : "false")
        case .integer(let value): scalar(String(value))
        case .number(let value): scalar(Self.portable(value.text))
        case .string(let value): string(value)
        case .array(let elements):
            beginSequence()
            stack.append(.elements(elements.makeIterator()))
        case .object(let object):
            beginMapping()
            var members = Array(object)
            if options.sortsKeys { members.sort { KeyOrder.precedes($0.key, $1.key) } }
            stack.append(.members(members.makeIterator()))
        }
    }

    /// Writes a string.
    public mutating func string(_ text: String) {
        let isRoot = prepareValue() == .documentStart
        if !isRoot { bytes.append(UInt8(ascii: " ")) }
        var text = text
        text.withUTF8 { text in
            StringStyle(text).write(
                text, asKey: false, indentation: (frames.last?.column ?? 0) + Self.indentation, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func scalar(_ text: String) {
        if prepareValue() != .documentStart { bytes.append(UInt8(ascii: " ")) }
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A JSON number as both YAML 1.1 and 1.2 read it: where there is an exponent, a fraction and a sign of the
    /// exponent.
    private static func portable(_ text: String) -> String {
        guard let exponent = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return text }
        var mantissa = text[..<exponent]
        if !mantissa.contains(".") { mantissa += ".0" }
        let power = text[text.index(after: exponent)...]
        return mantissa + "e" + (power.first == "-" || power.first == "+" ? "" : "+") + power
    }
}
