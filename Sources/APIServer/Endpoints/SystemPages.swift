import APIMachinery
import APISchema
import HTTPTypes
import JSON

/// The server's own pages: discovery, OpenAPI documents, its version and its health.
struct SystemPages: Sendable {
    let table: ResourceTable
    let version: VersionInfo
    let health: HealthChecks
    let metrics: PrometheusRegistry

    func answer(_ request: APIRequest, _ info: RequestInfo) async throws -> APIResponse {
        let segments = info.segments
        guard !segments.contains("") else { return ErrorAnswer.pathNotFound }
        switch segments.first {
        case nil: return try page(request, info) { try document(["paths": .array(paths())], request, info) }
        case "api": return try page(request, info) { try discovery(request, info, core: true) }
        case "apis": return try page(request, info) { try discovery(request, info, core: false) }
        case "openapi": return try page(request, info) { try openAPI(request, segments, info) }
        case "version" where segments.count == 1:
            return try page(request, info) {
                try encoded(version.encodedJSON(), request, info)
            }
        case "healthz", "livez", "readyz":
            guard let answer = await health.answer(segments, info) else { return ErrorAnswer.pathNotFound }
            return try page(request, info) { answer }
        case "metrics" where segments.count == 1:
            let text = request.head.method == .get ? await metrics.text() : []
            return try page(request, info) {
                APIResponse(
                    status: .ok, headerFields: [.contentType: PrometheusText.mediaType], body: .bytes(text))
            }
        default: return ErrorAnswer.pathNotFound
        }
    }

    /// Pages can be read, and nothing else.
    private func page(
        _ request: APIRequest, _ info: RequestInfo, _ make: () throws -> APIResponse
    ) throws -> APIResponse {
        let response = try make()
        guard response.head.status == .notFound || request.head.method == .get || request.head.method == .head else {
            throw APIError.methodNotAllowed()
        }
        return response
    }

    private func paths() -> [JSONValue] {
        let own = ["/api", "/apis", "/metrics", "/openapi/v2", "/openapi/v3", "/version"] + health.paths
        return (own + table.snapshot.documents.paths.value).sorted().map { .string($0) }
    }

    // MARK: Discovery

    private func discovery(_ request: APIRequest, _ info: RequestInfo, core: Bool) throws -> APIResponse {
        let snapshot = table.snapshot
        let segments = info.segments
        switch (core, segments.count) {
        case (true, 1):
            if wantsAggregated(request) {
                return cached(snapshot.documents.aggregatedCore.value, request, aggregatedType)
            }
            let versions = DiscoveryDocument.coreVersions(
                snapshot.group("")?.versionNames.value ?? [], serverAddress: request.head.authority ?? "")
            return try discovered(JSONValue.object(versions).serialized(), as: "APIVersions", request, info)
        case (false, 1):
            if wantsAggregated(request) {
                return cached(snapshot.documents.aggregatedGroups.value, request, aggregatedType)
            }
            return try discovered(snapshot.documents.groupList.value, as: "APIGroupList", request, info)
        case (true, 2): return try version(segments[1], of: snapshot.group(""), request, info)
        case (false, 2), (false, 3):
            // The core group has a path of its own.
            guard !segments[1].isEmpty, let group = snapshot.group(segments[1]) else {
                return ErrorAnswer.pathNotFound
            }
            if segments.count == 3 { return try version(segments[2], of: group, request, info) }
            return try discovered(group.group.value, as: "APIGroup", request, info)
        default: return ErrorAnswer.pathNotFound
        }
    }

    private func version(
        _ version: String, of group: ServedGroup?, _ request: APIRequest, _ info: RequestInfo
    ) throws -> APIResponse {
        guard let version = group?.version(version) else { throw APIError.resourceNotFound() }
        return try discovered(version.resourceList.value, as: "APIResourceList", request, info)
    }

    private var aggregatedType: String { "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList" }

    /// Whether the aggregated document is the form of discovery that the request wants most.
    private func wantsAggregated(_ request: APIRequest) -> Bool {
        for range in MediaType.accepted(request.head.headerFields[.accept] ?? "") {
            let parameters = range.parameters
            if range.name == Encoding.json.rawValue, parameters["as"] == "APIGroupDiscoveryList" {
                if parameters["g"] == "apidiscovery.k8s.io", parameters["v"] == "v2" { return true }
                continue
            }
            if range.name == "*/*" || Encoding(range) != nil { return false }
        }
        return false
    }

