public import JSON

extension YAMLNode {
    /// The value as Kubernetes' YAML reader turns it into JSON.
    ///
    /// Scalars are resolved as ``YAMLScalar`` says. Whole numbers become integers however they are written (`1e3` is 1000,
    /// `1.0` is 1), other numbers get the digits that Go prints. Keys that are numbers or booleans become strings
    /// (`80` → `"80"`, `on` → `"true"`). Merge keys are applied; keys that stand beside them win, earlier mappings win over
    /// later ones.
    ///
    /// - Throws: ``YAMLError`` for a key that is given twice (also where only the strings are equal), is null or is a
    ///   collection; a number that JSON cannot say; a scalar that does not fit its tag.
    public func jsonValue() throws(YAMLError) -> JSONValue {
        switch content {
        case .scalar:
            return try YAMLScalar(self).jsonValue(at: mark)
        case .sequence(let elements):
            var values: [JSONValue] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(try element.jsonValue()) }
            return .array(values)
        case .mapping:
            var object = JSONObject()
            for member in try resolvedMembers() { object[member.name] = try member.value.jsonValue() }
            return .object(object)
        }
    }
}

extension YAMLScalar {
    /// The scalar as JSON; the place is for the error.
    func jsonValue(at mark: YAMLMark) throws(YAMLError) -> JSONValue {
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(value)
        case .string(let text), .timestamp(let text): return .string(text)
        case .bigInteger(let value):
            guard let number = JSONNumber(String(value)) else { break }
            return .number(number)
        case .float(let value):
            if let whole = Int64(exactly: value) { return .integer(whole) }
            guard value.isFinite, let number = JSONNumber(GoNumber.json(value)) else { break }
            return .number(number)
        }
        throw YAMLError("JSON has no number that is infinite or not a number", at: mark)
    }
}
