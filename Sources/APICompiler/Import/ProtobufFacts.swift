internal import APISchema
package import JSON

/// The protobuf messages of an API as data: per message, by JSON name, each field's number, type and presence.
package struct ProtobufFacts: Sendable {
    /// A field of a message.
    struct MessageField: Sendable {
        var name: String
        var number: Int
        var type: String
        var isRepeated: Bool
        var isInline: Bool
        var presence: APISchema.Field.Presence
    }

    /// Where a field of an object stands in its message or in one inlined there.
    struct Place: Sendable {
        var field: ProtobufField
        /// The package of the message that holds it.
        var package: String
        var type: String
        var isRepeated: Bool
        var presence: APISchema.Field.Presence
    }

    private var messages: [String: [MessageField]] = [:]

    /// No messages.
    package init() {}

    /// Reads the table of messages.
    package init(_ json: JSONValue) throws(ImportError) {
        for (message, fields) in try json.importedObject(at: []) {
            var list: [MessageField] = []
            for (name, value) in try fields.importedObject(at: [message]) {
                list.append(try Self.field(name, value, at: [message, name]))
            }
            messages[message] = list.sorted { $0.number < $1.number }
        }
    }

    private static func field(_ name: String, _ json: JSONValue, at path: [String]) throws(ImportError) -> MessageField
    {
        let object = try json.importedObject(at: path)
        let isPointer = try object.importedBool("pointer", at: path)
        let presence: APISchema.Field.Presence =
            switch (try object.importedBool("omit", at: path), isPointer) {
            case (true, true): .optional
            case (true, false): .implicit
            case (false, false): .always
            case (false, true): .explicitNull
            }
        return MessageField(
            name: name, number: try (object["number"] ?? .null).importedCount(atLeast: 1, at: path + ["number"]),
            type: try object.importedString("type", at: path),
            isRepeated: try object.importedBool("repeated", at: path),
            isInline: try object.importedBool("inline", at: path), presence: presence)
    }

    /// The message of a type; `nil` if it has none.
    func message(forType name: TypeName) -> String? {
        let message = ProtobufMessage.conventionalName(for: name)
        return messages[message] == nil ? nil : message
    }

    /// How a message holds its value, which its fields' names tell.
    func form(of message: String) -> ProtobufMessage.Form {
        switch messages[message, default: []].map(\.name) {
        case ["items"]: .list
        case ["raw"], ["Raw"]: .raw
        case ["schema", "jSONSchemas"]: .schemaOrArray
        case ["allows", "schema"]: .schemaOrBool
        case ["schema", "property"]: .schemaOrStringArray
        default: .fields
        }
    }

    /// The messages inlined in one.
    func inlines(of message: String) -> [InlinedMessage] {
        inlines(of: message, depth: 0)
    }

    private func inlines(of message: String, depth: Int) -> [InlinedMessage] {
        guard depth < 8 else { return [] }
        return messages[message, default: []].filter(\.isInline).map { field in
            let inner = fullName(of: field.type, in: message)
            return InlinedMessage(
                name: field.name, number: field.number, message: inner, presence: field.presence,
                inlines: inlines(of: inner, depth: depth + 1))
        }
    }

    /// The fields of an object by JSON name: those of its message and of the messages inlined there.
    func places(in message: String) -> [String: Place] {
        var places: [String: Place] = [:]
        addPlaces(of: message, path: [], to: &places)
        return places
    }

    private func addPlaces(of message: String, path: [String], to places: inout [String: Place]) {
        guard path.count < 8 else { return }
        for field in messages[message, default: []] {
            if field.isInline {
                addPlaces(of: fullName(of: field.type, in: message), path: path + [field.name], to: &places)
            } else {
                places[field.name] = Place(
                    field: ProtobufField(field.number, inlinedIn: path), package: package(of: message),
                    type: field.type,
                    isRepeated: field.isRepeated, presence: field.presence)
            }
        }
    }

    private func package(of message: String) -> String {
        message.lastIndex(of: ".").map { String(message[..<$0]) } ?? ""
    }

    private func fullName(of type: String, in message: String) -> String {
        type.first == "." ? String(type.dropFirst()) : "\(package(of: message)).\(type)"
    }
}
