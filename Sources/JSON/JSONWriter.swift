/// Writes JSON text.
///
/// The writer places commas, white space and colons; the caller pairs `begin` and `end` and writes a key before each member's
/// value:
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.field("kind", "Book")
/// writer.endObject()
/// let bytes = writer.finish()
/// ```
public struct JSONWriter: ~Copyable, @unchecked Sendable {
    // Memory of its own rather than an array, so that growing moves no pages and a byte is written without asking whether an
    // array is shared. `length` of `capacity` bytes are written; no other is read.
    private var base: UnsafeMutablePointer<UInt8>
    private var length = 0
    private var capacity: Int
    /// Spaces per level; negative for compact text.
    private let indent: Int
    private let escapesHTML: Bool
    private var level = 0

    /// A writer of an empty text.
    ///
    /// - Parameters:
    ///   - indent: Spaces per level, in the style of Go's `json.Indent`: a line per element and member, `{}` and `[]` for those
    ///     without. `nil` writes no white space at all.
    ///   - reserving: Bytes to make room for.
    ///   - escapesHTML: Whether `<`, `>`, `&`, U+2028 and U+2029 in strings are escaped, as Go's encoder does.
    public init(indent: Int? = nil, reserving: Int = 0, escapesHTML: Bool = false) {
        self.indent = indent.map { max($0, 0) } ?? -1
        self.escapesHTML = escapesHTML
        capacity = max(reserving, 1024)
        base = ByteMemory.allocate(capacity)
    }

    deinit {
        ByteMemory.free(base)
    }

    /// A copy of the bytes written so far.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// The number of bytes written so far.
    public var count: Int { length }

