import APIMachinery
import APISchema
import HTTPTypes
import JSON

/// The body of a PATCH, as it came: it is read as a patch once there is an object to be changed.
struct PatchBody: Sendable {
    /// The forms that patches take.
    enum Form: String, Sendable, CaseIterable {
        /// RFC 6902.
        case json = "application/json-patch+json"
        /// RFC 7386.
        case merge = "application/merge-patch+json"
        case strategic = "application/strategic-merge-patch+json"
    }

    let form: Form
    let bytes: [UInt8]
    let reader: ObjectReader

    /// Reads a request's body.
    ///
    /// - Throws: `APIError` 415 for a form that the resource does not take, 413 for a body that is too large.
    init(_ request: APIRequest, _ reader: ObjectReader) async throws {
        let name = MediaType(request.head.headerFields[.contentType] ?? "")?.name ?? ""
        // Lists of custom resources have no merge keys that a strategic merge patch could go by.
        let accepted = Form.allCases.filter { $0 != .strategic || reader.resource.definition.isNormalized }
        guard let form = Form(rawValue: name), accepted.contains(form) else {
            let names = accepted.map(\.rawValue)
            throw name == Form.strategic.rawValue
                ? APIError.unsupportedMediaType(accepted: names) : APIError.unsupportedPatchType
        }
        self.form = form
        self.reader = reader
        bytes = try await request.body.collect(upTo: RequestLimits.maximumBodyBytes)
    }

    /// The object that the patch makes of another, both in the version of the resource.
    ///
    /// - Throws: `APIError` 400 for what is no patch, 422 for one that cannot be applied or whose result is no object of
    ///   the resource.
    func apply(
        to object: JSONObject, _ resource: ServedResource, _ validation: FieldValidation, _ warnings: WarningRecorder
    ) throws -> JSONObject {
        let (patch, duplicates) = try parsed()
        let result: JSONValue
        switch form {
        case .json:
            do {
                result = try operations(patch).apply(to: .object(object), options: .kubernetes)
            } catch let error as JSONPatchError {
                if case .tooManyOperations = error.reason {
                    throw APIError(code: 413, reason: .requestEntityTooLarge, message: "\(error)")
                }
                throw APIError.unprocessablePatch
            }
        case .merge: result = JSONMergePatch.apply(patch, to: .object(object))
        case .strategic:
            do {
                result = try StrategicMergePatch.apply(
                    patch.withWholeNumbers(), to: .object(object), schema: resource.schema)
            } catch {
                throw APIError.badRequest("error applying patch: \(error)")
            }
        }
        guard case .object(var patched) = result else { throw APIError.unprocessablePatch }
        if form == .strategic {
            // It is applied to an object of the kind, whatever it says of the kind.
            patched["apiVersion"] = .string(resource.definition.apiVersion)
            patched["kind"] = .string(resource.definition.kind)
        }
        // What a JSON patch repeats are members of its operations, which nobody is warned of.
        try reader.checkPatched(patched, duplicates: form == .json ? [] : duplicates, validation, patch: bytes)
        return patched
    }

    private func parsed() throws -> (JSONValue, duplicates: [StrictDecodingError]) {
        do {
            let document = try JSONDocument(parsing: bytes, options: JSONParsingOptions(duplicateKeys: .report))
            let value = document.root.value
            if form != .json {
                guard case .object = value else { throw APIError.badRequest("error decoding patch: it is no object") }
            }
            return (value, StrictDecodingError.duplicateFields(in: document))
        } catch let error as JSONError {
            throw APIError.badRequest("error decoding patch: \(error)")
        }
    }

    private func operations(_ value: JSONValue) throws -> JSONPatch {
        // A list whose operations cannot be applied is one thing, what is no list of operations another.
        guard case .array = value else {
            throw APIError.badRequest("error decoding patch: it is no list of operations")
        }
        return try JSONPatch(value, options: .kubernetes)
    }
}

extension JSONValue {
    /// The value with numbers such as `2.0` or `1e2` as the whole numbers that they are: a strategic merge patch is read
    /// as numbers rather than as their text.
    fileprivate func withWholeNumbers() -> JSONValue {
        switch self {
        case .number: int64Value.map { .integer($0) } ?? self
        case .array(let elements): .array(elements.map { $0.withWholeNumbers() })
        case .object(let object):
            .object(JSONObject(uniqueKeysWithValues: object.map { ($0.key, $0.value.withWholeNumbers()) }))
        default: self
        }
    }
}
