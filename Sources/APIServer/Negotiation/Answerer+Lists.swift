import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage

extension Answerer {
    /// A page of objects.
    func list(_ page: Registry.Page) async throws -> APIResponse {
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
        var list =
            form.encoding == .protobuf
            ? try await messages(page, kind: kind, apiVersion: apiVersion, type)
            : json(page, kind: kind, apiVersion: apiVersion)
        let isFinished = form.encoding == .protobuf || (form.encoding == .json && !form.isPretty)
        if isFinished && list.isLarge {
            if form.encoding == .json { list.tail.append(UInt8(ascii: "\n")) }
            return APIResponse(
                status: .ok, headerFields: [.contentType: form.encoding.rawValue], body: .chunks(list.chunks))
        }
        let bytes = try list.collected()
        return response(isFinished ? bytes : try transcoder.encode(bytes, as: type, form), form, .ok)
    }

    /// A list in compact JSON.
    private func json(_ page: Registry.Page, kind: String, apiVersion: String) -> ListBytes {
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
        _ page: Registry.Page, kind: String, apiVersion: String, _ type: TypeName
    ) async throws -> ListBytes {
        let number = try transcoder.itemsNumber(of: type)
        let empty = try transcoder.message(head(kind: kind, apiVersion: apiVersion, page) + "]}".utf8, as: type).bytes
        var list = ListBytes(
            head: [], objects: page.objects, separator: [], tail: ProtobufEnvelope.tail
        ) { [self] object, bytes in
            let message = try message(object)
            bytes += ProtobufListItem.head(number: number, messageSize: message.size)
            message.write(to: &bytes)
        }
        let itemsSize =
            list.isLarge
            ? try await withTaskExecutorPreference(globalConcurrentExecutor) {
                try await size(of: page.objects, number: number)
            } : try await size(of: page.objects, number: number)
        list.head =
            ProtobufEnvelope.head(apiVersion: apiVersion, kind: kind, messageSize: empty.count + itemsSize) + empty
        return list
    }

    /// How many bytes some objects take as items of a list.
    private func size(of objects: [StoredObject], number: Int) async throws -> Int {
        var size = 0
        for (index, object) in objects.enumerated() {
            // Others have their turn now and then.
            if index % 64 == 63 {
                try Task.checkCancellation()
                await Task.yield()
            }
            let message = try message(object)
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
