import JSON
import Storage

/// An object as it is kept: encoded, without its resourceVersion, which is not known before the write.
///
/// The value begins with a header of twelve bytes: the number of the format, three bytes that are 0, and as 32-bit
/// little-endian numbers the offsets in the JSON behind it of the member `metadata` and of the place in it where the
/// resourceVersion belongs. So an object is answered without being read: its JSON with the revision spliced in.
/// `apiVersion` and `kind` come first and are left out of items of typed lists.
struct StoredObject: Sendable {
    private static let format: UInt8 = 1
    private static let headerSize = 12

    /// What the store holds.
    let value: [UInt8]
    /// 0 for an object that was not written, and is answered without resourceVersion.
    let revision: Revision
    /// Offsets in `value`.
    private let metadataStart: Int
    private let splice: Int

    /// An object from the store; `nil` where the value is not of this form.
    init?(value: [UInt8], revision: Revision) {
        guard value.count > Self.headerSize, value[0] == Self.format else { return nil }
        func number(at offset: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(value[offset + $1]) << (8 * $1) } + Self.headerSize
        }
        metadataStart = number(at: 4)
        splice = number(at: 8)
        guard Self.headerSize < metadataStart, metadataStart < splice, splice < value.count else { return nil }
        self.value = value
        self.revision = revision
    }

    init?(_ record: StorageRecord) {
        self.init(value: record.value, revision: record.revision)
    }

    /// Encodes an object for the store.
    static func encode(_ object: JSONObject) -> [UInt8] {
        var writer = JSONWriter(reserving: 1024)
        writer.write(verbatim: [format] + [UInt8](repeating: 0, count: headerSize - 1))
        writer.beginObject()
        writer.field("apiVersion", object["apiVersion"] ?? "")
        writer.field("kind", object["kind"] ?? "")
        let metadataStart = writer.count + 1  // behind the comma
        writer.key("metadata")
        writer.beginObject()
        let metadata = object["metadata"]?.objectValue ?? [:]
        // The members that Kubernetes writes before the resourceVersion; the name is always there.
        let leading = ["name", "generateName", "namespace", "uid"]
        for name in leading {
            guard let value = metadata[name] else { continue }
            writer.key(name)
            writer.write(value)
        }
        let splice = writer.count
        for (name, value) in metadata where name != "resourceVersion" && !leading.contains(name) {
            writer.key(name)
            writer.write(value)
        }
        writer.endObject()
        for (name, value) in object where name != "apiVersion" && name != "kind" && name != "metadata" {
            writer.key(name)
            writer.write(value)
        }
        writer.endObject()
        var bytes = writer.finish()
        for (offset, number) in [(4, metadataStart), (8, splice)] {
            for position in 0..<4 {
                bytes[offset + position] = UInt8(truncatingIfNeeded: (number - headerSize) >> (8 * position))
            }
        }
        return bytes
    }

    /// How many bytes ``write(to:isItem:)`` adds at most.
    var size: Int { value.count + 48 }

    /// Appends the object's JSON.
    ///
    /// - Parameters:
    ///   - isItem: Whether to leave out `apiVersion` and `kind`.
    ///   - revision: The resourceVersion, where it is not that of the write.
    func write(to bytes: inout [UInt8], isItem: Bool = false, revision: Revision? = nil) {
        if isItem {
            bytes.append(UInt8(ascii: "{"))
            bytes += value[metadataStart..<splice]
        } else {
            bytes += value[Self.headerSize..<splice]
        }
        let revision = revision ?? self.revision
        if revision != .zero {
            bytes += ",\"resourceVersion\":\"".utf8
            bytes += revision.description.utf8
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += value[splice...]
    }

    /// The object's JSON.
    func json(isItem: Bool = false, revision: Revision? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        write(to: &bytes, isItem: isItem, revision: revision)
        return bytes
    }

    /// The object without its resourceVersion, to be read in place.
    func document() throws -> JSONDocument {
        try JSONDocument(parsing: Array(value[Self.headerSize...]))
    }

    /// The object with its resourceVersion, to be edited.
    func tree() throws -> JSONObject {
        guard var object = try document().root.value.objectValue else { throw StorageError.unavailable("no object") }
        if revision != .zero { object.setMetadata("resourceVersion", .string(revision.description)) }
        return object
    }
}
