import APISchema
import JSON
import Storage
import Synchronization

/// A part of a text that other objects have too.
struct SharedPart: Sendable {
    /// Where in the object's own text it belongs.
    var position: Int
    var segment: SharedSegment
}

/// An object as it is kept: encoded, without its resourceVersion, which is not known before the write.
///
/// What the store holds is a header (``Header``) and the object's JSON, in which `apiVersion` and `kind` come first and
/// are left out of items of typed lists. So an object is answered without being read: its JSON with the revision
/// spliced in. Objects of a cache share the parts of their text that are the same in many.
final class StoredObject: Sendable {
    /// The JSON but for what is shared.
    private let text: [UInt8]
    private let sharedParts: [SharedPart]
    private let header: Header
    /// 0 for an object that was not written, and is answered without resourceVersion.
    let revision: Revision
    /// `nil` where they have not been read.
    private let knownLabels: LabelSet?
    /// What has been made of the object and may be asked for again.
    private let derived = Mutex<DerivedValues?>(nil)

    /// An object from what the store holds; `nil` where that is not of this form.
    convenience init?(value: [UInt8], revision: Revision) {
        guard let header = Header(value) else { return nil }
        self.init(
            text: Array(value[Header.size...]), sharedParts: [], header: header, revision: revision, labels: nil)
    }

    /// Stands for an object that cannot be read.
    convenience init(unreadable record: StorageRecord) {
        self.init(
            text: [], sharedParts: [],
            header: Header(metadataStart: 0, splice: 0, metadataEnd: 0, fingerprint: 0), revision: record.revision,
            labels: LabelSet.none)
    }

    /// Whether there is an object at all.
    var isReadable: Bool { !text.isEmpty }

    private init(
        text: [UInt8], sharedParts: [SharedPart], header: Header, revision: Revision, labels: LabelSet?
    ) {
        self.text = text
        self.sharedParts = sharedParts
        self.header = header
        self.revision = revision
        knownLabels = labels
    }

    /// An object for a cache: its labels are known, and it shares what it can.
    ///
    /// - Returns: `nil` where the value cannot be read.
    convenience init?(_ record: StorageRecord, sharing: ObjectSharing) {
        guard let header = Header(record.value), let document = try? JSONDocument(parsing: record.value[Header.size...])
        else { return nil }
        let metadata = document.root["metadata"]
        let labels = metadata?["labels"].map { node in
            sharing.labels.element(for: node.rawBytes) { bytes in
                LabelSet(bytes, node.members.map { ($0.key, $0.value.stringValue ?? "") })
            }
        }
        let fieldSets = metadata?["managedFields"]?.elements.compactMap { $0["fieldsV1"]?.rawRange } ?? []
        self.init(
            json: document.bytes[...], header: header, revision: record.revision, labels: labels ?? LabelSet.none,
            fieldSets: fieldSets, sharing: sharing)
    }

    /// An object for a cache of which is known where its parts are.
    ///
    /// - Parameter fieldSets: Where in the JSON the field sets of its managers are, in order.
    convenience init(
        json: ArraySlice<UInt8>, header: Header, revision: Revision, labels: LabelSet, fieldSets: [Range<Int>],
        sharing: ObjectSharing
    ) {
        let fieldSets = fieldSets.filter { $0.count >= Self.smallestShared }
        let sharedSize = fieldSets.reduce(0) { $0 + $1.count }
        var header = header
        header.metadataEnd -= sharedSize
        var text: [UInt8] = []
        text.reserveCapacity(json.count - sharedSize)
        var parts: [SharedPart] = []
        var end = json.startIndex
        for fields in fieldSets {
            text += json[end..<fields.lowerBound]
            end = fields.upperBound
            let segment = sharing.segments.element(for: json[fields]) { SharedSegment($0) }
            parts.append(SharedPart(position: text.count, segment: segment))
        }
        text += json[end...]
        self.init(text: text, sharedParts: parts, header: header, revision: revision, labels: labels)
    }

    /// Smaller parts take more memory shared than not.
    private static let smallestShared = 128

    /// The same object as of another write.
    func at(_ revision: Revision) -> StoredObject {
        StoredObject(text: text, sharedParts: sharedParts, header: header, revision: revision, labels: knownLabels)
    }

    /// What the schema was by which the object was completed and normalised.
    var fingerprint: UInt64 { header.fingerprint }

    // MARK: Text

    /// How many bytes ``write(to:_:revision:)`` adds at most.
    var size: Int { sharedParts.reduce(text.count + 48) { $0 + $1.segment.bytes.count } }

    /// How many bytes of its own the object has.
    var ownSize: Int { text.count }

    /// What of an object is written.
    enum Extent: Sendable {
        /// All.
        case whole
        /// All but `apiVersion` and `kind`.
        case item
        /// The value of `metadata`.
        case metadata
    }

