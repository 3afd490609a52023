package import JSON

/// What kube-apiserver would have to say of a value while it decodes it, before it validates anything.
package struct DecodingProblems: Sendable, Equatable {
    /// The paths of members that no field names, such as `spec.foo`, in the order of the text.
    package var unknownFields: [String] = []
    /// The first value that is not of its type. Built-in kinds are answered with 400 for it; of custom resources it is
    /// a matter of validation.
    package var mismatch: DecodingMismatch?

    /// No problems.
    package init() {}

    /// The errors of strict decoding: duplicate fields, then unknown ones.
    package func strictErrors(duplicates: [StrictDecodingError] = []) -> [StrictDecodingError] {
        duplicates + unknownFields.map { .unknownField($0) }
    }
}

/// A member that strict decoding refuses and lenient decoding warns of.
package enum StrictDecodingError: Sendable, Hashable, CustomStringConvertible {
    /// The path of a member that no field names.
    case unknownField(String)
    /// The path of a member whose name its object already has.
    case duplicateField(String)
    /// A key that a YAML mapping has already, and its line, counted from 1.
    case duplicateKey(String, line: Int)

    /// As kube-apiserver says it: `unknown field "spec.foo"`.
    package var description: String {
        switch self {
        case .unknownField(let path): "unknown field \"\(path)\""
        case .duplicateField(let path): "duplicate field \"\(path)\""
        case .duplicateKey(let key, let line):
            "yaml: unmarshal errors:\n  line \(line): key \"\(key)\" already set in map"
        }
    }

    /// The members that came twice in a document parsed with `duplicateKeys: .report`; each path once.
    package static func duplicateFields(in document: JSONDocument) -> [StrictDecodingError] {
        var seen: Set<String> = []
        return document.duplicateKeys.map(\.description).filter { seen.insert($0).inserted }.map { .duplicateField($0) }
    }

    /// One message for all errors: `strict decoding error: unknown field "a", unknown field "b"`.
    package static func message(_ errors: [StrictDecodingError]) -> String {
        "strict decoding error: " + errors.map(\.description).joined(separator: ", ")
    }
}

/// A value that cannot be decoded because it is not of its type.
package struct DecodingMismatch: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path of the value, such as `spec.containers[0].image`.
    package var path: String
    /// As kube-apiserver says it: `json: cannot unmarshal number into Go struct field ConfigMap.data of type string`.
    package var description: String
}

extension ResolvedSchema {
    /// The unknown fields of a value and its first value of a wrong type; at most `limit` unknown fields.
    package func decodingProblems(of value: JSONValue, limit: Int = 100) -> DecodingProblems {
        var checker = DecodingChecker(limit: limit)
        checker.check(value, node, depth: 0)
        return checker.problems
    }
}

extension DecodingProblems {
    /// Whether a value without parts can be decoded as one of its type.
    static func isSound(_ value: JSONValue, _ shape: SchemaShape) -> Bool {
        switch (shape.kind, value) {
        case (.bytes, .string(let text)): return (try? Base64.check(text)) != nil
        case (.int32, .number), (.int64, .number), (.integer, .number), (.intOrString, .number): return false
        default:
            switch ScalarCheck.check(value, shape) {
            case .valid: return true
            case .wrongType: return false
            case .wrongValue: return shape.kind == .anyObject
            }
        }
    }
}

private struct DecodingChecker {
    let limit: Int
    var problems = DecodingProblems()
    private var path: [ValuePath.Step] = []
    /// The type of the innermost struct with a name, which Go gives without its version in its errors.
    private var structType: String?
    private var structName: String? { structType.map { String($0.split(separator: ".").last ?? "") } }

    init(limit: Int) {
        self.limit = limit
    }

    mutating func check(_ value: JSONValue, _ node: SchemaNode, depth: Int) {
        if value.isNull { return }
        let shape = node.shape
        guard depth < ResolvedSchema.maximumDepth else {
            mismatch("exceeded max depth")
            return
        }
        switch shape.kind {
        case .object:
            guard case .object(let object) = value else { return mismatch(value, shape) }
            check(object, shape, depth: depth)
        case .map:
            guard case .object(let object) = value else { return mismatch(value, shape) }
            guard let values = shape.element else { return }
            for (key, member) in object {
                path.append(.key(key))
                check(member, values, depth: depth + 1)
                path.removeLast()
            }
        case .array:
            guard case .array(let elements) = value else { return mismatch(value, shape) }
            guard let items = shape.element else { return }
            for (position, element) in elements.enumerated() {
                path.append(.index(position))
                check(element, items, depth: depth + 1)
                path.removeLast()
            }
        default: if problems.mismatch == nil { checkScalar(value, shape) }
        }
    }