    /// Calls the body with the bytes written so far, which are valid only during the call.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: base, count: length))
    }

    /// The text. Leaves the writer empty, with its memory, for the next one.
    public mutating func finish() -> [UInt8] {
        let result = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            if let target = buffer.baseAddress { target.update(from: base, count: length) }
            count = length
        }
        length = 0
        level = 0
        return result
    }

    // MARK: Bytes

    /// Makes room for so many bytes more.
    @inline(__always)
    private mutating func reserve(_ count: Int) {
        if capacity &- length < count { grow(count) }
    }

    @inline(never)
    private mutating func grow(_ count: Int) {
        capacity = max(capacity * 2, length + count)
        base = ByteMemory.grow(base, to: capacity)
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        reserve(1)
        base[length] = byte
        length &+= 1
    }

    private mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + length).update(from: source, count: bytes.count)
        length &+= bytes.count
    }

    /// Whether the last byte opens an object or array: neither can end a value.
    @inline(__always)
    private var isAtStart: Bool {
        length > 0 && (base[length &- 1] == 0x7B || base[length &- 1] == 0x5B)
    }

    private mutating func newLine() {
        let spaces = max(indent, 0) * level
        reserve(spaces + 1)
        base[length] = 0x0A
        (base + length + 1).update(repeating: 0x20, count: spaces)
        length &+= spaces + 1
    }

    // MARK: Structure

    /// Opens an object.
    public mutating func beginObject() {
        append(0x7B)
        level &+= 1
    }

    /// Closes the innermost object.
    public mutating func endObject() {
        end(0x7D)
    }

    /// Closes the innermost object after the members that its type does not know.
    public mutating func endObject(_ unknown: UnknownFields) {
        if !unknown.isEmpty {
            let members = unknown.object.members.span
            for i in members.indices {
                key(members[i].key)
                write(members[i].value)
            }
        }
        end(0x7D)
    }

    /// Opens an array.
    public mutating func beginArray() {
        append(0x5B)
        level &+= 1
    }

    /// Closes the innermost array.
    public mutating func endArray() {
        end(0x5D)
    }

    @inline(__always)
    private mutating func end(_ bracket: UInt8) {
        level &-= 1
        if indent >= 0, !isAtStart { newLine() }
        append(bracket)
    }

    /// Comma and white space before an element of an array, whose value the caller writes next.
    public mutating func element() {
        if !isAtStart { append(0x2C) }
        if indent >= 0 { newLine() }
    }

    /// Writes an element of an array.
    @inlinable
    public mutating func element<Value: JSONEncodable>(_ value: Value) {
        element()
        value.encode(to: &self)
    }

    /// Writes a member's name, with comma and colon; its value follows.
    public mutating func key(_ name: String) {
        element()
        write(name)
        append(0x3A)
        if indent >= 0 { append(0x20) }
    }

    /// Writes a member's name that needs no escapes, with comma and colon; its value follows.
    public mutating func key(_ name: StaticString) {
        let count = name.utf8CodeUnitCount
        if indent >= 0 { element() }
        reserve(count &+ 5)
        var place = base + length
        if indent < 0, !isAtStart {
            place[0] = 0x2C
            place += 1
        }
        place[0] = 0x22
        place += 1
        place.update(from: name.utf8Start, count: count)
        place += count
        place[0] = 0x22
        place[1] = 0x3A
        place += 2
        if indent >= 0 {
            place[0] = 0x20
            place += 1
        }
        length = place - base
    }

    /// Writes a member whose name needs no escapes.
    @inlinable
    public mutating func field<Value: JSONEncodable>(_ name: StaticString, _ value: Value) {
        key(name)
        value.encode(to: &self)
    }

    /// Writes a member whose name needs no escapes; leaves it out where there is no value.
    @inlinable
    public mutating func field<Value: JSONEncodable>(_ name: StaticString, _ value: Value?) {
        guard let value else { return }
        key(name)
        value.encode(to: &self)
    }

    // MARK: Values

    /// Writes `null`.
    public mutating func writeNull() {
        append("null")
    }

    /// Writes a boolean.
    public mutating func write(_ value: Bool) {
        append(value ? "true" : "false")
    }

    /// Writes a whole number.
    public mutating func write(_ value: Int64) {
        reserve(20)
        var magnitude = value.magnitude
        var digits = 1
        var rest = magnitude
        while rest >= 10 {
            rest /= 10
            digits &+= 1
        }
        if value < 0 { append(0x2D) }
        length &+= digits
        var place = base + length
        repeat {
            place -= 1
            place[0] = 0x30 &+ UInt8(truncatingIfNeeded: magnitude % 10)
            magnitude /= 10
        } while magnitude > 0
    }

    /// Writes a number as Go does: the shortest digits that read back as the same double, whole ones without point, with
    /// exponent below 1e-6 and from 1e21. What is not finite, which JSON cannot say, is written as `null`.
    public mutating func write(_ value: Double) {
        guard value.isFinite else { return writeNull() }
        append(utf8: doubleText(value))
    }

    /// Writes a number as its text is.
    public mutating func write(_ value: JSONNumber) {
        append(utf8: value.text)
    }

    private mutating func append(utf8 text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { append($0) }
        }
    }

    /// Writes a string, with quotes and escapes.
    public mutating func write(_ text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ write(string: $0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { write(string: $0) }
        }
    }

    /// Writes a string of well-formed UTF-8, with quotes and escapes.
    @inline(__always)
    private mutating func write(string bytes: UnsafeBufferPointer<UInt8>) {
        let count = bytes.count
        reserve(count &+ 2)
        let place = base + length
        place[0] = 0x22
        if let source = bytes.baseAddress, escapesHTML || !copyClean(source, place + 1, count) {
            return writeEscaped(bytes)
        }
        place[count &+ 1] = 0x22
        length &+= count &+ 2
    }

    @inline(never)
    private mutating func writeEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
        append(0x22)
        var clean = 0
        var i = 0
        while i < bytes.count {
            var consumed = 1
            var escape: StaticString?
            var hex: UInt8?
            switch bytes[i] {
            case 0x22: escape = "\\\""
            case 0x5C: escape = "\\\\"
            case 0x08: escape = "\\b"
            case 0x0C: escape = "\\f"
            case 0x0A: escape = "\\n"
            case 0x0D: escape = "\\r"
            case 0x09: escape = "\\t"
            case let byte where byte < 0x20: hex = byte
            case 0x3C, 0x3E, 0x26: if escapesHTML { hex = bytes[i] }
            case 0xE2 where escapesHTML && i + 2 < bytes.count && bytes[i + 1] == 0x80 && bytes[i + 2] & 0xFE == 0xA8:
                escape = bytes[i + 2] == 0xA8 ? "\\u2028" : "\\u2029"
                consumed = 3
            default: break
            }
            if escape != nil || hex != nil {
                append(UnsafeBufferPointer(rebasing: bytes[clean..<i]))
                if let escape { append(escape) }
                if let hex {
                    append("\\u00")
                    append(Self.hexDigit(hex >> 4))
                    append(Self.hexDigit(hex & 0xF))
                }
                clean = i + consumed
            }
            i += consumed
        }
        append(UnsafeBufferPointer(rebasing: bytes[clean...]))
        append(0x22)
    }

    private static func hexDigit(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 0x30 &+ digit : 0x57 &+ digit
    }

    /// Writes bytes that are a JSON value as they are; the caller vouches for it.
    public mutating func write(verbatim bytes: some Sequence<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ append($0) }) == nil {
            for byte in bytes { append(byte) }
        }
    }

    /// Writes a tree.
    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): write(value)
        case .integer(let value): write(value)
        case .number(let value): write(value)
        case .string(let value): write(value)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    private mutating func write(_ elements: [JSONValue]) {
        beginArray()
        let elements = elements.span
        for i in elements.indices {
            element()
            write(elements[i])
        }
        endArray()
    }

    /// Writes an object.
    public mutating func write(_ object: JSONObject) {
        beginObject()
        // A span lends its elements: no reference is counted.
        let members = object.members.span
        for i in members.indices {
            key(members[i].key)
            write(members[i].value)
        }
        endObject()
    }

    /// Writes a value of a document; strings and numbers are copied as they are written there.
    public mutating func write(_ node: JSONNode) {
        // Compact text is no longer than what was parsed.
        if indent < 0, !escapesHTML { reserve(node.rawRange.count) }
        let words = node.storage.words
        node.storage.bytes.withUnsafeBufferPointer { bytes in
            // There is a base address: no value is written without bytes.
            guard let source = bytes.baseAddress else { return }
            // Iterative, as documents may be deep: the ends of the arrays and objects that are open.
            var open: [(end: Int, isObject: Bool)] = []
            var innermost = (end: -1, isObject: false)
            var index = node.index
            while true {
                let word = words[index]
                index &+= 1
                if word.tapeIsContainer {
                    open.append(innermost)
                    innermost = (words[index].tapeEnd, word.tapeKind == TapeKind.object)
                    append(innermost.isObject ? 0x7B : 0x5B)
                    level &+= 1
                    index &+= 1
                } else {
                    copy(word, source)
                }
                while innermost.end == index {
                    end(innermost.isObject ? 0x7D : 0x5D)
                    innermost = open.removeLast()
                }
                if innermost.end < 0 { break }
                element()
                if innermost.isObject {
                    copy(words[index], source)
                    append(0x3A)
                    if indent >= 0 { append(0x20) }
                    index &+= 1
                }
            }
        }
    }

    /// Copies a value that is neither array nor object, or a name.
    @inline(__always)
    private mutating func copy(_ word: UInt64, _ source: UnsafePointer<UInt8>) {
        let quote = word.tapeIsString ? 1 : 0
        if escapesHTML, quote > 0 { return write(unescape(source, word.tapeOffset, word.tapeLength)) }
        let count = word.tapeLength &+ 2 &* quote
        reserve(count)
        copyBytes(source + (word.tapeOffset &- quote), base + length, count)
        length &+= count
    }
}

