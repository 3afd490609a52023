import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage

extension Answerer {
    /// A page of objects, which are shown as the version of the request does while they are sent: a list of which all
    /// objects have to be converted is not held as a whole either.
    func list(_ page: Registry.Page, _ registry: Registry) async throws -> APIResponse {
        let definition = resource.definition
        let (kind, apiVersion, type): (String, String, TypeName)
        switch form.view {
        case .partialMetadata:
            throw APIError.notAcceptable("you requested PartialObjectMetadata, but the requested object is a list")
        case .object:
            kind = definition.listKind ?? definition.kind + "List"
            (apiVersion, type) = (definition.apiVersion, definition.listTypeName)
        case .partialMetadataList:
            kind = "PartialObjectMetadataList"
            (apiVersion, type) = (form.metaAPIVersion, Transcoder.partialMetadataType + "List")
        case .table: (kind, apiVersion, type) = ("Table", form.metaAPIVersion, "")
        }
        let isConverted = page.objects.contains { !registry.showsAsStored($0, resource) }
        let shown: Shown? = isConverted ? { @Sendable [resource] in try registry.object($0, resource) } : nil
        var list =
            form.encoding == .protobuf
            ? try await messages(page, shown, kind: kind, apiVersion: apiVersion, type)
            : json(page, shown, kind: kind, apiVersion: apiVersion)
        if form.encoding == .yaml || form.isPretty && form.encoding == .json { list = try list.formatted(form) }
        if list.isLarge {
            if form.encoding == .json && !form.isPretty { list.tail.append(UInt8(ascii: "\n")) }
            return APIResponse(
                status: .ok, headerFields: [.contentType: form.encoding.rawValue], body: .chunks(list.chunks))
        }
        return response(try await list.collected(), form, .ok)
    }

    /// Shows a stored object in the version of the request.
    private typealias Shown = @Sendable (StoredObject) throws -> StoredObject

    /// A list in compact JSON.
    private func json(_ page: Registry.Page, _ shown: Shown?, kind: String, apiVersion: String) -> ListBytes {
        var list = storedJSON(page, kind: kind, apiVersion: apiVersion)
        if let shown {
            list.isComputed = true
            list.write = { [write = list.write] object, bytes in try write(try shown(object), &bytes) }
        }
        return list
    }

    private func storedJSON(_ page: Registry.Page, kind: String, apiVersion: String) -> ListBytes {
        if form.view == .table {
            return TableRenderer(resource, rowObject, form.metaVersion).list(page.objects, metadata: metadata(page))
        }
        var list = ListBytes(
            head: head(kind: kind, apiVersion: apiVersion, page), objects: page.objects,
            separator: [UInt8(ascii: ",")], tail: Array("]}".utf8)
        ) { object, bytes in object.write(to: &bytes) }
        if form.view == .partialMetadataList {
            list.write = { [version = form.metaVersion] in PartialMetadata.write($0, version, to: &$1) }
        } else if resource.definition.isNormalized {
            // Items of typed lists have neither apiVersion nor kind.
            list.write = { $0.write(to: &$1, .item) }
        }
        return list
    }

    /// A list in protobuf. Its length stands before it: so every message is made, or found, before the first is sent.
    private func messages(
        _ page: Registry.Page, _ shown: Shown?, kind: String, apiVersion: String, _ type: TypeName
    ) async throws -> ListBytes {
        let number = try transcoder.itemsNumber(of: type)
        let empty = try transcoder.message(head(kind: kind, apiVersion: apiVersion, page) + "]}".utf8, as: type).bytes
        var list = ListBytes(
            head: [], objects: page.objects, separator: [], tail: ProtobufEnvelope.tail, isComputed: shown != nil
        ) { [self] object, bytes in
            let message = try message(try shown?(object) ?? object)
            bytes += ProtobufListItem.head(number: number, messageSize: message.size)
            message.write(to: &bytes)
        }
        let itemsSize = try await Work.run(size: list.isLarge ? Work.mediumSize : 0) {
            try await size(of: page.objects, shown, number: number)
        }
        list.head =
            ProtobufEnvelope.head(apiVersion: apiVersion, kind: kind, messageSize: empty.count + itemsSize) + empty
        return list
    }

    /// How many bytes some objects take as items of a list.
    private func size(of objects: [StoredObject], _ shown: Shown?, number: Int) async throws -> Int {
        var size = 0
        var pace = Work.Pace()
        for object in objects {
            try await pace.step(object.size)
            let message = try message(try shown?(object) ?? object)
            size += ProtobufListItem.headSize(number: number, messageSize: message.size) + message.size
        }
        return size
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
}
