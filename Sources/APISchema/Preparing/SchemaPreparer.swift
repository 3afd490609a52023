package import JSON

extension ResolvedSchema {
    /// Prunes, defaults and normalises a value in one walk; see ``Preparation`` for the steps and their order.
    ///
    /// What is not of its type is left as it is: whether a value may be that is said by
    /// ``validate(_:replacing:at:options:)`` and ``decodingProblems(of:limit:)``. So is what is nested deeper than
    /// ``maximumDepth``. Preparing a prepared value changes nothing. Time is linear in the value and the defaults
    /// added.
    package func prepare(_ value: inout JSONValue, _ steps: Preparation) {
        value = SchemaPreparer(steps).prepared(value, node, depth: 0, made: 0)
    }

    /// Prepares a value that was made by changing another that has been prepared by the same steps: what the two share
    /// in memory is passed over.
    package func prepare(_ value: inout JSONValue, _ steps: Preparation, changedFrom former: JSONValue) {
        value = SchemaPreparer(steps).prepared(value, node, depth: 0, made: 0, former: former)
    }

    /// The value with what ``Preparation/builtIn`` or other steps make of it.
    package func prepared(_ value: JSONValue, _ steps: Preparation) -> JSONValue {
        SchemaPreparer(steps).prepared(value, node, depth: 0, made: 0)
    }
}

struct SchemaPreparer {
    let prunes: Bool
    let dropsNulls: Bool
    let defaults: Bool
    let normalizes: Bool

    /// How many structs may be made within each other without anything in the value asking for them. A type that always
    /// holds itself, which no file can describe as a finite value, would else be made for ever.
    private static let maximumMade = 12

    init(_ steps: Preparation) {
        normalizes = steps.contains(.normalize)
        prunes = normalizes || steps.contains(.prune)
        dropsNulls = normalizes || steps.contains(.dropNulls)
        defaults = steps.contains(.defaults)
    }

    func prepared(
        _ value: JSONValue, _ node: SchemaNode, depth: Int, made: Int, former: JSONValue? = nil
    ) -> JSONValue {
        let shape = node.shape
        switch shape.kind {
        case .string, .boolean, .any, .anyObject, .double, .number: return value
        case .bytes, .int32, .int64, .integer, .quantity, .intOrString, .time, .microTime, .duration:
            return scalar(value, node)
        case .object:
            guard depth < ResolvedSchema.maximumDepth, case .object(let object) = value else { return value }
            let formerObject = former?.objectValue
            if let formerObject, formerObject.sharesStorage(with: object) { return value }
            return .object(
                normalizes
                    ? normalized(object, shape, depth: depth, made: made, former: formerObject)
                    : completed(object, shape, depth: depth, made: made, former: formerObject)
            )
        case .array:
            guard depth < ResolvedSchema.maximumDepth, case .array(let elements) = value, let items = shape.element,
                !elements.isEmpty
            else { return value }
            let formerElements = former?.arrayValue ?? []
            var result: [JSONValue] = []
            result.reserveCapacity(elements.count)
            for (position, element) in elements.enumerated() {
                let former = position < formerElements.count ? formerElements[position] : nil
                result.append(prepared(element: element, items, depth: depth + 1, made: made, former: former))
            }
            return .array(result)
        case .map:
            guard depth < ResolvedSchema.maximumDepth, case .object(let object) = value, let values = shape.element,
                !object.isEmpty
            else { return value }
            if let former = former?.objectValue, former.sharesStorage(with: object) { return value }
            return .object(map(object, values, depth: depth, made: made))
        }
    }

    private func scalar(_ value: JSONValue, _ node: SchemaNode) -> JSONValue {
        var value = value
        if defaults, let precision = node.precision { value = CanonicalScalar.rounded(value, precision) }
        return normalizes ? CanonicalScalar.canonical(value, node.shape.kind) : value
    }

    // MARK: Lists and maps

    func prepared(
        element: JSONValue, _ node: SchemaNode, depth: Int, made: Int, former: JSONValue? = nil
    ) -> JSONValue {
        guard element.isNull, !node.isNullable else {
            return prepared(element, node, depth: depth, made: made, former: former)
        }
        if defaults, let value = node.defaultValue { return prepared(value, node, depth: depth, made: made + 1) }
        guard normalizes else { return element }
        return prepared(CanonicalScalar.zero(node.shape.kind), node, depth: depth, made: made + 1)
    }

    private func map(_ object: JSONObject, _ values: SchemaNode, depth: Int, made: Int) -> JSONObject {
        var members: [(String, JSONValue)] = []
        members.reserveCapacity(object.count)
        for (key, member) in object {
            if member.isNull, dropsNulls, !normalizes, !values.isNullable, !(defaults && values.defaultValue != nil) {
                continue
            }
            members.append((key, prepared(element: member, values, depth: depth + 1, made: made)))
        }
        return JSONObject(uniqueKeysWithValues: normalizes ? Self.sorted(members) : members)
    }