/// Copies bytes, few of them mostly: without a call where there are less than 33.
@inline(__always)
private func copyBytes(_ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>, _ count: Int) {
    guard count >= 8, count <= 32 else {
        if count > 32 {
            target.update(from: source, count: count)
        } else {
            for i in 0..<count { target[i] = source[i] }
        }
        return
    }
    var i = 0
    while i &+ 8 <= count {
        UnsafeMutableRawPointer(target + i).storeBytes(
            of: UnsafeRawPointer(source + i).loadUnaligned(as: UInt64.self), as: UInt64.self)
        i &+= 8
    }
    // The last eight bytes, some of them for the second time.
    UnsafeMutableRawPointer(target + (count &- 8)).storeBytes(
        of: UnsafeRawPointer(source + (count &- 8)).loadUnaligned(as: UInt64.self), as: UInt64.self)
}

/// Copies bytes as long as none of them needs an escape.
///
/// - Returns: Whether none did. The caller vouches that both have `count` bytes.
@inline(__always)
private func copyClean(_ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    var i = 0
    while i &+ 8 <= count {
        let chunk = loadEight(source, i)
        if bytesToEscape(chunk) != 0 { return false }
        UnsafeMutableRawPointer(target + i).storeBytes(of: chunk.littleEndian, as: UInt64.self)
        i &+= 8
    }
    if i == count { return true }
    if count >= 8 {
        // The last eight bytes, some of them for the second time.
        let chunk = loadEight(source, count &- 8)
        if bytesToEscape(chunk) != 0 { return false }
        UnsafeMutableRawPointer(target + (count &- 8)).storeBytes(of: chunk.littleEndian, as: UInt64.self)
        return true
    }
    if count >= 4 {
        // The first and the last four bytes, which may overlap.
        let first = UnsafeRawPointer(source).loadUnaligned(as: UInt32.self)
        let last = UnsafeRawPointer(source + (count &- 4)).loadUnaligned(as: UInt32.self)
        if bytesToEscape(UInt64(first) &<< 32 | UInt64(last)) != 0 { return false }
        UnsafeMutableRawPointer(target).storeBytes(of: first, as: UInt32.self)
        UnsafeMutableRawPointer(target + (count &- 4)).storeBytes(of: last, as: UInt32.self)
        return true
    }
    while i < count {
        let byte = source[i]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
        target[i] = byte
        i &+= 1
    }
    return true
}

/// Nonzero if one of eight bytes is a quote, a backslash or a control character.
@inline(__always)
private func bytesToEscape(_ chunk: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = (chunk ^ (ones &* 0x22)) &- ones
    let backslashes = (chunk ^ (ones &* 0x5C)) &- ones
    let controls = chunk &- (ones &* 0x20)
    // A byte that is not ASCII borrows from none above it that would matter, and is no such byte itself.
    return ((quotes & ~(chunk ^ (ones &* 0x22))) | (backslashes & ~(chunk ^ (ones &* 0x5C))) | (controls & ~chunk))
        & (ones &* 0x80)
}