    private func cached(_ page: GroupDocuments.Page, _ request: APIRequest, _ type: String) -> APIResponse {
        var fields: HTTPFields = [.eTag: page.eTag, .vary: "Accept", .cacheControl: "public"]
        if request.head.headerFields[.ifNoneMatch] == page.eTag {
            return APIResponse(status: .notModified, headerFields: fields)
        }
        fields[.contentType] = type
        return APIResponse(status: .ok, headerFields: fields, body: .bytes(page.bytes))
    }

    private func document(_ object: JSONObject, _ request: APIRequest, _ info: RequestInfo) throws -> APIResponse {
        try encoded(JSONValue.object(object).serialized(), request, info)
    }

    /// A document of discovery, whose kind is one of meta/v1's and has a protobuf form.
    private func discovered(
        _ json: [UInt8], as kind: String, _ request: APIRequest, _ info: RequestInfo
    ) throws -> APIResponse {
        try encoded(
            json, as: "io.k8s.apimachinery.pkg.apis.meta.v1.\(kind)", encodings: Encoding.allCases, request, info)
    }

    private func encoded(
        _ json: [UInt8], as type: TypeName = "", encodings: [Encoding] = [.json, .yaml], _ request: APIRequest,
        _ info: RequestInfo
    ) throws -> APIResponse {
        let form = try AnswerForm(request, info.query, encodings: encodings)
        let bytes = try table.snapshot.transcoder.encode(json, as: type, form)
        return APIResponse(status: .ok, headerFields: [.contentType: form.encoding.rawValue], body: .bytes(bytes))
    }

    // MARK: OpenAPI

    private func openAPIV2(_ request: APIRequest) -> APIResponse {
        let ranges = MediaType.accepted(request.head.headerFields[.accept] ?? "")
        if ranges.contains(where: { OpenAPIV2Page.requestedTypes.contains($0.name) }) {
            return APIResponse(
                status: .ok, headerFields: [.contentType: OpenAPIV2Page.protobufType],
                body: .bytes(OpenAPIV2Page.protobuf(version)))
        }
        let json = JSONValue.object(OpenAPIV2Page.json(version)).serialized()
        return APIResponse(
            status: .ok, headerFields: [.contentType: Encoding.json.rawValue], body: .bytes(json))
    }

    private func openAPI(_ request: APIRequest, _ segments: [String], _ info: RequestInfo) throws -> APIResponse {
        if segments.count == 2, segments[1] == "v2" { return openAPIV2(request) }
        guard segments.count > 1, segments[1] == "v3" else { return ErrorAnswer.pathNotFound }
        let snapshot = table.snapshot
        if segments.count == 2 {
            return APIResponse(
                status: .ok, headerFields: [.contentType: "text/plain; charset=utf-8"],
                body: .bytes(snapshot.documents.openAPIIndex.value))
        }
        let path = segments.dropFirst(2).joined(separator: "/")
        guard let version = APIVersion(path: "/\(path)"), let document = snapshot.version(version)?.openAPI
        else {
            return ErrorAnswer.pathNotFound
        }
        // There is no other form; 406 where that is not accepted.
        _ = try AnswerForm(request, info.query, encodings: [.json])
        let eTag = "\"\(document.hash)\""
        var fields: HTTPFields = [.eTag: eTag, .vary: "Accept"]
        if let hash = info.query["hash"] {
            guard hash == document.hash else {
                fields[.location] = "/openapi/v3/\(path)?hash=\(document.hash)"
                return APIResponse(status: .movedPermanently, headerFields: fields)
            }
            // A document found by its hash never changes.
            fields[.cacheControl] = "public, immutable, max-age=31536000"
        }
        if request.head.headerFields[.ifNoneMatch] == eTag {
            return APIResponse(status: .notModified, headerFields: fields)
        }
        fields[.contentType] = Encoding.json.rawValue
        return APIResponse(status: .ok, headerFields: fields, body: .bytes(document.bytes))
    }
}
