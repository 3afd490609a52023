import APIMachinery
import APISchema
import JSON
import Storage

/// Writes the events of a watch in the form that its client wants.
struct WatchEncoder: Sendable {
    let answerer: Answerer
    /// Columns are described once.
    private var hasDescribedColumns = false

    init(_ answerer: Answerer) {
        self.answerer = answerer
    }

    /// The media type of the answer.
    var contentType: String {
        answerer.form.encoding == .protobuf
            ? answerer.form.encoding.rawValue + ";stream=watch" : answerer.form.encoding.rawValue
    }

    /// An event about an object.
    ///
    /// - Parameter revision: The resourceVersion to show, where it is not that of the object's own write.
    mutating func event(_ type: WatchEventType, _ object: StoredObject, revision: Revision? = nil) throws -> [UInt8] {
        let hasColumns = answerer.form.view == .table && !hasDescribedColumns
        hasDescribedColumns = true
        return try encode(type, object, hasColumns: hasColumns, revision: revision)
    }

    /// What a watch shows of an event, encoded once for all watches that show it so.
    mutating func event(_ delivery: CacheWatcher.Delivery, _ registry: Registry) throws -> [UInt8] {
        let (type, event) = (delivery.type, delivery.event)
        guard let object = type == .deleted ? event.previous : event.object else { return [] }
        let revision = event.revision
        let resource = answerer.resource
        if answerer.form.view == .table && !hasDescribedColumns {
            return try self.event(type, try registry.object(object, resource), revision: revision)
        }
        let form = CacheEvent.FrameForm(
            resource: resource.serial, type: type, encoding: answerer.form.encoding,
            view: answerer.form.view, metaVersion: answerer.form.metaVersion, rowObject: answerer.rowObject)
        return try event.frame(form) {
            try encode(type, try registry.object(object, resource), hasColumns: false, revision: revision)
        }
    }

    private func encode(_ type: WatchEventType, _ object: StoredObject, hasColumns: Bool, revision: Revision?) throws
        -> [UInt8]
    {
        if answerer.form.encoding == .protobuf {
            return try answerer.envelope(object, revision: revision) {
                ProtobufWatchFrame.head(type: type.rawValue, objectSize: $0)
            }
        }
        var form = answerer.form
        form.isPretty = false
        if form.view == .object {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(object.size + 48)
            begin(type, &bytes)
            object.write(to: &bytes, revision: revision)
            bytes += "}\n".utf8
            return bytes
        }
        return frame(type, try answerer.encoded(object, form, hasColumns: hasColumns, revision: revision))
    }

    /// An event that says how far the watch is.
    ///
    /// - Parameter endsInitialEvents: Whether it marks the end of the objects that there were at first.
    mutating func bookmark(_ revision: Revision, endsInitialEvents: Bool = false) throws -> [UInt8] {
        let definition = answerer.resource.definition
        var metadata: JSONObject = ["resourceVersion": .string(revision.description)]
        if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
        var object: JSONObject = ["kind": .string(definition.kind), "apiVersion": .string(definition.apiVersion)]
        object["metadata"] = .object(metadata)
        var form = answerer.form
        form.isPretty = false
        switch form.view {
        case .object:
            let json = JSONValue.object(object).serialized()
            return frame(.bookmark, try answerer.transcoder.encode(json, as: definition.typeName, form))
        case .table:
            var table: JSONObject = ["kind": "Table", "apiVersion": .string(form.metaAPIVersion)]
            table["metadata"] = ["resourceVersion": .string(revision.description)]
            table["columnDefinitions"] = .null
            table["rows"] = []
            return frame(.bookmark, JSONValue.object(table).serialized())
        case .partialMetadata, .partialMetadataList:
            object["kind"] = "PartialObjectMetadata"
            object["apiVersion"] = .string(form.metaAPIVersion)
            let json = JSONValue.object(object).serialized()
            return frame(.bookmark, try answerer.transcoder.encode(json, as: Transcoder.partialMetadataType, form))
        }
    }

    /// The event with which a watch ends that failed.
    func error(_ error: APIError) -> [UInt8] {
        var form = answerer.form
        form.view = .object
        form.isPretty = false
        let json = error.status.encodedJSON()
        return frame(.error, (try? answerer.transcoder.encode(json, as: Transcoder.statusType, form)) ?? json)
    }

    private func frame(_ type: WatchEventType, _ object: [UInt8]) -> [UInt8] {
        if answerer.form.encoding == .protobuf { return ProtobufWatchFrame.frame(type: type.rawValue, object: object) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(object.count + 40)
        begin(type, &bytes)
        bytes += object
        bytes += "}\n".utf8
        return bytes
    }

    private func begin(_ type: WatchEventType, _ bytes: inout [UInt8]) {
        bytes += "{\"type\":\"".utf8
        bytes += type.rawValue.utf8
        bytes += "\",\"object\":".utf8
    }
}