    /// Members in the order in which Go writes the keys of maps.
    static func sorted(_ members: [(String, JSONValue)]) -> [(String, JSONValue)] {
        for (a, b) in zip(members, members.dropFirst()) where !isOrdered(a.0, b.0) {
            return members.sorted { isOrdered($0.0, $1.0) }
        }
        return members
    }

    /// The order of UTF-8 bytes.
    private static func isOrdered(_ a: String, _ b: String) -> Bool {
        a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    // MARK: Objects

    /// The object with its unknown members, nulls and defaults seen to, its members in their own order.
    private func completed(
        _ object: JSONObject, _ shape: SchemaShape, depth: Int, made: Int, former: JSONObject?
    ) -> JSONObject {
        var result = JSONObject()
        result.reserveCapacity(object.count)
        var next = 0
        for (name, member) in object {
            guard let position = shape.position(of: name, expected: next) else {
                if keepsUnknown(name, shape) { result.append(uniqueKey: name, member) }
                continue
            }
            next = position + 1
            let field = shape.fields[position]
            if member.isNull, !field.node.isNullable {
                if defaults, let value = field.node.defaultValue {
                    result.append(uniqueKey: name, prepared(value, field.node, depth: depth + 1, made: made + 1))
                } else if !dropsNulls {
                    result.append(uniqueKey: name, member)
                }
            } else {
                let former = former?[name]
                result.append(
                    uniqueKey: name, prepared(member, field.node, depth: depth + 1, made: made, former: former))
            }
        }
        if defaults, made < Self.maximumMade, shape.hasDefaults {
            for field in shape.fields {
                guard let value = field.node.defaultValue, object.index(forKey: field.name) == nil else { continue }
                result.append(uniqueKey: field.name, prepared(value, field.node, depth: depth + 1, made: made + 1))
            }
        }
        return result
    }

    func keepsUnknown(_ name: String, _ shape: SchemaShape) -> Bool {
        if !prunes || shape.preservesUnknownFields { return true }
        return shape.isEmbeddedResource && (name == "apiVersion" || name == "kind" || name == "metadata")
    }

    /// The object as Kubernetes' built-in kinds are written.
    private func normalized(
        _ object: JSONObject, _ shape: SchemaShape, depth: Int, made: Int, former: JSONObject?
    ) -> JSONObject {
        // Where the member of each field stands; -1 where it is absent.
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: shape.fields.count) { slots in
            slots.initialize(repeating: -1)
            var unknown: [Int] = []
            var next = 0
            for position in 0..<object.count {
                if let field = shape.position(of: object[position].key, expected: next) {
                    next = field + 1
                    slots[field] = Int32(truncatingIfNeeded: position)
                } else if keepsUnknown(object[position].key, shape) {
                    unknown.append(position)
                }
            }
            var result = JSONObject()
            result.reserveCapacity(object.count)
            for position in 0..<slots.count {
                let slot = Int(slots[position])
                if slot < 0, !shape.isWrittenWhereAbsent[position] { continue }
                let field = shape.fields[position]
                let given = slot < 0 ? nil : object[slot].value
                let former = slot < 0 ? nil : former?[field.name]
                if let value = normalized(given, field, depth: depth, made: made, former: former) {
                    result.append(uniqueKey: field.name, value)
                }
            }
            for position in unknown { result.append(uniqueKey: object[position].key, object[position].value) }
            return result
        }
    }

    /// What stands at a field; `nil` where the field is left out.
    func normalized(
        _ given: JSONValue?, _ field: FieldNode, depth: Int, made: Int, former: JSONValue?
    ) -> JSONValue? {
        let node = field.node
        var value = given
        var made = made
        if let present = value, present.isNull, !node.isNullable { value = nil }
        // Where empty means absent, an empty value gets the default too. A struct is walked instead.
        if defaults, node.defaultValue != nil, field.presence == .implicit || field.presence == .always,
            let present = value, node.shape.kind != .object, CanonicalScalar.isEmpty(present, node.shape.kind)
        {
            value = nil
        }
        if value == nil, defaults, made < Self.maximumMade, let byDefault = node.defaultValue {
            value = byDefault
            made += 1
        }
        if value == nil, field.presence == .always, node.shape.kind == .object, made < Self.maximumMade {
            value = .object(JSONObject())
            made += 1
        }
        guard let present = value else {
            switch field.presence {
            case .optional, .implicit: return nil
            case .always: return CanonicalScalar.written(empty: node.shape.kind)
            case .explicitNull: return .null
            }
        }
        return written(prepared(present, node, depth: depth + 1, made: made, former: former), field)
    }

    /// How a prepared value is written at a field; `nil` where the field is left out because it is empty.
    func written(_ prepared: JSONValue, _ field: FieldNode) -> JSONValue? {
        let kind = field.node.shape.kind
        guard CanonicalScalar.isEmpty(prepared, kind) else { return prepared }
        switch field.presence {
        case .optional, .explicitNull: return prepared
        case .implicit: return nil
        case .always: return CanonicalScalar.written(empty: kind)
        }
    }
}
