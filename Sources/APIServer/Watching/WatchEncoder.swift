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
        var form = answerer.form
        form.isPretty = false
        let body = try answerer.encoded(object, form, hasColumns: !hasDescribedColumns, revision: revision)
        if form.view == .table { hasDescribedColumns = true }
        return frame(type, body)
    }

    /// An event that says how far the watch is.
    ///
    /// - Parameter endsInitialEvents: Whether it marks the end of the objects that there were at first.
    mutating func bookmark(_ revision: Revision, endsInitialEvents: Bool = false) throws -> [UInt8] {
        let definition = answerer.resource.definition
        var metadata: JSONObject = ["resourceVersion": .string(revision.description)]
        if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
        metadata["creationTimestamp"] = .null
        var object: JSONObject = ["kind": .string(definition.kind), "apiVersion": .string(definition.apiVersion)]
        object["metadata"] = .object(metadata)
        var form = answerer.form
        form.isPretty = false
        switch form.view {
        case .object:
            let json = JSONValue.object(object).serialized()
            return frame(.bookmark, try answerer.transcoder.encode(json, as: definition.typeName, form))
        case .table:
            var table: JSONObject = ["kind": "Table", "apiVersion": "meta.k8s.io/v1"]
            table["metadata"] = ["resourceVersion": .string(revision.description)]
            table["columnDefinitions"] = .null
            table["rows"] = []
            return frame(.bookmark, JSONValue.object(table).serialized())
        case .partialMetadata, .partialMetadataList:
            object["kind"] = "PartialObjectMetadata"
            object["apiVersion"] = "meta.k8s.io/v1"
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
        bytes += "{\"type\":\"".utf8
        bytes += type.rawValue.utf8
        bytes += "\",\"object\":".utf8
        bytes += object
        bytes += "}\n".utf8
        return bytes
    }
}
