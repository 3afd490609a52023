import APIMachinery
internal import APISchema
internal import JSON

// What the words beside a type say of a value.
extension Compilation {
    func applyWords(of syntax: SchemaSyntax, to schema: inout Schema, in file: FileSyntax) {
        guard let mapping = syntax.mapping else { return }
        checkApplicability(of: mapping, syntax, schema, in: file)
        schema.description = mapping.string("description")
        schema.isNullable = mapping.boolean("nullable") ?? false
        schema.patchStrategy = patchStrategy(mapping)
        schema.patchMergeKey = mapping.string("patchMergeKey")
        schema.publishesDefault = mapping.boolean("publishDefault") ?? true
        schema.constraints = constraints(mapping, schema)
        schema.precision = mapping.string("roundUp").flatMap(QuantityPrecision.init)
        if syntax.declaration == nil { schema.rules = rules(mapping) }
        applyContainerWords(mapping, to: &schema)
        if let use = mapping["default"] {
            schema.defaultValue = use.value.json
            let checked = schema
            later { [self] in ValueChecker(compilation: self, what: "the default").check(use.value, checked) }
        } else if let use = mapping["publishDefault"] {
            log.error(use.mark, "'publishDefault' says how a default is published; there is none")
        }
        let built = schema
        if let use = mapping["patchMergeKey"], let key = use.value.string {
            later { [self] in checkMember(key, ofElementsOf: built, use.value.mark, "the merge key") }
        }
    }

    private func applyContainerWords(_ mapping: Mapping, to schema: inout Schema) {
        let listType = mapping.string("listType").flatMap(ArraySchema.ListType.init)
        let mapType = mapping.string("mapType").flatMap(MapType.init)
        switch schema.type {
        case .array(var array):
            array.listType = listType
            array.listMapKeys = mapping.strings("listMapKeys") ?? []
            schema.type = .array(array)
            checkListType(mapping, array)
        case .map(var map):
            map.mapType = mapType
            schema.type = .map(map)
        case .reference where mapping["fields"] == nil:
            schema.statedMapType = mapType
        case .bytes:
            schema.statedListType = listType
        default: break
        }
    }

    private func checkListType(_ mapping: Mapping, _ array: ArraySchema) {
        switch array.listType {
        case .map:
            guard let use = mapping["listMapKeys"], !array.listMapKeys.isEmpty else {
                log.error(
                    mapping.valueMark(of: "listType"),
                    "a list of type map needs 'listMapKeys', the fields that identify an element")
                return
            }
            if Set(array.listMapKeys).count < array.listMapKeys.count {
                log.error(use.value.mark, "a key is named twice")
            }
            later { [self] in
                for node in use.value.list ?? [] { checkListMapKey(node, array) }
            }
        case .set:
            let mark = mapping.valueMark(of: "listType")
            later { [self] in
                switch resolved(array.items)?.type {
                case .object, .anyObject, .map, .array:
                    log.warning(
                        mark, "a set of values that are no scalars compares whole elements; 'listType: map' is usual")
                default: break
                }
            }
            fallthrough
        default:
            if let use = mapping["listMapKeys"] { log.error(use.mark, "'listMapKeys' belongs to 'listType: map'") }
        }
    }

    private func patchStrategy(_ mapping: Mapping) -> Set<PatchStrategy> {
        let names = mapping.string("patchStrategy").map { [$0] } ?? mapping.strings("patchStrategy") ?? []
        return Set(names.compactMap(PatchStrategy.init))
    }

