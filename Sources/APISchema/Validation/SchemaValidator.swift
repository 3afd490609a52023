internal import APIMachinery
package import JSON

/// How values are validated.
package struct ValidationOptions: Sendable, Hashable {
    /// Whose conventions errors follow.
    package enum Style: Sendable, Hashable {
        /// Kubernetes' built-in kinds: an empty value that a bound refuses is a missing one where the field is
        /// required, fields with ``Field/Presence/always`` are never missing, and a duplicate is reported at the key
        /// that repeats.
        case builtIn
        /// Custom resources: empty values are values, and what an update leaves as it was is not reported.
        case customResource
    }

    /// Whose conventions errors follow.
    package var style: Style
    /// Whether lists of type set and map may hold nothing twice. Kubernetes does not check this of all its built-in
    /// kinds: a container's environment may name a variable twice.
    package var checksListKeys: Bool
    /// How many errors are reported at most.
    package var maximumErrors: Int

    /// Options; by default those of built-in kinds.
    package init(style: Style = .builtIn, checksListKeys: Bool = true, maximumErrors: Int = 100) {
        self.style = style
        self.checksListKeys = checksListKeys
        self.maximumErrors = maximumErrors
    }
}

extension ResolvedSchema {
    /// What is wrong with a value, in the order in which it stands there.
    ///
    /// Time is linear in the value and the number of errors; patterns take their length times the text's.
    ///
    /// - Parameters:
    ///   - value: The value, prepared (see ``prepare(_:_:)``): null is the same as absence where it is not nullable.
    ///   - old: The value that it replaces, prepared alike; immutable fields are compared with it.
    ///   - path: Where the value stands in its object.
    package func validate(
        _ value: JSONValue, replacing old: JSONValue? = nil, at path: ValuePath = ValuePath(),
        options: ValidationOptions = ValidationOptions()
    ) -> [FieldError] {
        var validator = SchemaValidator(path: path.steps, options: options)
        validator.validate(value, node, old: old, isRequired: true, depth: 0)
        return validator.errors
    }

    /// The warnings that fields of a value deserve because they are deprecated, in the order in which they stand there.
    package func deprecationWarnings(for value: JSONValue, limit: Int = 100) -> [String] {
        var collector = DeprecationCollector(limit: limit)
        collector.collect(value, node, depth: 0)
        return collector.warnings
    }
}

private struct SchemaValidator {
    var path: [ValuePath.Step]
    let options: ValidationOptions
    var errors: [FieldError] = []

    init(path: [ValuePath.Step], options: ValidationOptions) {
        self.path = path
        self.options = options
    }

    private var isFull: Bool { errors.count >= options.maximumErrors }

    private mutating func report(_ reason: FieldError.Reason, _ detail: String = "", _ badValue: JSONValue? = nil) {
        if !isFull { errors.append(FieldError(reason, ValuePath(path).description, detail, badValue: badValue)) }
    }

    private mutating func report(
        at step: ValuePath.Step, _ reason: FieldError.Reason, _ detail: String = "", _ badValue: JSONValue? = nil
    ) {
        path.append(step)
        report(reason, detail, badValue)
        path.removeLast()
    }

    mutating func validate(_ value: JSONValue, _ node: SchemaNode, old: JSONValue?, isRequired: Bool, depth: Int) {
        if isFull { return }
        if value.isNull {
            if !node.isNullable, node.shape.kind != .any {
                report(.typeInvalid, "must be of type \(Self.typeName(node.shape)): \"null\"", "null")
            }
            return
        }
        guard depth < ResolvedSchema.maximumDepth else {
            report(.invalid, "is nested more than \(ResolvedSchema.maximumDepth) levels deep")
            return
        }
        switch node.shape.kind {
        case .object: validateObject(value, node.shape, old: old, depth: depth)
        case .array: validateList(value, node.shape, old: old, depth: depth)
        case .map: validateMap(value, node.shape, old: old, depth: depth)
        default: if !validateScalar(value, node.shape, old: old) { return }
        }
        if let checks = node.checks { check(value, checks, old: old, isRequired: isRequired) }
    }

