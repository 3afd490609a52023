internal import JSON

/// The JSON Schema (2020-12) of the definition language, which editors complete and check with.
///
/// It is rendered from the same tables of words that the compiler checks with.
package enum LanguageSchema {
    /// The words of the language by the group of mappings in which they stand.
    package static var words: [String: [String]] {
        Dictionary(uniqueKeysWithValues: WordGroup.allCases.map { ($0.rawValue, $0.words.map(\.name)) })
    }

    /// The schema as JSON text.
    package static func render() -> [UInt8] {
        var definitions = JSONObject()
        for group in WordGroup.allCases where group != .definition {
            definitions[group.rawValue] = mapping(group)
        }
        guard case .object(var root) = mapping(.definition) else { return [] }
        root["$defs"] = .object(definitions)
        var result: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Apus definition",
            "description":
                "A resource of an API: its kind, fields, verbs and names. A file that holds types only has no kind.",
        ]
        for (key, value) in root { result[key] = value }
        return JSONValue.object(result).serialized(indent: 2) + [UInt8(ascii: "\n")]
    }

    private static func mapping(_ group: WordGroup) -> JSONValue {
        var properties = JSONObject()
        for word in group.words {
            var schema = value(word.value)
            if case .object(var object) = schema {
                object["description"] = .string(word.summary)
                schema = .object(object)
            }
            properties[word.name] = schema
        }
        var result: JSONObject = ["type": "object", "properties": .object(properties), "additionalProperties": false]
        let required = group.words.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { result["required"] = .array(required) }
        return .object(result)
    }

    private static func value(_ value: WordValue) -> JSONValue {
        switch value {
        case .string: ["type": "string"]
        case .boolean: ["type": "boolean"]
        case .count: ["type": "integer", "minimum": 0]
        case .number: ["type": "number"]
        case .any: [:]
        case .choice(let names): ["enum": .array(names.map(JSONValue.string))]
        case .type: ["type": "string", "examples": .array(TypeExpression.Scalar.allCases.map { .string($0.rawValue) })]
        case .path: ["type": "string", "pattern": "^[.\\[]"]
        case .kind: ["type": "string", "pattern": "^[a-z0-9.-]+/v[a-z0-9]+\\.[A-Z][A-Za-z0-9]*$"]
        case .list(let element): ["type": "array", "items": self.value(element)]
        case .mapping(let group): ["$ref": .string("#/$defs/\(group.rawValue)")]
        case .named(let element): ["type": "object", "additionalProperties": self.value(element)]
        case .paths: ["type": "object", "additionalProperties": ["type": "string", "pattern": "^[.\\[]"]]
        case .schema(let group):
            ["anyOf": [["type": "string"], ["$ref": .string("#/$defs/\(group.rawValue)")]]]
        case .either(let values): ["anyOf": .array(values.map(self.value))]
        }
    }
}
