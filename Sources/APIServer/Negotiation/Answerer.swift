import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage

/// Puts objects of a resource into the form that a request wants.
struct Answerer: Sendable {
    let resource: ServedResource
    let form: AnswerForm
    let transcoder: Transcoder
    let rowObject: TableRenderer.RowObject

    init(
        _ request: APIRequest, _ query: QueryParameters, _ resource: ServedResource, _ transcoder: Transcoder,
        isWatch: Bool
    ) throws {
        self.resource = resource
        self.transcoder = transcoder
        let hasProtobuf = transcoder.hasProtobuf(resource.definition.typeName)
        let encodings = Encoding.allCases.filter { encoding in
            switch encoding {
            case .json: true
            case .yaml: !isWatch
            case .protobuf: hasProtobuf || Self.wantsMetadata(request)
            }
        }
        form = try AnswerForm(request, query, encodings: encodings)
        rowObject = form.view == .table ? try TableRenderer.RowObject(query) : .metadata
    }

    /// Whether the request asks for metadata only, which every kind has in protobuf.
    private static func wantsMetadata(_ request: APIRequest) -> Bool {
        (request.head.headerFields[.accept] ?? "").contains("as=PartialObjectMetadata")
    }

    // MARK: One object

    func object(_ object: StoredObject, status: HTTPResponse.Status = .ok) throws -> APIResponse {
        if form.view == .partialMetadataList {
            throw APIError.notAcceptable(offered: ["an object, which is no list"])
        }
        return response(try encoded(object, form), status)
    }

    /// An object's bytes, in the view and encoding of the form.
    func encoded(_ object: StoredObject, _ form: AnswerForm, hasColumns: Bool = true, revision: Revision? = nil) throws
        -> [UInt8]
    {
        switch form.view {
        case .object:
            return try transcoder.encode(object.json(revision: revision), as: resource.definition.typeName, form)
        case .table:
            let metadata: JSONObject = ["resourceVersion": .string((revision ?? object.revision).description)]
            let table = try TableRenderer(resource, rowObject).write(
                [object], metadata: metadata, hasColumns: hasColumns, revision: revision)
            return try transcoder.encode(table, as: "", form)
        case .partialMetadata, .partialMetadataList:
            return try transcoder.encode(
                PartialMetadata.json(of: object, revision: revision), as: Transcoder.partialMetadataType, form)
        }
    }

    /// What is answered of an object that is gone.
    func deleted(_ object: StoredObject) throws -> APIResponse {
        let metadata = try object.document().root["metadata"]
        let group = resource.definition.group
        let status = Status(
            status: Status.success,
            details: StatusDetails(
                name: metadata?["name"]?.stringValue, group: group.isEmpty ? nil : group,
                kind: resource.definition.plural,
                uid: metadata?["uid"]?.stringValue))
        return try self.status(status, .ok)
    }

    /// A Status that is no error.
    func status(_ status: Status, _ code: HTTPResponse.Status) throws -> APIResponse {
        var form = form
        form.view = .object
        if form.encoding == .protobuf && !transcoder.hasProtobuf(Transcoder.statusType) { form.encoding = .json }
        return response(try transcoder.encode(status.encodedJSON(), as: Transcoder.statusType, form), code)
    }

    // MARK: Lists

    func list(_ page: Registry.Page) throws -> APIResponse {
        switch form.view {
        case .table:
            let table = try TableRenderer(resource, rowObject).write(page.objects, metadata: metadata(page))
            return response(try transcoder.encode(table, as: "", form), .ok)
        case .partialMetadata:
            throw APIError.notAcceptable(offered: ["a list, which is no object"])
        case .partialMetadataList:
            let head = head(kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1", page)
            let json = try json(head, page) { PartialMetadata.write($0, to: &$1) }
            return response(try transcoder.encode(json, as: Transcoder.partialMetadataType + "List", form), .ok)
        case .object:
            let definition = resource.definition
            let kind = definition.listKind ?? definition.kind + "List"
            let head = head(kind: kind, apiVersion: definition.apiVersion, page)
            if form.encoding == .json && !form.isPretty && page.objects.count > Self.objectsToStream {
                return APIResponse(
                    status: .ok, headerFields: [.contentType: form.encoding.rawValue],
                    body: .chunks(
                        ByteChunks(ListChunks(head: head, objects: page.objects, isTyped: definition.isNormalized))))
            }
            let json = try json(head, page) { $0.write(to: &$1, definition.isNormalized ? .item : .whole) }
            return response(try transcoder.encode(json, as: definition.listTypeName, form), .ok)
        }
    }

    /// How many objects a list has at most that is put together in memory.
    private static let objectsToStream = 200

    private func json(
        _ head: [UInt8], _ page: Registry.Page, _ write: (StoredObject, inout [UInt8]) throws -> Void
    ) throws -> [UInt8] {
        var bytes = head
        bytes.reserveCapacity(page.objects.reduce(head.count + 2) { $0 + $1.size + 1 })
        for (index, object) in page.objects.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            try write(object, &bytes)
        }
        bytes += "]}".utf8
        return bytes
    }

    /// The beginning of a list's JSON, up to its items.
    private func head(kind: String, apiVersion: String, _ page: Registry.Page) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("kind", kind)
        writer.field("apiVersion", apiVersion)
        writer.key("metadata")
        writer.write(metadata(page))
        writer.key("items")
        writer.beginArray()
        return writer.finish()
    }

    private func metadata(_ page: Registry.Page) -> JSONObject {
        var metadata: JSONObject = [:]
        if let continuation = page.continuation {
            metadata["continue"] = .string(continuation.text)
        } else if !resource.definition.isNormalized && form.view == .object {
            metadata["continue"] = ""
        }
        metadata["resourceVersion"] = .string(page.revision.description)
        metadata["remainingItemCount"] = page.remaining.map { .integer(Int64($0)) }
        return metadata
    }

    private func response(_ bytes: [UInt8], _ status: HTTPResponse.Status) -> APIResponse {
        APIResponse(status: status, headerFields: [.contentType: form.encoding.rawValue], body: .bytes(bytes))
    }
}

/// The JSON of a long list, made piece by piece as it is sent.
private struct ListChunks: AsyncSequence, Sendable {
    let head: [UInt8]
    let objects: [StoredObject]
    /// Whether items have neither apiVersion nor kind.
    let isTyped: Bool

    private static let pieceSize = 64 << 10

    func makeAsyncIterator() -> Iterator { Iterator(list: self) }

    struct Iterator: AsyncIteratorProtocol {
        let list: ListChunks
        private var position = -1

        init(list: ListChunks) {
            self.list = list
        }

        mutating func next() async -> [UInt8]? {
            if position < 0 {
                position = 0
                return list.head
            }
            guard position <= list.objects.count else { return nil }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(ListChunks.pieceSize + 16 << 10)
            while position < list.objects.count, bytes.count < ListChunks.pieceSize {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                list.objects[position].write(to: &bytes, list.isTyped ? .item : .whole)
                position += 1
            }
            if position == list.objects.count {
                bytes += "]}".utf8
                position += 1
            }
            return bytes
        }
    }
}
