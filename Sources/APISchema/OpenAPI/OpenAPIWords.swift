internal import JSON

/// The members of a schema, put in any order and taken out in alphabetical order.
struct Words {
    private var members: [(key: String, value: JSONValue)] = []

    init() {
        members.reserveCapacity(4)
    }

    init(_ object: JSONObject) {
        members = object.map { ($0.key, $0.value) }
    }

    var isEmpty: Bool { members.isEmpty }

    subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// Puts in a member, or leaves what is there.
    mutating func set(_ key: String, _ value: JSONValue?) {
        if let value { self[key] = value }
    }

    var object: JSONObject {
        JSONObject(uniqueKeysWithValues: members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
}

extension Constraints {
    /// Adds the words of JSON Schema for the constraints.
    func add(to words: inout Words) {
        if !self.enum.isEmpty { words["enum"] = .array(self.enum) }
        words.set("minLength", minLength.map { .integer(Int64($0)) })
        words.set("maxLength", maxLength.map { .integer(Int64($0)) })
        words.set("pattern", pattern.map(JSONValue.string))
        words.set("format", format.map(JSONValue.string))
        words.set("minimum", minimum.map(JSONValue.init(normalizing:)))
        words.set("maximum", maximum.map(JSONValue.init(normalizing:)))
        if exclusiveMinimum { words["exclusiveMinimum"] = true }
        if exclusiveMaximum { words["exclusiveMaximum"] = true }
        words.set("multipleOf", multipleOf.map(JSONValue.init(normalizing:)))
        words.set("minItems", minItems.map { .integer(Int64($0)) })
        words.set("maxItems", maxItems.map { .integer(Int64($0)) })
        if uniqueItems { words["uniqueItems"] = true }
        words.set("minProperties", minProperties.map { .integer(Int64($0)) })
        words.set("maxProperties", maxProperties.map { .integer(Int64($0)) })
    }
}

extension JSONValue {
    /// A number in the case that the parser gives it: whole numbers that fit 64 bits are integers.
    fileprivate init(normalizing number: JSONNumber) {
        self = Int64(number.text).map(JSONValue.integer) ?? .number(number)
    }
}

extension ArraySchema {
    func addListType(to words: inout Words) {
        if let listType { words["x-kubernetes-list-type"] = .string(listType.rawValue) }
        if !listMapKeys.isEmpty { words["x-kubernetes-list-map-keys"] = .array(listMapKeys.map(JSONValue.string)) }
    }
}

extension ObjectSchema {
    /// Adds what is said of the object beside its fields.
    func addTraits(to words: inout Words) {
        if let mapType { words["x-kubernetes-map-type"] = .string(mapType.rawValue) }
        if preservesUnknownFields { words["x-kubernetes-preserve-unknown-fields"] = true }
        if isEmbeddedResource { words["x-kubernetes-embedded-resource"] = true }
        guard !unions.isEmpty else { return }
        words["x-kubernetes-unions"] = .array(
            unions.map { union in
                let fields = union.fields.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
                var value = JSONObject()
                value["discriminator"] = union.discriminator.map(JSONValue.string)
                value["fields-to-discriminateBy"] = .object(JSONObject(uniqueKeysWithValues: fields))
                return .object(value)
            })
    }
}

extension ValidationRule {
    /// The rule as `x-kubernetes-validations` has it.
    var openAPI: JSONObject {
        var words = Words()
        words["rule"] = .string(expression)
        words["message"] = message.map(JSONValue.string)
        words["messageExpression"] = messageExpression.map(JSONValue.string)
        words["reason"] = reason.map(JSONValue.string)
        words["fieldPath"] = fieldPath.map(JSONValue.string)
        words["optionalOldSelf"] = optionalOldSelf.map(JSONValue.bool)
        return words.object
    }
}
