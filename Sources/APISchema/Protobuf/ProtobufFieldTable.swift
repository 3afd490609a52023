package import JSON

/// Renders the protobuf side of types as data: by message and JSON name, each field's number, type and presence.
///
/// Members of a field: `number`, `type`; `repeated` for lists; `omit` where an empty value is left out of JSON;
/// `pointer` where an empty value differs from absence; `inline` for a message whose fields stand in the parent in
/// JSON.
package struct ProtobufFieldTable {
    private let types: [TypeName: TypeDefinition]
    private var messages: [String: [(name: String, value: JSONObject)]] = [:]

    /// The table of all messages that the types name or inline.
    package static func render(_ types: [TypeName: TypeDefinition]) -> JSONObject {
        var table = Self(types: types)
        for type in types.values { table.add(type) }
        for type in WellKnownType.allCases { table.add(type) }
        return JSONObject(
            uniqueKeysWithValues: table.messages.sorted { $0.key < $1.key }.map { name, fields in
                let members = fields.sorted { $0.name < $1.name }.map { ($0.name, JSONValue.object($0.value)) }
                return (name, .object(JSONObject(uniqueKeysWithValues: members)))
            })
    }

    private init(types: [TypeName: TypeDefinition]) {
        self.types = types
    }

    private mutating func add(_ type: WellKnownType) {
        messages[type.message] = type.messageFields.map { field in
            (field.name, ["number": .integer(Int64(field.number)), "type": .string(field.type)])
        }
    }

    private mutating func add(_ type: TypeDefinition) {
        guard let message = type.protobuf else { return }
        let schemaProps: [(String, Int, Bool)]
        switch message.form {
        case .fields:
            guard case .object(let object) = type.schema.type else { return }
            var names: [[String]: String] = [[]: message.name]
            add(object.inlines, to: message.name, path: [], names: &names)
            if messages[message.name] == nil { messages[message.name] = [] }
            for field in object.fields { add(field, names: names) }
            return
        case .list:
            messages[message.name] = [("items", ["number": 1, "repeated": true, "type": "string"])]
            return
        case .raw:
            messages[message.name] = [("raw", ["number": 1, "type": "bytes"])]
            return
        case .schemaOrArray: schemaProps = [("schema", 1, false), ("jSONSchemas", 2, true)]
        case .schemaOrBool:
            messages[message.name] = [("allows", ["number": 1, "type": "bool"])]
            schemaProps = [("schema", 2, false)]
        case .schemaOrStringArray:
            messages[message.name] = [("property", ["number": 2, "repeated": true, "type": "string"])]
            schemaProps = [("schema", 1, false)]
        }
        for (name, number, isRepeated) in schemaProps {
            var value: JSONObject = [
                "number": .integer(Int64(number)), "type": .string(ProtobufMessage.schemaTypeLabel),
            ]
            if isRepeated { value["repeated"] = true }
            messages[message.name, default: []].append((name, value))
        }
    }

    private mutating func add(
        _ inlines: [InlinedMessage], to message: String, path: [String], names: inout [[String]: String]
    ) {
        let package = ProtobufMessage.package(of: message)
        for inline in inlines {
            let value: JSONObject = [
                "inline": true, "number": .integer(Int64(inline.number)),
                "type": .string(ProtobufMessage.name(inline.message, within: package)),
            ]
            set(inline.name, value, in: message)
            let inner = path + [inline.name]
            names[inner] = inline.message
            add(inline.inlines, to: inline.message, path: inner, names: &names)
        }
    }

    private mutating func add(_ field: Field, names: [[String]: String]) {
        guard let place = field.protobuf, let message = names[place.inlinedIn] else { return }
        var value: JSONObject = ["number": .integer(Int64(place.number))]
        let package = ProtobufMessage.package(of: message)
        let type = place.type ?? field.schema.protobufType(in: package) { types[$0]?.protobuf?.name }
        value["type"] = type.map(JSONValue.string)
        switch field.presence {
        case .optional: (value["omit"], value["pointer"]) = (true, true)
        case .implicit: value["omit"] = true
        case .always: break
        case .explicitNull: value["pointer"] = true
        }
        // A list with a type of its own is a message that holds the list.
        if case .array = field.schema.type, place.type == nil { value["repeated"] = true }
        set(field.name, value, in: message)
        if let type = place.type, Self.holdsLists(field.schema) { addListMessage(type, package: package) }
    }

    private static func holdsLists(_ schema: Schema) -> Bool {
        switch schema.type {
        case .array: return true
        case .map(let map): if case .array = map.values.type { return true } else { return false }
        default: return false
        }
    }

    /// Adds a message that only a field's type names: one that holds a list (`Verbs`, `map<string, ExtraValue>`).
    private mutating func addListMessage(_ type: String, package: Substring) {
        var element = type[...]
        if element.hasPrefix("map<string, "), element.hasSuffix(">") { element = element.dropFirst(12).dropLast() }
        let name = ProtobufMessage.fullName(element, within: package)
        messages[name] = [("items", ["number": 1, "repeated": true, "type": "string"])]
    }

    private mutating func set(_ name: String, _ value: JSONObject, in message: String) {
        // A message that several types inline, or that is also a type of its own, comes up more than once, always the
        // same.
        if messages[message, default: []].contains(where: { $0.name == name }) { return }
        messages[message, default: []].append((name, value))
    }
}

extension ProtobufMessage {
    /// The last label of the type that the forms with a schema refer to, in their own package.
    static let schemaTypeLabel = "JSONSchemaProps"
}