    /// Appends the object's JSON.
    ///
    /// - Parameter revision: The resourceVersion, where it is not that of the write.
    func write(to bytes: inout [UInt8], _ extent: Extent = .whole, revision: Revision? = nil) {
        switch extent {
        case .whole: bytes += text[..<header.splice]
        case .item:
            bytes.append(UInt8(ascii: "{"))
            bytes += text[header.metadataStart..<header.splice]
        case .metadata: bytes += text[header.metadataStart + Header.metadataKey.count..<header.splice]
        }
        let revision = revision ?? self.revision
        if revision != .zero {
            bytes += ",\"resourceVersion\":\"".utf8
            bytes += revision.description.utf8
            bytes.append(UInt8(ascii: "\""))
        }
        var position = header.splice
        for part in sharedParts {
            bytes += text[position..<part.position]
            bytes += part.segment.bytes
            position = part.position
        }
        bytes += text[position..<(extent == .metadata ? header.metadataEnd : text.count)]
    }

    /// The object's JSON.
    func json(_ extent: Extent = .whole, revision: Revision? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        write(to: &bytes, extent, revision: revision)
        return bytes
    }

    /// Whether another object has the same text, whatever its revision.
    func hasSameText(as other: StoredObject) -> Bool {
        json(revision: .zero) == other.json(revision: .zero)
    }

    /// The object without its resourceVersion, to be read in place.
    func document() throws -> JSONDocument {
        try JSONDocument(parsing: json(revision: .zero))
    }

    /// The object with its resourceVersion, to be edited.
    func tree() throws -> JSONObject {
        guard var object = try document().root.value.objectValue else { throw StorageError.unavailable("no object") }
        if revision != .zero { object.setMetadata("resourceVersion", .string(revision.description)) }
        return object
    }

    // MARK: Selection

    /// The object's labels.
    func labels() throws -> LabelSet {
        if let knownLabels { return knownLabels }
        guard let node = try document().root["metadata"]?["labels"] else { return LabelSet.none }
        return LabelSet(Array(node.rawBytes), node.members.map { ($0.key, $0.value.stringValue ?? "") })
    }

    /// A value as a field selector compares it; `nil` where it is absent or no scalar. It is looked for once.
    func text(at path: FieldPath) throws -> String? {
        if let known = derived.withLock({ $0?.fields.first { $0.path == path } }) { return known.text }
        let text = Self.text(at: path, in: try document().root)
        derived.withLock { derived in
            if derived == nil { derived = DerivedValues() }
            if derived?.fields.contains(where: { $0.path == path }) == false {
                derived?.fields.append((path, text))
            }
        }
        return text
    }

    private static func text(at path: FieldPath, in root: JSONNode) -> String? {
        var node = root
        for step in path.steps {
            guard case .member(let name) = step, let next = node[name] else { return nil }
            node = next
        }
        switch node.kind {
        case .string: return node.stringValue
        case .bool, .number: return String(decoding: node.rawBytes, as: UTF8.self)
        default: return nil
        }
    }

    // MARK: Tables

    /// The row of the object in a Table of a resource; made by the closure once.
    func row(_ resource: ServedResource, make: () throws -> TableRowText?) rethrows -> TableRowText? {
        let known = derived.withLock { derived in
            derived.flatMap { $0.row?.resource == resource.serial ? $0.row?.text : nil }
        }
        if let known { return known }
        guard let row = try make() else { return nil }
        derived.withLock { derived in
            if derived == nil { derived = DerivedValues() }
            derived?.row = (resource.serial, row)
        }
        return row
    }

    // MARK: Protobuf

    /// The protobuf message of the object, or of its metadata, as a resource shows it; made by the closure once.
    ///
    /// - Parameters:
    ///   - revision: The resourceVersion, where it is not that of the write; such a message is not kept.
    ///   - make: Makes a message of the object's JSON.
    func message(
        _ resource: ServedResource, ofMetadata: Bool, revision: Revision? = nil,
        make: ([UInt8]) throws -> ProtobufMessageBytes
    ) rethrows -> StoredMessage {
        let isKept = revision == nil || revision == self.revision
        let known = isKept ? derived.withLock { $0?.message(resource, ofMetadata: ofMetadata) } : nil
        if let known { return known }
        let json = ofMetadata ? PartialMetadata.json(of: self, revision: revision) : json(revision: revision)
        let message = StoredMessage(try make(json), sharing: sharedParts.map(\.segment))
        guard isKept else { return message }
        derived.withLock { derived in
            if derived == nil { derived = DerivedValues() }
            guard derived?.message(resource, ofMetadata: ofMetadata) == nil else { return }
            // What another resource has shown, which is mostly gone, is not kept beside it.
            derived?.messages.removeAll { $0.resource != resource.serial }
            derived?.messages.append((resource.serial, ofMetadata, message))
        }
        return message
    }

    private struct DerivedValues {
        var fields: [(path: FieldPath, text: String?)] = []
        var row: (resource: Int, text: TableRowText)?
        var messages: [(resource: Int, isMetadata: Bool, message: StoredMessage)] = []

        func message(_ resource: ServedResource, ofMetadata: Bool) -> StoredMessage? {
            messages.first { $0.resource == resource.serial && $0.isMetadata == ofMetadata }?.message
        }
    }
}
