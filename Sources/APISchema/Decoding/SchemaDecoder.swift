internal import APIMachinery
package import JSON

extension ResolvedSchema {
    /// Reads a value of a built-in kind from a document and prepares it (``Preparation/builtIn``) in one walk, without a
    /// tree of what was there before.
    ///
    /// It does not say what is wrong: where anything is that ``decodingProblems(of:limit:)`` would name, or a name comes
    /// twice, there is no value, and the caller goes the longer way to find out.
    ///
    /// - Returns: The prepared value; `nil` where something is wrong with it.
    package func decoded(_ node: JSONNode) -> JSONValue? {
        guard !node.isOfDocumentWithDuplicates else { return nil }
        var decoder = SchemaDecoder()
        let value = decoder.decoded(node, self.node, depth: 0)
        return decoder.isSound ? value : nil
    }
}

/// Reads and prepares at once. What it does with members is what ``SchemaPreparer`` does; values without parts and what
/// is filled in are left to that.
private struct SchemaDecoder {
    /// Whether nothing has been found that strict decoding would refuse.
    var isSound = true
    private let preparer = SchemaPreparer(.builtIn)

    mutating func decoded(_ node: JSONNode, _ schema: SchemaNode, depth: Int) -> JSONValue {
        let shape = schema.shape
        guard depth < ResolvedSchema.maximumDepth else { return refused() }
        switch shape.kind {
        case .object:
            guard node.kind == .object else { return refused() }
            return .object(object(node, shape, depth: depth))
        case .array:
            guard node.kind == .array else { return refused() }
            guard let items = shape.element else { return node.value }
            var elements: [JSONValue] = []
            elements.reserveCapacity(node.count)
            for element in node.elements { elements.append(decoded(element: element, items, depth: depth + 1)) }
            return .array(elements)
        case .map:
            guard node.kind == .object else { return refused() }
            guard let values = shape.element else { return node.value }
            return .object(map(node, values, depth: depth))
        default:
            let value = node.value
            if !DecodingProblems.isSound(value, shape) { return refused() }
            return preparer.prepared(value, schema, depth: depth, made: 0)
        }
    }

    /// The value is of no use to anybody.
    private mutating func refused() -> JSONValue {
        isSound = false
        return .null
    }

    private mutating func decoded(element: JSONNode, _ schema: SchemaNode, depth: Int) -> JSONValue {
        guard !element.isNull else { return preparer.prepared(element: .null, schema, depth: depth, made: 0) }
        return decoded(element, schema, depth: depth)
    }

    private mutating func map(_ node: JSONNode, _ values: SchemaNode, depth: Int) -> JSONObject {
        var members: [(String, JSONValue)] = []
        members.reserveCapacity(node.count)
        for (key, value) in node.members { members.append((key, decoded(element: value, values, depth: depth + 1))) }
        return JSONObject(uniqueKeysWithValues: SchemaPreparer.sorted(members))
    }

    private mutating func object(_ node: JSONNode, _ shape: SchemaShape, depth: Int) -> JSONObject {
        // Where the member of each field stands in the document; -1 where it is absent.
        withUnsafeTemporaryAllocation(of: Int.self, capacity: shape.fields.count) { slots in
            slots.initialize(repeating: -1)
            var unknown: [(String, JSONNode)] = []
            var next = 0
            var cursor = node.memberCursor
            while cursor.advance() {
                if let field = shape.position(of: cursor, expected: next) {
                    slots[field] = cursor.valuePosition
                    next = field + 1
                } else if shape.preservesUnknownFields || preparer.keepsUnknown(cursor.name, shape) {
                    unknown.append((cursor.name, node.descendant(at: cursor.valuePosition)))
                } else {
                    isSound = false
                }
            }
            var result = JSONObject()
            result.reserveCapacity(node.count)
            for position in 0..<slots.count {
                let slot = slots[position]
                if slot < 0, !shape.isWrittenWhereAbsent[position] { continue }
                let field = shape.fields[position]
                let given = slot < 0 ? nil : node.descendant(at: slot)
                if let value = member(given, field, depth: depth) { result.append(uniqueKey: field.name, value) }
            }
            for (name, value) in unknown { result.append(uniqueKey: name, value.value) }
            return result
        }
    }

    /// What stands at a field; `nil` where the field is left out.
    private mutating func member(_ given: JSONNode?, _ field: FieldNode, depth: Int) -> JSONValue? {
        guard let given, !given.isNull else {
            return preparer.normalized(given == nil ? nil : .null, field, depth: depth, made: 0, former: nil)
        }
        let shape = field.node.shape
        if shape.isScalar || (field.node.defaultValue != nil && shape.kind != .object) {
            let value = given.value
            // An empty value may stand for its default, which is looked at before it is prepared.
            if shape.isScalar {
                if !DecodingProblems.isSound(value, shape) { return refused() }
            } else if decoded(given, field.node, depth: depth + 1).isNull {
                return .null
            }
            return preparer.normalized(value, field, depth: depth, made: 0, former: nil)
        }
        return preparer.written(decoded(given, field.node, depth: depth + 1), field)
    }
}
