/// Reads the members of an object into the fields of a type.
///
/// ```swift
/// var object = try JSONObjectReader(json, Self.fieldNames)
/// while let field = object.nextField() {
///     switch field {
///     case 0: try object.read(&metadata)
///     case 1: try object.read(&spec)
///     default: break
///     }
/// }
/// unknownFields = object.unknownFields
/// ```
public struct JSONObjectReader {
    private let storage: JSONDocumentStorage
    private let names: JSONFieldNames
    private let depth: Int
    /// The index of the next name's word, and of the word after the object.
    private var next: Int
    private let end: Int
    private var field = 0
    private var expected = 0
    private var valueIndex = 0

    private var unknown = JSONObject()

    /// The members so far that are no fields.
    public var unknownFields: UnknownFields { UnknownFields(unknown) }

    /// Models do not read objects at greater depth: reading recurses where types do, through frames of generated code of up to
    /// some KiB, and must not exhaust the stack of a thread.
    public static let maximumDepth = 128

    /// A reader of an object.
    ///
    /// - Throws: If the JSON is no object, or inside more than ``maximumDepth`` arrays and objects.
    public init(_ json: JSONNode, _ names: JSONFieldNames) throws(JSONDecodingError) {
        guard json.word.tapeKind == TapeKind.object else { throw JSONDecodingError(expected: "an object", found: json) }
        guard json.depth < Self.maximumDepth else {
            throw JSONDecodingError(message: "inside more than \(Self.maximumDepth) arrays and objects")
        }
        self.names = names
        storage = json.storage
        depth = json.depth + 1
        next = json.index + 2
        end = storage.words[json.index + 1].tapeEnd
    }

    /// Goes to the next member that is a field, and collects those on the way that are none.
    ///
    /// - Returns: The index of the field's name; `nil` after the last member.
    public mutating func nextField() -> Int? {
        let words = storage.words
        while next < end {
            let name = words[next]
            valueIndex = next &+ 1
            let found: Int?
            if name.tapeKind == TapeKind.string {
                found = storage.bytes.withUnsafeBufferPointer { bytes -> Int? in
                    guard let base = bytes.baseAddress else { return nil }
                    return names.index(of: base + name.tapeOffset, name.tapeLength, expected: expected)
                }
            } else {
                found = withBytes(of: storage.text(at: next)) { bytes -> Int? in
                    guard let base = bytes.baseAddress else { return nil }
                    return names.index(of: base, bytes.count, expected: expected)
                }
            }
            let nameIndex = next
            next = tapeSkip(words, valueIndex)
            if let found {
                field = found
                expected = found &+ 1
                return found
            }
            unknown[storage.text(at: nameIndex)] = value.value
        }
        return nil
    }

    /// The value of the field that ``nextField()`` went to.
    public var value: JSONNode { JSONNode(storage: storage, index: valueIndex, depth: depth) }

    /// Reads the field's value; `null` leaves the target as it is.
    @inlinable
    public mutating func read<Value: JSONDecodable>(_ target: inout Value) throws(JSONDecodingError) {
        let value = value
        if value.isNull { return }
        do {
            target = try Value(json: value)
        } catch {
            throw located(error)
        }
    }

    /// Reads the field's value; `null` makes the target `nil`.
    @inlinable
    public mutating func read<Value: JSONDecodable>(_ target: inout Value?) throws(JSONDecodingError) {
        let value = value
        if value.isNull {
            target = nil
            return
        }
        do {
            target = try Value(json: value)
        } catch {
            throw located(error)
        }
    }

    /// An error in the field's value as seen from the object.
    public func located(_ error: JSONDecodingError) -> JSONDecodingError {
        error.inside(member: names[field])
    }
}
