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
            throw APIError.notAcceptable(
                "you requested PartialObjectMetadataList, but the requested object is not a list")
        }
        return response(try encoded(object, form), form, status)
    }

    /// An object's bytes, in the view and encoding of the form.
    func encoded(_ object: StoredObject, _ form: AnswerForm, hasColumns: Bool = true, revision: Revision? = nil) throws
        -> [UInt8]
    {
        switch form.view {
        case .table:
            let metadata: JSONObject = ["resourceVersion": .string((revision ?? object.revision).description)]
            let table = try TableRenderer(resource, rowObject, form.metaVersion).write(
                [object], metadata: metadata, hasColumns: hasColumns, revision: revision)
            return try transcoder.encode(table, as: "", form)
        case _ where form.encoding == .protobuf: return try envelope(object, revision: revision)
        case .object:
            return try transcoder.encode(object.json(revision: revision), as: resource.definition.typeName, form)
        case .partialMetadata, .partialMetadataList:
            return try transcoder.encode(
                PartialMetadata.json(of: object, form.metaVersion, revision: revision),
                as: Transcoder.partialMetadataType, form)
        }
    }

    // MARK: Protobuf

    /// The message of an object, or of its metadata.
    func message(_ object: StoredObject, revision: Revision? = nil) throws -> StoredMessage {
        let showsObject = form.view == .object
        let type = showsObject ? resource.definition.typeName : Transcoder.partialMetadataType
        return try object.message(resource, ofMetadata: !showsObject, revision: revision) { json in
            try transcoder.message(json, as: type)
        }
    }

    /// An object in its envelope.
    ///
    /// - Parameter begin: What stands before the envelope, given its length.
    func envelope(
        _ object: StoredObject, revision: Revision? = nil, begin: (Int) -> [UInt8] = { _ in [] }
    ) throws -> [UInt8] {
        let message = try message(object, revision: revision)
        let definition = resource.definition
        let head =
            form.view == .object
            ? ProtobufEnvelope.head(
                apiVersion: definition.apiVersion, kind: definition.kind, messageSize: message.size)
            : ProtobufEnvelope.head(
                apiVersion: form.metaAPIVersion, kind: "PartialObjectMetadata", messageSize: message.size)
        let size = head.count + message.size + ProtobufEnvelope.tail.count
        var bytes = begin(size)
        bytes.reserveCapacity(bytes.count + size)
        bytes += head
        message.write(to: &bytes)
        bytes += ProtobufEnvelope.tail
        return bytes
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
        return response(try transcoder.encode(status.encodedJSON(), as: Transcoder.statusType, form), form, code)
    }

    /// An answer. JSON that is not for people ends with a line feed, as that which is does.
    func response(_ bytes: [UInt8], _ form: AnswerForm, _ status: HTTPResponse.Status) -> APIResponse {
        var bytes = bytes
        if form.encoding == .json && !form.isPretty { bytes.append(UInt8(ascii: "\n")) }
        return APIResponse(status: status, headerFields: [.contentType: form.encoding.rawValue], body: .bytes(bytes))
    }
}
