import APIMachinery
import APISchema
import HTTPTypes
import JSON
import YAML

/// A change to an object, in one of the forms that PATCH takes.
enum Patch: Sendable {
    /// RFC 6902.
    case json(JSONPatch)
    /// RFC 7386.
    case merge(JSONValue)
    case strategic(JSONValue)

    private static let jsonType = "application/json-patch+json"
    private static let mergeType = "application/merge-patch+json"
    private static let strategicType = "application/strategic-merge-patch+json"

    /// Reads the patch in a request's body.
    init(_ request: APIRequest, _ resource: ServedResource) async throws {
        let type = MediaType(request.head.headerFields[.contentType] ?? "")?.name ?? ""
        // Lists of custom resources have no merge keys that a strategic merge patch could go by.
        let accepted = [Self.jsonType, Self.mergeType] + (resource.definition.isNormalized ? [Self.strategicType] : [])
        guard accepted.contains(type) else {
            throw type == Self.strategicType
                ? APIError.unsupportedMediaType(accepted: accepted) : APIError.unsupportedPatchType
        }
        let bytes = try await request.body.collect(upTo: RequestLimits.maximumBodyBytes)
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw APIError.badRequest("error decoding patch: \(error)")
        }
        switch type {
        case Self.jsonType:
            do {
                self = .json(try JSONPatch(value, options: .kubernetes))
            } catch {
                if case .tooManyOperations = error.reason {
                    throw APIError(code: 413, reason: .requestEntityTooLarge, message: "\(error)")
                }
                // A list whose operations cannot be applied is one thing, what is no list of operations another.
                if case .array = value { throw APIError.unprocessablePatch }
                throw APIError.badRequest("error decoding patch: \(error)")
            }
        case Self.mergeType: self = .merge(try Self.object(value))
        default: self = .strategic(try Self.object(value))
        }
    }

    private static func object(_ value: JSONValue) throws -> JSONValue {
        guard case .object = value else { throw APIError.badRequest("error decoding patch: it is no object") }
        return value
    }

    /// The object that the patch makes of another.
    func apply(to object: JSONObject, _ resource: ServedResource) throws -> JSONObject {
        let result: JSONValue
        switch self {
        case .json(let patch):
            do {
                result = try patch.apply(to: .object(object), options: .kubernetes)
            } catch {
                throw APIError.unprocessablePatch
            }
        case .merge(let patch): result = JSONMergePatch.apply(patch, to: .object(object))
        case .strategic(let patch):
            do {
                result = try StrategicMergePatch.apply(patch, to: .object(object), schema: resource.schema)
            } catch {
                throw APIError.badRequest("error applying patch: \(error)")
            }
        }
        guard case .object(let patched) = result else { throw APIError.unprocessablePatch }
        return patched
    }
}