    private mutating func check(_ value: JSONValue, _ checks: [ValueChecks], old: JSONValue?, isRequired: Bool) {
        if options.style == .builtIn, isRequired, value.isEmptyValue, checks.contains(where: \.refusesEmpty) {
            report(.required)
            return
        }
        var found: [(FieldError.Reason, String)] = []
        for check in checks { check.check(value) { found.append(($0, $1)) } }
        guard !found.isEmpty, !isUnchanged(value, old) else { return }
        for (reason, detail) in found { report(reason, detail, value) }
    }

    /// Whether an update leaves a custom resource's value as it was, so that a rule that came later does not hold up
    /// others.
    private func isUnchanged(_ value: JSONValue, _ old: JSONValue?) -> Bool {
        options.style == .customResource && old == value
    }

    private mutating func typeError(_ value: JSONValue, _ shape: SchemaShape) {
        let found = value.kindName
        report(.typeInvalid, "must be of type \(Self.typeName(shape)): \"\(found)\"", .string(found))
    }

    // MARK: Objects

    private mutating func validateObject(_ value: JSONValue, _ shape: SchemaShape, old: JSONValue?, depth: Int) {
        guard case .object(let object) = value else { return typeError(value, shape) }
        let oldObject = old?.objectValue
        var seen = 0
        var next = 0
        for (name, member) in object {
            guard let position = shape.position(of: name, expected: next) else { continue }
            next = position + 1
            let field = shape.fields[position]
            if member.isNull && !field.node.isNullable { continue }
            if field.isRequired { seen += 1 }
            let oldMember = oldObject.flatMap { $0[name] }
            path.append(.field(name))
            if field.isImmutable, let oldMember, !oldMember.isNull, oldMember != member {
                report(.invalid, "field is immutable", member)
            }
            validate(member, field.node, old: oldMember, isRequired: field.isRequired, depth: depth + 1)
            path.removeLast()
            if isFull { return }
        }
        checkAbsentFields(object, shape, oldObject, requiredSeen: seen)
        if shape.isEmbeddedResource { checkEmbedded(object) }
        for union in shape.unions { check(union, object) }
    }

    private mutating func checkAbsentFields(
        _ object: JSONObject, _ shape: SchemaShape, _ old: JSONObject?, requiredSeen: Int
    ) {
        guard requiredSeen < shape.requiredCount || (old != nil && shape.hasImmutableFields) else { return }
        for field in shape.fields where field.isRequired || field.isImmutable {
            if let member = object[field.name], !member.isNull || field.node.isNullable { continue }
            if field.isImmutable, let oldMember = old?[field.name], !oldMember.isNull {
                report(at: .field(field.name), .invalid, "field is immutable", .null)
            } else if field.isRequired {
                let isEmptyInstead = options.style == .builtIn && field.presence == .always
                let refusesEmpty = field.node.checks?.contains(where: \.refusesEmpty) ?? false
                if !isEmptyInstead || refusesEmpty { report(at: .field(field.name), .required) }
            }
        }
    }

    /// An embedded object has apiVersion and kind.
    private mutating func checkEmbedded(_ object: JSONObject) {
        for name in ["apiVersion", "kind"] {
            guard let member = object[name], !member.isNull else {
                report(at: .field(name), .required, "must not be empty")
                continue
            }
            guard case .string(let text) = member else {
                report(at: .field(name), .typeInvalid, "must be of type string: \"\(member.kindName)\"", member)
                continue
            }
            if text.isEmpty { report(at: .field(name), .required, "must not be empty") }
        }
    }

    /// At most one field of a union is set, and it is the one that the discriminator names.
    private mutating func check(_ union: Union, _ object: JSONObject) {
        let isSet = object.lazy.filter { union.fields[$0.key] != nil && !$0.value.isNull }.map(\.key)
        let names = Array(isSet)
        if names.count > 1 {
            for name in names.dropFirst() {
                report(at: .field(name), .forbidden, "may not be set together with \(names[0])")
            }
        } else if let name = names.first, let discriminator = union.discriminator, let wanted = union.fields[name],
            case .string(let chosen)? = object[discriminator], !chosen.isEmpty, chosen != wanted
        {
            report(at: .field(name), .forbidden, "may only be set when \(discriminator) is \(wanted)")
        }
    }

    // MARK: Lists and maps

