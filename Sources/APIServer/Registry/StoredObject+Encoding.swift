import JSON
import Storage

extension StoredObject {
    /// What stands before the JSON in the store: 24 bytes, numbers little-endian. The number of the format, three bytes
    /// that are 0, as 32-bit numbers the offsets in the JSON of the member `metadata`, of the place in it where the
    /// resourceVersion belongs and of its end, and as a 64-bit number the fingerprint of the schema by which the object
    /// was completed and normalised.
    struct Header: Sendable {
        static let size = 24
        private static let format: UInt8 = 2
        static let metadataKey = Array("\"metadata\":".utf8)

        var metadataStart: Int
        var splice: Int
        var metadataEnd: Int
        var fingerprint: UInt64

        init(metadataStart: Int, splice: Int, metadataEnd: Int, fingerprint: UInt64) {
            self.metadataStart = metadataStart
            self.splice = splice
            self.metadataEnd = metadataEnd
            self.fingerprint = fingerprint
        }

        /// Reads the header of a value; `nil` where it has none.
        init?(_ value: [UInt8]) {
            guard value.count > Self.size, value[0] == Self.format else { return nil }
            func number(_ offset: Int, _ size: Int) -> UInt64 {
                (0..<size).reduce(0) { $0 | UInt64(value[offset + $1]) << UInt64(8 * $1) }
            }
            metadataStart = Int(number(4, 4))
            splice = Int(number(8, 4))
            metadataEnd = Int(number(12, 4))
            fingerprint = number(16, 8)
            let json = value.count - Self.size
            guard metadataStart > 0, metadataStart + Self.metadataKey.count < splice, splice < metadataEnd,
                metadataEnd < json
            else { return nil }
        }

        var bytes: [UInt8] {
            var bytes: [UInt8] = [Self.format, 0, 0, 0]
            bytes.reserveCapacity(Self.size)
            for (number, size) in [
                (UInt64(metadataStart), 4), (UInt64(splice), 4), (UInt64(metadataEnd), 4), (fingerprint, 8),
            ] {
                for position in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * position))) }
            }
            return bytes
        }
    }

    /// Encodes an object for the store.
    ///
    /// - Parameter fingerprint: That of the schema by which the object was completed and normalised.
    static func encode(_ object: JSONObject, fingerprint: UInt64) -> [UInt8] {
        write(object, fingerprint: fingerprint).value
    }

    /// Encodes an object for the store and for a cache, which so need not read it.
    static func encode(_ object: JSONObject, fingerprint: UInt64, sharing: ObjectSharing) -> EncodedObject {
        let (value, header, labels, fieldSets) = write(object, fingerprint: fingerprint)
        let set = labels.map { range in
            sharing.labels.element(for: value[range]) { bytes in
                let members = object["metadata"]?["labels"]?.objectValue ?? [:]
                return LabelSet(bytes, members.map { ($0.key, $0.value.stringValue ?? "") })
            }
        }
        return EncodedObject(
            value: value,
            object: StoredObject(
                json: value[Header.size...], header: header, revision: .zero, labels: set ?? LabelSet.none,
                fieldSets: fieldSets, sharing: sharing))
    }

    /// Writes an object.
    ///
    /// - Returns: the value, its header, and where in the value the labels and the field sets of its managers are.
    private static func write(
        _ object: JSONObject, fingerprint: UInt64
    ) -> (value: [UInt8], header: Header, labels: Range<Int>?, fieldSets: [Range<Int>]) {
        var writer = JSONWriter(reserving: 8192)
        writer.write(verbatim: [UInt8](repeating: 0, count: Header.size))
        writer.beginObject()
        writer.field("apiVersion", object["apiVersion"] ?? "")
        writer.field("kind", object["kind"] ?? "")
        let metadataStart = writer.count + 1  // behind the comma
        writer.key("metadata")
        writer.beginObject()
        let metadata = object["metadata"]?.objectValue ?? [:]
        // The members that Kubernetes writes before the resourceVersion; the name is always there.
        for name in leadingMetadata {
            guard let value = metadata[name] else { continue }
            writer.key(name)
            writer.write(value)
        }
        let splice = writer.count
        var labels: Range<Int>?
        var fieldSets: [Range<Int>] = []
        for (name, value) in metadata where name != "resourceVersion" && !leadingMetadata.contains(name) {
            writer.key(name)
            let start = writer.count
            switch (name, value) {
            case ("managedFields", .array(let entries)): write(managers: entries, &writer, &fieldSets)
            case ("labels", _):
                writer.write(value)
                labels = start..<writer.count
            default: writer.write(value)
            }
        }
        writer.endObject()
        let metadataEnd = writer.count
        for (name, value) in object where name != "apiVersion" && name != "kind" && name != "metadata" {
            writer.key(name)
            writer.write(value)
        }
        writer.endObject()
        var bytes = writer.finish()
        let header = Header(
            metadataStart: metadataStart - Header.size, splice: splice - Header.size,
            metadataEnd: metadataEnd - Header.size, fingerprint: fingerprint)
        bytes.replaceSubrange(..<Header.size, with: header.bytes)
        return (bytes, header, labels, fieldSets)
    }

    /// Writes `managedFields`, and notes where the field sets are.
    private static func write(managers: [JSONValue], _ writer: inout JSONWriter, _ fieldSets: inout [Range<Int>]) {
        writer.beginArray()
        for entry in managers {
            writer.element()
            guard case .object(let members) = entry else {
                writer.write(entry)
                continue
            }
            writer.beginObject()
            for (name, value) in members {
                writer.key(name)
                let start = writer.count
                writer.write(value)
                if name == "fieldsV1" { fieldSets.append(start..<writer.count) }
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private static let leadingMetadata = ["name", "generateName", "namespace", "uid"]
}

/// An object as the store gets it, and as a cache keeps it.
struct EncodedObject: Sendable {
    /// What the store gets.
    let value: [UInt8]
    /// What a cache would read from the value; as of no revision.
    let object: StoredObject
}
