internal import APIMachinery
internal import APISchema
internal import JSON

/// Checks a value that a definition writes, such as a default, against the schema that it is for.
struct ValueChecker {
    let compilation: Compilation
    /// What the value is, for messages.
    let what: String

    private var log: DiagnosticLog { compilation.log }

    func check(_ node: Node, _ schema: Schema) {
        // Recursive types end with the value, which is finite.
        guard let target = compilation.resolved(schema) else { return }
        if node.isNull {
            if !schema.isNullable, !target.isNullable, target.type != .any {
                log.error(node.mark, "\(what) is null, which is no value here")
            }
            return
        }
        if checkType(node, target) {
            checkConstraints(node, target.constraints)
            if schema.type != target.type { checkConstraints(node, schema.constraints) }
        }
    }

    private func checkType(_ node: Node, _ schema: Schema) -> Bool {
        switch schema.type {
        case .any: return true
        case .string: return node.string != nil || mismatch(node, "a string", quotes: true)
        case .boolean: return node.boolean != nil || mismatch(node, "true or false")
        case .int32:
            guard let value = node.integer else { return mismatch(node, "a whole number") }
            if Int32(exactly: value) == nil { log.error(node.mark, "\(what) does not fit the type int32") }
            return true
        case .int64, .integer: return node.integer != nil || mismatch(node, "a whole number")
        case .double, .number:
            if case .number = node.content { return true }
            return mismatch(node, "a number")
        case .intOrString:
            if let value = node.integer {
                if Int32(exactly: value) == nil { log.error(node.mark, "\(what) does not fit 32 bits") }
                return true
            }
            return node.string != nil || mismatch(node, "a whole number or a string")
        case .quantity: return text(node, "a quantity such as 100m or 1Gi") { (try? Quantity(parsing: $0)) != nil }
        case .time: return text(node, "a time such as 2026-01-31T12:00:00Z") { (try? Time(parsing: $0)) != nil }
        case .microTime:
            return text(node, "a time such as 2026-01-31T12:00:00.000000Z") { (try? MicroTime(parsing: $0)) != nil }
        case .duration: return text(node, "a duration such as 1h30m") { (try? Duration(parsing: $0)) != nil }
        case .bytes: return text(node, "base64") { Base64.isValid($0) }
        case .anyObject: return node.members != nil || mismatch(node, "a mapping")
        case .array(let array): return check(node, array)
        case .map(let map):
            guard let members = node.members else { return mismatch(node, "a mapping") }
            for member in members { check(member.value, map.values) }
            return true
        case .object(let object): return check(node, object)
        case .reference: return false
        }
    }

    private func mismatch(_ node: Node, _ expected: String, quotes: Bool = false) -> Bool {
        let hint = quotes && node.list == nil && node.members == nil ? "; write '\(node.text)' in quotes" : ""
        log.error(node.mark, "\(what) must be \(expected), not \(node.kindDescription)\(hint)")
        return false
    }

    private func text(_ node: Node, _ expected: String, _ isValid: (String) -> Bool) -> Bool {
        guard let text = node.string else { return mismatch(node, expected, quotes: true) }
        if !isValid(text) { log.error(node.mark, "'\(text)' is not \(expected)") }
        return false
    }

    private func check(_ node: Node, _ object: ObjectSchema) -> Bool {
        guard let members = node.members else { return mismatch(node, "a mapping") }
        for member in members {
            if let field = object.field(named: member.key) {
                check(member.value, field.schema)
            } else if !object.preservesUnknownFields {
                log.error(
                    member.mark, "\(what) has the unknown field '\(member.key)'",
                    suggestion: NameSuggestion.nearest(to: member.key, among: object.fields.map(\.name)))
            }
        }
        let written = Set(members.map(\.key))
        for field in object.fields
        where field.isRequired && field.presence == .optional && field.schema.defaultValue == nil
            && !written.contains(field.name)
        {
            log.error(node.mark, "\(what) lacks the required field '\(field.name)'")
        }
        return true
    }

    private func check(_ node: Node, _ array: ArraySchema) -> Bool {
        guard let elements = node.list else { return mismatch(node, "a list") }
        for element in elements { check(element, array.items) }
        var seen: Set<JSONValue> = []
        for element in elements {
            let identity: JSONValue
            switch array.listType {
            case .set: identity = element.json
            case .map:
                identity = .array(
                    array.listMapKeys.map { key in element.members?.first { $0.key == key }?.value.json ?? .null })
            default: continue
            }
            if !seen.insert(identity).inserted { log.error(element.mark, "\(what) has this element twice") }
        }
        return true
    }

    private func checkConstraints(_ node: Node, _ constraints: Constraints) {
        if !constraints.enum.isEmpty, !constraints.enumIsOpen, !constraints.enum.contains(node.json) {
            log.error(
                node.mark, "\(what) '\(node.text)' is none of the values allowed",
                suggestion: NameSuggestion.nearest(to: node.text, among: constraints.enum.compactMap(\.stringValue)))
        }
        switch node.content {
        case .string(let text):
            checkBounds(text.unicodeScalars.count, constraints.minLength, constraints.maxLength, "characters", node)
        case .list(let elements):
            checkBounds(elements.count, constraints.minItems, constraints.maxItems, "elements", node)
        case .mapping(let members):
            checkBounds(members.count, constraints.minProperties, constraints.maxProperties, "members", node)
        case .number(let value): checkNumber(value, constraints, node)
        case .null, .boolean: break
        }
        if constraints.uniqueItems, let elements = node.list, Set(elements.map(\.json)).count < elements.count {
            log.error(node.mark, "\(what) has an element twice")
        }
    }

    private func checkBounds(_ count: Int, _ least: Int?, _ greatest: Int?, _ unit: String, _ node: Node) {
        if let least, count < least {
            log.error(node.mark, "\(what) has \(count) \(unit); at least \(least) are needed")
        }
        if let greatest, count > greatest {
            log.error(node.mark, "\(what) has \(count) \(unit); at most \(greatest) are allowed")
        }
    }

    private func checkNumber(_ value: JSONValue, _ constraints: Constraints, _ node: Node) {
        let number: JSONNumber
        switch value {
        case .integer(let integer): number = JSONNumber(integer)
        case .number(let other): number = other
        default: return
        }
        if let minimum = constraints.minimum, number < minimum || (constraints.exclusiveMinimum && number == minimum) {
            log.error(node.mark, "\(what) \(number.text) is less than 'minimum' allows")
        }
        if let maximum = constraints.maximum, maximum < number || (constraints.exclusiveMaximum && number == maximum) {
            log.error(node.mark, "\(what) \(number.text) is more than 'maximum' allows")
        }
    }
}
