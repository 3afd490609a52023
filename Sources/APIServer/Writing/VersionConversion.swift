import APIMachinery
import APISchema
import JSON

/// Objects between the version that a client speaks and the one that is stored.
extension ServedResource {
    func toStorageVersion(_ object: JSONObject) throws -> JSONObject {
        do {
            let value = try definition.convertedToStorage(.object(object), apiVersion: storageDefinition.apiVersion)
            return try prepared(value, storageDefinition, storageSchema)
        } catch let error as VersionConversionError {
            throw APIError.badRequest(error.description)
        }
    }

    /// An object of the storage version that another schema has completed and normalised, so that defaults added since
    /// reach it.
    func renewed(_ object: JSONObject) throws -> JSONObject {
        try prepared(.object(object), storageDefinition, storageSchema)
    }

    func fromStorageVersion(_ object: JSONObject) throws -> JSONObject {
        do {
            return try prepared(try definition.convertedFromStorage(.object(object)), definition, schema)
        } catch let error as VersionConversionError {
            throw APIError.internalError(error.description)
        }
    }

    private func prepared(_ value: JSONValue, _ target: ResourceDefinition, _ schema: ResolvedSchema) throws
        -> JSONObject
    {
        var object = schema.prepared(value, .steps(isNormalized: target.isNormalized)).objectValue ?? [:]
        object["kind"] = .string(target.kind)
        return object
    }
}
