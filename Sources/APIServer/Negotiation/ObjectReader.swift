import APIMachinery
import APISchema
import HTTPTypes
import JSON
import YAML

/// Reads the objects that requests send.
struct ObjectReader: Sendable {
    let resource: ServedResource
    let transcoder: Transcoder
    let warnings: WarningRecorder

    /// The encoding of a request's body.
    ///
    /// - Throws: `APIError` 415 for one that is not offered.
    static func encoding(of request: APIRequest, accepted: [Encoding] = Encoding.allCases) throws -> Encoding {
        let header = request.head.headerFields[.contentType] ?? ""
        guard let encoding = header.isEmpty ? .json : MediaType(header).flatMap(Encoding.init),
            accepted.contains(encoding)
        else {
            throw APIError.unsupportedMediaType(accepted: accepted.map(\.rawValue))
        }
        return encoding
    }

    /// A request's body that is to be decoded.
    ///
    /// - Throws: `APIError` 415 for an encoding that is not offered, 413 for a body that is too large.
    func body(of request: APIRequest) async throws -> EncodedBody {
        let hasProtobuf = transcoder.hasProtobuf(resource.definition.typeName)
        let encoding = try Self.encoding(
            of: request, accepted: Encoding.allCases.filter { $0 != .protobuf || hasProtobuf })
        let bytes = try await request.body.collect(upTo: RequestLimits.maximumBodyBytes)
        return EncodedBody(bytes: bytes, encoding: encoding, reader: self)
    }

    /// The object that bytes are, prepared by the schema (``Preparation``): of the resource's kind and version, with nothing
    /// in it that the schema does not know.
    ///
    /// - Throws: `APIError` 400 for what is none.
    func object(_ bytes: [UInt8], _ encoding: Encoding, _ validation: FieldValidation) throws -> JSONObject {
        let definition = resource.definition
        let (source, duplicates) = try parse(bytes, encoding)
        if case .document(let root) = source, definition.isNormalized, saysItsKind(root),
            case .object(let object)? = resource.schema.decoded(root)
        {
            return object
        }
        // What is to be warned of or refused is found in the whole tree.
        guard case .object(var object) = source.value else {
            throw APIError.badRequest("the body is no object (must be of type \(kind))")
        }
        try checkKind(&object)
        try check(object, duplicates: duplicates, validation)
        var value = JSONValue.object(object)
        resource.schema.prepare(&value, .steps(isNormalized: definition.isNormalized))
        return value.objectValue ?? object
    }

    /// Whether an object says that it is of the resource's kind and version.
    private func saysItsKind(_ root: JSONNode) -> Bool {
        root["kind"]?.isString(kind) == true && root["apiVersion"]?.isString(resource.definition.apiVersion) == true
    }

    /// A body that has been parsed.
    private enum Parsed {
        case document(JSONNode)
        case tree(JSONValue)

        var value: JSONValue {
            switch self {
            case .document(let root): root.value
            case .tree(let value): value
            }
        }
    }

    private var kind: String { resource.definition.kind }

    private func parse(_ bytes: [UInt8], _ encoding: Encoding) throws -> (Parsed, duplicates: [StrictDecodingError]) {
        switch encoding {
        case .json:
            do {
                let document = try JSONDocument(parsing: bytes, options: JSONParsingOptions(duplicateKeys: .report))
                return (.document(document.root), StrictDecodingError.duplicateFields(in: document))
            } catch {
                throw APIError.badRequest("the body is no JSON (must be of type \(kind)): \(error)")
            }
        case .yaml:
            do {
                var duplicates: [StrictDecodingError] = []
                let value = try YAMLNode.parseSingle(bytes).jsonValue { key, error in
                    duplicates.append(.duplicateKey(key, line: error.mark.line))
                }
                return (.tree(value), duplicates)
            } catch {
                throw APIError.badRequest("the body is no YAML (must be of type \(kind)): \(error)")
            }
        case .protobuf:
            return (.tree(try transcoder.decodeProtobuf(bytes, as: resource.definition.typeName)), [])
        }
    }

    /// Checks what the object says it is; what it does not say is filled in.
    private func checkKind(_ object: inout JSONObject) throws {
        let definition = resource.definition
        for (member, expected) in [("apiVersion", definition.apiVersion), ("kind", definition.kind)] {
            let found = object[member] ?? .null
            if found.isNull || found == "" {
                object[member] = .string(expected)
            } else if found.stringValue != expected {
                throw APIError.badRequest(
                    "\(object["kind"]?.stringValue ?? "") in version \"\(object["apiVersion"]?.stringValue ?? "")\" cannot be "
                        + "handled as a \(kind): \(member) must be \"\(expected)\"")
            }
        }
    }

    /// Checks an object's members against the schema: types of built-in kinds, and as strictly as asked for unknown and
    /// duplicate fields.
    private func check(_ object: JSONObject, duplicates: [StrictDecodingError], _ validation: FieldValidation) throws {
        let problems = resource.schema.decodingProblems(of: .object(object))
        let prefix = "\(kind) in version \"\(resource.definition.version)\" cannot be handled as a \(kind): "
        if let mismatch = problems.mismatch, resource.definition.isNormalized {
            throw APIError.badRequest(prefix + mismatch.description)
        }
        let errors = problems.strictErrors(duplicates: duplicates)
        guard !errors.isEmpty, validation != .ignore else { return }
        if validation == .strict { throw APIError.badRequest(prefix + StrictDecodingError.message(errors)) }
        for error in errors { warnings.add(error.description) }
    }

    /// Checks the result of a patch: what a body would be refused for with 400 is a fault of the patch.
    ///
    /// - Throws: `APIError` 422 with one cause, the patch.
    func checkPatched(
        _ object: JSONObject, duplicates: [StrictDecodingError], _ validation: FieldValidation, patch: [UInt8]
    ) throws {
        func fault(_ detail: String) -> APIError {
            let text = String(decoding: patch.prefix(Self.shownPatchBytes), as: UTF8.self)
            var error = APIError.invalid(
                GroupKind(group: "", kind: ""), name: "", causes: [.invalid("patch", value: .string(text), detail)])
            error.status.details?.kind = nil
            return error
        }
        let definition = resource.definition
        guard object["kind"]?.stringValue == definition.kind, object["apiVersion"]?.stringValue == definition.apiVersion
        else {
            let found = "\(object["apiVersion"]?.stringValue ?? ""), Kind=\(object["kind"]?.stringValue ?? "")"
            throw fault("\(found) is not \(definition.apiVersion), Kind=\(kind)")
        }
        let problems = resource.schema.decodingProblems(of: .object(object))
        if let mismatch = problems.mismatch, definition.isNormalized { throw fault("\(mismatch)") }
        let errors = problems.strictErrors(duplicates: duplicates)
        guard !errors.isEmpty, validation != .ignore else { return }
        if validation == .strict { throw fault(StrictDecodingError.message(errors)) }
        for error in errors { warnings.add(error.description) }
    }

    /// How much of a patch is shown with its fault.
    private static let shownPatchBytes = 2048
}
