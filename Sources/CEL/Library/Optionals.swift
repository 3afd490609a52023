import APIMachinery

extension CELLibrary {
    /// Values that may be absent: the optional types of cel-go.
    mutating func addOptionals() {
        let value = CELType.parameter(1)
        let optional = CELType.optional(value)
        add("optional.none", CELOverload([], optional, .many { _ throws(EvaluationError) in .optional(.none) }))
        function("optional.of", value, optional) { value throws(EvaluationError) in .optional(CELOptional(value)) }
        function("optional.ofNonZeroValue", value, optional) { value throws(EvaluationError) in
            .optional(value.isZero ? .none : CELOptional(value))
        }
        method("hasValue", of: optional, .bool) { value throws(EvaluationError) in
            .bool(try Self.optional(value).value != nil)
        }
        method("value", of: optional, value) { value throws(EvaluationError) in
            guard let inner = try Self.optional(value).value else {
                throw EvaluationError("optional.none() dereference")
            }
            return inner
        }
        method("or", of: optional, optional, optional) { a, b throws(EvaluationError) in
            try Self.optional(a).value == nil ? b : a
        }
        method("orValue", of: optional, value, value) { a, b throws(EvaluationError) in
            try Self.optional(a).value ?? b
        }
    }

    private static func optional(_ value: CELValue) throws(EvaluationError) -> CELOptional {
        guard case .optional(let optional) = value else { throw .noOverload() }
        return optional
    }
}

extension CELValue {
    /// Whether it is the value that its type begins with: 0, an empty text or list.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .string(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .timestamp(let value): value.seconds == 0 && value.nanoseconds == 0
        case .duration(let value): value.nanoseconds == 0
        case .list(let value): value.count == 0
        case .map(let value): value.count == 0
        case .optional(let value): value.value == nil
        case .type, .opaque: false
        }
    }
}