    private mutating func check(_ object: JSONObject, _ shape: SchemaShape, depth: Int) {
        let outer = structType
        structType = shape.typeName ?? structType
        defer { structType = outer }
        var next = 0
        for (name, member) in object {
            path.append(.field(name))
            if let position = shape.position(of: name, expected: next) {
                next = position + 1
                check(member, shape.fields[position].node, depth: depth + 1)
            } else if !shape.preservesUnknownFields, !(shape.isEmbeddedResource && Self.isTypeMeta(name)),
                problems.unknownFields.count < limit
            {
                problems.unknownFields.append(ValuePath(path).decodingDescription)
            }
            path.removeLast()
        }
    }

    private static func isTypeMeta(_ name: String) -> Bool {
        name == "apiVersion" || name == "kind" || name == "metadata"
    }

    /// ``DecodingProblems/isSound(_:_:)`` says where there is anything to say.
    private mutating func checkScalar(_ value: JSONValue, _ shape: SchemaShape) {
        switch (shape.kind, value) {
        case (.bytes, .string(let text)):
            do {
                try Base64.check(text)
            } catch {
                mismatch(error.description)
            }
        case (.int32, .number), (.int64, .number), (.integer, .number), (.intOrString, .number):
            // Go reads no whole number from `1.0` or `1e2`.
            mismatch(value, shape)
        default: checkType(value, shape)
        }
    }

    private mutating func checkType(_ value: JSONValue, _ shape: SchemaShape) {
        switch ScalarCheck.check(value, shape) {
        case .valid: break
        case .wrongType: mismatch(value, shape)
        case .wrongValue(let detail):
            switch shape.kind {
            case .int32, .int64, .integer, .double, .number, .intOrString: mismatch(value, shape)
            case .anyObject: break
            case .time, .microTime: mismatch("parsing time \(value): \(detail)")
            default: mismatch(detail)
            }
        }
    }

    private mutating func mismatch(_ value: JSONValue, _ shape: SchemaShape) {
        guard problems.mismatch == nil else { return }
        let found: String
        switch value {
        case .null: found = "null"
        case .bool: found = "bool"
        case .integer, .number:
            switch shape.kind {
            case .int32, .int64, .integer, .double, .number, .intOrString: found = "number \(value)"
            default: found = "number"
            }
        case .string: found = "string"
        case .array: found = "array"
        case .object: found = "object"
        }
        let names = path.compactMap { if case .field(let name) = $0 { name } else { nil } }
        if let structName, !names.isEmpty {
            mismatch(
                "json: cannot unmarshal \(found) into Go struct field \(structName).\(names.joined(separator: "."))"
                    + " of type \(Self.goType(shape, depth: 0))"
            )
        } else {
            mismatch("json: cannot unmarshal \(found) into Go value of type \(Self.goType(shape, depth: 0))")
        }
    }

    private mutating func mismatch(_ text: String) {
        guard problems.mismatch == nil else { return }
        problems.mismatch = DecodingMismatch(path: ValuePath(path).description, description: text)
    }

    private static func goType(_ shape: SchemaShape, depth: Int) -> String {
        switch shape.kind {
        case .string: return "string"
        case .bytes: return "[]uint8"
        case .boolean: return "bool"
        case .int32: return "int32"
        case .int64, .integer: return "int64"
        case .double, .number: return "float64"
        case .quantity: return "resource.Quantity"
        case .intOrString: return "intstr.IntOrString"
        case .time: return "v1.Time"
        case .microTime: return "v1.MicroTime"
        case .duration: return "v1.Duration"
        case .any: return "interface {}"
        case .anyObject: return "map[string]interface {}"
        case .array: return "[]" + (depth < 4 ? shape.element.map { goType($0.shape, depth: depth + 1) } ?? "" : "")
        case .map:
            return "map[string]" + (depth < 4 ? shape.element.map { goType($0.shape, depth: depth + 1) } ?? "" : "")
        case .object: return shape.typeName ?? "struct"
        }
    }
}
