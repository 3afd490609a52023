internal import APIMachinery
internal import JSON

extension Session {
    /// The OpenAPI v3 document of a group and version: the one that is compiled in, or the server's.
    ///
    /// - Throws: `CommandError` where the server has none.
    func openAPI(_ version: APIVersion) async throws -> OpenAPISchemas {
        if let bytes = compiled.openAPI(version) { return try OpenAPISchemas(parsing: bytes.bytes) }
        let index: JSONDocument
        do {
            index = try JSONDocument(parsing: try await requests.bytes("/openapi/v3"))
        } catch let error as JSONError {
            throw CommandError("the server's list of OpenAPI documents cannot be read: \(error)")
        }
        let path = version.group.isEmpty ? "api/\(version.version)" : "apis/\(version)"
        guard let target = index.root["paths"]?[path]?["serverRelativeURL"]?.stringValue, target.hasPrefix("/") else {
            throw CommandError("the server has no OpenAPI document of \(version)")
        }
        return try OpenAPISchemas(parsing: try await requests.bytes(target))
    }
}