    func rules(_ mapping: Mapping) -> [ValidationRule] {
        (mapping["rules"]?.value.list ?? []).map { node in
            let rule = Mapping(node, .rule, log)
            if let use = rule["expression"] {
                if use.value.string?.isEmpty == true { log.error(use.value.mark, "the expression is empty") }
                log.warning(use.value.mark, "the rule is published, but not enforced yet")
            }
            if let use = rule["fieldPath"] { _ = path(use.value) }
            if let use = rule["message"], let text = use.value.string, text.contains("\n") {
                log.error(use.value.mark, "the message of a rule has one line")
            }
            return ValidationRule(
                expression: rule.string("expression") ?? "", message: rule.string("message"),
                messageExpression: rule.string("messageExpression"), reason: rule.string("reason"),
                fieldPath: rule.string("fieldPath"), optionalOldSelf: rule.boolean("optionalOldSelf"))
        }
    }

    // MARK: Constraints

    private func constraints(_ mapping: Mapping, _ schema: Schema) -> Constraints {
        var result = Constraints()
        result.minLength = mapping.count("minLength")
        result.maxLength = mapping.count("maxLength")
        result.minItems = mapping.count("minItems")
        result.maxItems = mapping.count("maxItems")
        result.minProperties = mapping.count("minProperties")
        result.maxProperties = mapping.count("maxProperties")
        result.uniqueItems = mapping.boolean("uniqueItems") ?? false
        result.exclusiveMinimum = mapping.boolean("exclusiveMinimum") ?? false
        result.exclusiveMaximum = mapping.boolean("exclusiveMaximum") ?? false
        result.minimum = number("minimum", mapping, schema)
        result.maximum = number("maximum", mapping, schema)
        result.multipleOf = number("multipleOf", mapping, schema)
        result.pattern = mapping.string("pattern")
        result.format = mapping.string("format")
        if let use = mapping["enum"] { result.enum = (use.value.list ?? []).map(\.json) }
        if let use = mapping["openEnum"] {
            result.enum = (use.value.list ?? []).map(\.json)
            result.enumIsOpen = true
        }
        checkConstraints(result, mapping, schema)
        return result
    }

    private func number(_ word: String, _ mapping: Mapping, _ schema: Schema) -> JSONNumber? {
        guard let use = mapping[word], case .number(let value) = use.value.content else { return nil }
        switch value {
        case .integer(let integer):
            if schema.type == .int32, Int32(exactly: integer) == nil {
                log.error(use.value.mark, "\(integer) does not fit the type int32")
            }
            return JSONNumber(integer)
        case .number(let number):
            switch schema.type {
            case .int32, .int64, .integer:
                log.error(use.value.mark, "a whole number is needed here, not \(number.text)")
            default: break
            }
            return number
        default: return nil
        }
    }

