internal import APISchema
internal import JSON

/// The members of an OpenAPI v3 schema, read one by one but not yet made sense of.
struct SchemaWords {
    var type: String?
    var format: String?
    var reference: String?
    var description: String?
    /// Whether the reference stands in an `allOf` of one.
    var isAllOf = false
    var properties: JSONObject?
    var required: [String] = []
    var items: JSONValue?
    var additionalProperties: JSONValue?
    var defaultValue: JSONValue?
    var isNullable = false
    var isIntOrString = false
    var preservesUnknownFields = false
    var isEmbeddedResource = false
    var listType: ArraySchema.ListType?
    var listMapKeys: [String] = []
    var mapType: MapType?
    var patchStrategy: Set<PatchStrategy> = []
    var patchMergeKey: String?
    var unions: [Union] = []
    var kinds: JSONValue?
    var rules: [ValidationRule] = []
    var constraints = Constraints()
    /// Members that have no place in the representation.
    var unknown: [String] = []

    init(_ object: JSONObject, at path: [String]) throws(ImportError) {
        for (key, value) in object {
            if key.hasPrefix("x-kubernetes-") {
                try readExtension(key, value, at: path + [key])
            } else {
                try readWord(key, value, at: path + [key])
            }
        }
    }

    private mutating func readWord(_ key: String, _ value: JSONValue, at path: [String]) throws(ImportError) {
        switch key {
        case "type": type = try value.importedString(at: path)
        case "format": format = try value.importedString(at: path)
        case "description": description = try value.importedString(at: path)
        case "$ref": reference = try value.importedString(at: path)
        case "properties": properties = try value.importedObject(at: path)
        case "required": required = try value.importedStrings(at: path)
        case "items": items = value
        case "additionalProperties": additionalProperties = value
        case "default": defaultValue = value
        case "nullable": isNullable = try value.importedBool(at: path)
        case "allOf": try readAllOf(value, at: path)
        case "anyOf", "oneOf":
            // The forms that say what x-kubernetes-int-or-string or the format int-or-string says already.
            if !Self.isIntOrString(value) { unknown.append(key) }
        default: try readConstraint(key, value, at: path)
        }
    }

    private mutating func readAllOf(_ value: JSONValue, at path: [String]) throws(ImportError) {
        let elements = try value.importedArray(at: path)
        if elements.count == 1, let element = elements[0].objectValue, element.count == 1, let target = element["$ref"]
        {
            reference = try target.importedString(at: path + ["0", "$ref"])
            isAllOf = true
        } else if !(elements.count == 1 && elements[0]["anyOf"].map(Self.isIntOrString) == true) {
            unknown.append("allOf")
        }
    }

    private static func isIntOrString(_ value: JSONValue) -> Bool {
        value == [["type": "integer"], ["type": "string"]]
    }

    private mutating func readConstraint(_ key: String, _ value: JSONValue, at path: [String]) throws(ImportError) {
        switch key {
        case "enum": constraints.enum = try value.importedArray(at: path)
        case "minLength": constraints.minLength = try value.importedCount(at: path)
        case "maxLength": constraints.maxLength = try value.importedCount(at: path)
        case "pattern": constraints.pattern = try value.importedString(at: path)
        case "minimum": constraints.minimum = try value.importedNumber(at: path)
        case "maximum": constraints.maximum = try value.importedNumber(at: path)
        case "exclusiveMinimum": constraints.exclusiveMinimum = try value.importedBool(at: path)
        case "exclusiveMaximum": constraints.exclusiveMaximum = try value.importedBool(at: path)
        case "multipleOf": constraints.multipleOf = try value.importedNumber(at: path)
        case "minItems": constraints.minItems = try value.importedCount(at: path)
        case "maxItems": constraints.maxItems = try value.importedCount(at: path)
        case "uniqueItems": constraints.uniqueItems = try value.importedBool(at: path)
        case "minProperties": constraints.minProperties = try value.importedCount(at: path)
        case "maxProperties": constraints.maxProperties = try value.importedCount(at: path)
        default: unknown.append(key)
        }
    }

    private mutating func readExtension(_ key: String, _ value: JSONValue, at path: [String]) throws(ImportError) {
        switch key {
        case "x-kubernetes-list-type": listType = try Self.known(value, at: path)
        case "x-kubernetes-list-map-keys": listMapKeys = try value.importedStrings(at: path)
        case "x-kubernetes-map-type": mapType = try Self.known(value, at: path)
        case "x-kubernetes-patch-merge-key": patchMergeKey = try value.importedString(at: path)
        case "x-kubernetes-patch-strategy":
            for name in try value.importedString(at: path).split(separator: ",") {
                patchStrategy.insert(try Self.known(.string(String(name)), at: path))
            }
        case "x-kubernetes-group-version-kind": kinds = value
        case "x-kubernetes-int-or-string": isIntOrString = try value.importedBool(at: path)
        case "x-kubernetes-preserve-unknown-fields": preservesUnknownFields = try value.importedBool(at: path)
        case "x-kubernetes-embedded-resource": isEmbeddedResource = try value.importedBool(at: path)
        case "x-kubernetes-unions":
            for (index, union) in try value.importedArray(at: path).enumerated() {
                unions.append(try Self.union(union, at: path + [String(index)]))
            }
        case "x-kubernetes-validations":
            for (index, rule) in try value.importedArray(at: path).enumerated() {
                rules.append(try Self.rule(rule, at: path + [String(index)]))
            }
        default: unknown.append(key)
        }
    }

    private static func known<Value: RawRepresentable<String> & CaseIterable>(
        _ value: JSONValue, at path: [String]
    ) throws(ImportError) -> Value {
        guard let known = Value(rawValue: try value.importedString(at: path)) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw ImportError(path: path, message: "must be one of \(names)")
        }
        return known
    }

    private static func union(_ value: JSONValue, at path: [String]) throws(ImportError) -> Union {
        let object = try value.importedObject(at: path)
        let name = "fields-to-discriminateBy"
        var fields: [String: String] = [:]
        for (key, value) in try (object[name] ?? [:]).importedObject(at: path + [name]) {
            fields[key] = try value.importedString(at: path + [name, key])
        }
        return Union(discriminator: try object.importedOptionalString("discriminator", at: path), fields: fields)
    }

    private static func rule(_ value: JSONValue, at path: [String]) throws(ImportError) -> ValidationRule {
        let object = try value.importedObject(at: path)
        var rule = ValidationRule(expression: try object.importedString("rule", at: path))
        rule.message = try object.importedOptionalString("message", at: path)
        rule.messageExpression = try object.importedOptionalString("messageExpression", at: path)
        rule.reason = try object.importedOptionalString("reason", at: path)
        rule.fieldPath = try object.importedOptionalString("fieldPath", at: path)
        if object["optionalOldSelf"] != nil {
            rule.optionalOldSelf = try object.importedBool("optionalOldSelf", at: path)
        }
        return rule
    }
}