    private mutating func validateList(_ value: JSONValue, _ shape: SchemaShape, old: JSONValue?, depth: Int) {
        guard case .array(let elements) = value else { return typeError(value, shape) }
        guard let items = shape.element else { return }
        // Only elements that can be told apart are compared with their old selves; a list of type atomic is one value.
        var oldByKey: [ListKey: JSONValue] = [:]
        if shape.listType == .map, case .array(let oldElements)? = old {
            for element in oldElements { oldByKey[ListKey(element, shape)] = element }
        }
        if options.checksListKeys, shape.listType == .set || shape.listType == .map {
            checkKeys(elements, shape, in: value, old: old)
        }
        for (position, element) in elements.enumerated() {
            path.append(.index(position))
            let oldElement = oldByKey.isEmpty ? nil : oldByKey[ListKey(element, shape)]
            validate(element, items, old: oldElement, isRequired: true, depth: depth + 1)
            path.removeLast()
            if isFull { return }
        }
    }

    private mutating func checkKeys(_ elements: [JSONValue], _ shape: SchemaShape, in value: JSONValue, old: JSONValue?)
    {
        guard elements.count > 1 else { return }
        var isKnownToBeChanged = false
        var seen: Set<ListKey> = []
        seen.reserveCapacity(elements.count)
        for (position, element) in elements.enumerated() {
            let key = ListKey(element, shape)
            if seen.insert(key).inserted { continue }
            // Compared only once there is something to report, so that nested lists are not compared at every level.
            if !isKnownToBeChanged, isUnchanged(value, old) { return }
            isKnownToBeChanged = true
            path.append(.index(position))
            if options.style == .builtIn, shape.listMapKeys.count == 1, let value = key.values[0] {
                report(at: .field(shape.listMapKeys[0]), .duplicate, "", value)
            } else {
                report(.duplicate, "", key.shown(shape))
            }
            path.removeLast()
        }
    }

    private mutating func validateMap(_ value: JSONValue, _ shape: SchemaShape, old: JSONValue?, depth: Int) {
        guard case .object(let object) = value else { return typeError(value, shape) }
        guard let values = shape.element else { return }
        let oldObject = old?.objectValue
        for (key, member) in object {
            path.append(.key(key))
            validate(member, values, old: oldObject.flatMap { $0[key] }, isRequired: false, depth: depth + 1)
            path.removeLast()
            if isFull { return }
        }
    }

    // MARK: Scalars

    /// Whether the value is of its type at all, so that bounds make sense.
    private mutating func validateScalar(_ value: JSONValue, _ shape: SchemaShape, old: JSONValue?) -> Bool {
        switch ScalarCheck.check(value, shape) {
        case .valid: return true
        case .wrongType:
            typeError(value, shape)
            return false
        case .wrongValue(let detail):
            if !isUnchanged(value, old) { report(.invalid, detail, value) }
            return false
        }
    }

    static func typeName(_ shape: SchemaShape) -> String {
        switch shape.kind {
        case .string, .bytes, .time, .microTime, .duration: "string"
        case .boolean: "boolean"
        case .int32, .int64, .integer: "integer"
        case .double, .number: "number"
        case .quantity: "quantity"
        case .intOrString: "integer or string"
        case .any: "any"
        case .anyObject, .map, .object: "object"
        case .array: "array"
        }
    }
}

private struct DeprecationCollector {
    let limit: Int
    var warnings: [String] = []
    private var path: [ValuePath.Step] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func collect(_ value: JSONValue, _ node: SchemaNode, depth: Int) {
        guard node.shape.reachesDeprecation, depth < ResolvedSchema.maximumDepth, warnings.count < limit else { return }
        switch value {
        case .object(let object):
            var next = 0
            for (name, member) in object {
                if let position = node.shape.position(of: name, expected: next) {
                    next = position + 1
                    let field = node.shape.fields[position]
                    path.append(.field(name))
                    if let text = field.deprecation, !member.isNull, warnings.count < limit {
                        warnings.append("\(ValuePath(path)): \(text)")
                    }
                    collect(member, field.node, depth: depth + 1)
                    path.removeLast()
                } else if node.shape.kind == .map, let values = node.shape.element {
                    path.append(.key(name))
                    collect(member, values, depth: depth + 1)
                    path.removeLast()
                }
            }
        case .array(let elements):
            guard let items = node.shape.element else { return }
            for (position, element) in elements.enumerated() {
                path.append(.index(position))
                collect(element, items, depth: depth + 1)
                path.removeLast()
            }
        default: break
        }
    }
}