    private func checkConstraints(_ constraints: Constraints, _ mapping: Mapping, _ schema: Schema) {
        for (low, high) in [("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")] {
            if let least = mapping.count(low), let greatest = mapping.count(high), least > greatest {
                log.error(mapping.valueMark(of: high), "'\(high)' is less than '\(low)': nothing would be allowed")
            }
        }
        if let minimum = constraints.minimum, let maximum = constraints.maximum {
            let isEmpty =
                maximum < minimum
                || (maximum == minimum && (constraints.exclusiveMinimum || constraints.exclusiveMaximum))
            if isEmpty { log.error(mapping.valueMark(of: "maximum"), "nothing lies between 'minimum' and 'maximum'") }
        }
        for (word, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")]
        where mapping.boolean(word) == true && !mapping.contains(bound) {
            log.error(mapping.mark(of: word), "'\(word)' says something of '\(bound)', which is absent")
        }
        if let multiple = constraints.multipleOf, multiple.double <= 0 {
            log.error(mapping.valueMark(of: "multipleOf"), "'multipleOf' is greater than 0")
        }
        if let use = mapping["pattern"], let problem = patternProblem(use.value.string ?? "") {
            log.error(use.value.mark, "the pattern is no regular expression: \(problem)")
        }
        if mapping.contains("enum"), let use = mapping["openEnum"] {
            log.error(use.mark, "'enum' and 'openEnum' exclude each other")
        }
        for word in ["enum", "openEnum"] {
            guard let use = mapping[word], let values = use.value.list else { continue }
            checkEnum(use, values, schema)
        }
    }

    private func patternProblem(_ text: String) -> String? {
        do {
            _ = try Pattern(text)
            return nil
        } catch {
            return error.description
        }
    }

    private func checkEnum(_ use: Mapping.Use, _ values: [Node], _ schema: Schema) {
        if values.isEmpty { log.error(use.value.mark, "'\(use.word.name)' has no values") }
        var seen: Set<JSONValue> = []
        for node in values where !seen.insert(node.json).inserted {
            log.error(node.mark, "'\(node.text)' is given twice")
        }
        warnOfClashes(values)
        guard use.word.name == "enum" else { return }
        var plain = Schema(schema.type)
        plain.isNullable = schema.isNullable
        let element = plain
        later { [self] in
            for node in values { ValueChecker(compilation: self, what: "the value").check(node, element) }
        }
    }

    /// Warns of values whose Swift names are not those that one would look for, at the later one of each two.
    private func warnOfClashes(_ values: [Node]) {
        let plan = EnumerationNames(of: values.compactMap(\.string))
        var first: [String: String] = [:]
        var warned: Set<String> = []
        for value in values {
            guard let text = value.string else { continue }
            let short = SwiftIdentifier.lowerCamel(text)
            guard plan.clashes[short] != nil, let other = first[short] else {
                first[short] = text
                continue
            }
            guard text != other, warned.insert(text).inserted else { continue }
            log.warning(
                value.mark,
                "the values '\(other)' and '\(text)' would both be '\(short)' in Swift; they are "
                    + "'\(plan.names[other] ?? other)' and '\(plan.names[text] ?? text)'")
        }
    }

    // MARK: Applicability

    /// Reports words that say nothing of values of this type.
    private func checkApplicability(of mapping: Mapping, _ syntax: SchemaSyntax, _ schema: Schema, in file: FileSyntax)
    {
        guard syntax.type != nil || syntax.fields != nil || syntax.items != nil || syntax.values != nil else { return }
        // The type is not known where its name is not.
        if syntax.items == nil, syntax.values == nil, schema.type == .any, syntax.type != .scalar(.any) { return }
        let isReference = if case .reference = schema.type, syntax.declaration == nil { true } else { false }
        let classes = valueClasses(of: schema)
        for use in mapping.uses where use.word.appliesTo != .all {
            if isReference {
                if use.word.name == "mapType" { continue }
                log.error(use.mark, "'\(use.word.name)' is said where the type is defined, not where it is used")
            } else if use.word.appliesTo.isDisjoint(with: classes) {
                log.error(
                    use.mark,
                    "'\(use.word.name)' belongs to \(use.word.appliesTo.description); this is \(Self.describe(schema.type))"
                )
            }
        }
    }

    private func valueClasses(of schema: Schema) -> ValueClasses {
        switch schema.type {
        case .string: .string
        case .bytes: .bytes
        case .boolean: .boolean
        case .int32, .int64, .integer, .double, .number: .number
        case .array: .list
        case .map: .map
        case .object, .reference: .structure
        case .anyObject: .anyObject
        // Any value: strings, lists and all.
        case .any: .all
        case .quantity: .quantity
        case .intOrString, .time, .microTime, .duration: .other
        }
    }

    /// A type in words, for messages.
    static func describe(_ type: SchemaType) -> String {
        switch type {
        case .string: "a string"
        case .bytes: "bytes"
        case .boolean: "a boolean"
        case .int32, .int64, .integer: "a whole number"
        case .double, .number: "a number"
        case .quantity: "a quantity"
        case .intOrString: "a whole number or a string"
        case .time, .microTime: "a time"
        case .duration: "a duration"
        case .any: "any value"
        case .anyObject: "an object"
        case .array: "a list"
        case .map: "a map"
        case .object, .reference: "a struct"
        }
    }
}
