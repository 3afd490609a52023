public import APIMachinery
public import APISchema
public import JSON

/// Reads OpenAPI v3 schemas: components of Kubernetes' documents, and the structural schemas of
/// CustomResourceDefinitions.
public struct OpenAPISchemaImporter: Sendable {
    /// What was left out so far.
    public private(set) var notices: [ImportNotice] = []
    private let messages: ProtobufFacts
    private var depth = 0

    /// An importer of schemas alone.
    public init() { self.init(messages: ProtobufFacts()) }

    /// - Parameter messages: The protobuf messages of types, which also tell the presence of fields.
    package init(messages: ProtobufFacts) {
        self.messages = messages
    }

    /// How deeply schemas may nest.
    public static let maximumDepth = 64

    // MARK: Types

    /// Reads a component.
    ///
    /// - Parameters:
    ///   - name: The component's name, such as `io.k8s.api.core.v1.Pod`.
    ///   - json: The component's schema.
    ///   - document: The group and version of the document that it is from, if it is one of a group and version.
    /// - Returns: The type; `nil` for a well-known type, which is a case of `SchemaType`.
    public mutating func type(
        named name: TypeName, from json: JSONValue, in document: APIVersion?
    ) throws(ImportError) -> TypeDefinition? {
        let path = [name]
        if let wellKnown = WellKnownType(typeName: name) {
            var component = try json.importedObject(at: path)
            component["description"] = nil
            if component != wellKnown.component { note("is not the well-known schema of that name", at: path) }
            return nil
        }
        let words = try SchemaWords(try json.importedObject(at: path), at: path)
        var type = TypeDefinition(
            name: name, group: "", version: "",
            schema: try schema(words, at: path, message: messages.message(forType: name)),
            swiftName: name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name)
        type.kinds = try kinds(words.kinds ?? [], at: path + ["x-kubernetes-group-version-kind"])
        if let document, type.kinds.count > 1, let last = type.kinds.last,
            last.group == document.group, last.version == document.version, last.kind == type.kinds[0].kind
        {
            type.kinds.removeLast()
            type.isInEveryGroup = true
        }
        if let message = messages.message(forType: name) {
            let form: ProtobufMessage.Form =
                if case .object = type.schema.type { .fields } else { messages.form(of: message) }
            type.protobuf = ProtobufMessage(name: message, form: form)
        }
        (type.group, type.version) = Self.groupAndVersion(of: name, kinds: type.kinds)
        return type
    }

    /// The group and version of a type: those of its kind, or else the labels of its name. The types that all groups
    /// share are in group `meta`.
    private static func groupAndVersion(of name: TypeName, kinds: [GroupVersionKind]) -> (
        group: String, version: String
    ) {
        let labels = name.split(separator: ".").dropLast().map(String.init)
        guard let last = labels.last else { return ("", "") }
        let group = labels.dropLast().last ?? ""
        if group == "meta" { return (group, last) }
        if let kind = kinds.first { return (kind.group, kind.version) }
        let isVersion = last.first == "v" && last.dropFirst().first?.isNumber == true
        return isVersion ? (group == "core" ? "" : group, last) : (last, "")
    }

    private func kinds(_ json: JSONValue, at path: [String]) throws(ImportError) -> [GroupVersionKind] {
        var kinds: [GroupVersionKind] = []
        for (index, value) in try json.importedArray(at: path).enumerated() {
            let path = path + [String(index)]
            let object = try value.importedObject(at: path)
            kinds.append(
                GroupVersionKind(
                    group: try object.importedString("group", at: path),
                    version: try object.importedString("version", at: path),
                    kind: try object.importedString("kind", at: path)))
        }
        return kinds
    }

    // MARK: Schemas

    /// Reads a schema that stands inline, such as the `openAPIV3Schema` of a CustomResourceDefinition.
    public mutating func schema(_ json: JSONValue, at path: [String] = []) throws(ImportError) -> Schema {
        try schema(SchemaWords(try json.importedObject(at: path), at: path), at: path, message: nil)
    }

    private mutating func schema(
        _ words: SchemaWords, at path: [String], message: String?
    ) throws(ImportError) -> Schema {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw ImportError(path: Array(path.prefix(6)) + ["…"], message: "schemas nest too deeply")
        }
        var schema = Schema(try type(words, at: path, message: message))
        schema.description = words.description ?? (words.isAllOf ? "" : nil)
        schema.isNullable = words.isNullable
        schema.defaultValue = words.defaultValue
        schema.constraints = words.constraints
        schema.patchStrategy = words.patchStrategy
        schema.patchMergeKey = words.patchMergeKey
        schema.rules = words.rules
        switch schema.type {
        case .array, .map, .object, .anyObject: break
        default: (schema.statedListType, schema.statedMapType) = (words.listType, words.mapType)
        }
        switch schema.type {
        case .string, .integer, .number, .any, .intOrString:
            if let format = words.format, !(schema.type == .intOrString && format == "int-or-string") {
                schema.constraints.format = format
            }
        default: break
        }
        for word in words.unknown { note("\(word) has no place in a definition", at: path) }
        return schema
    }

    private mutating func type(
        _ words: SchemaWords, at path: [String], message: String?
    ) throws(ImportError) -> SchemaType {
        if let reference = words.reference { return try target(of: reference, at: path) }
        if words.isIntOrString || words.format == "int-or-string" { return .intOrString }
        switch words.type {
        case "string": return words.format == "byte" ? .bytes : .string
        case "boolean": return .boolean
        case "integer":
            switch words.format {
            case "int32": return .int32
            case "int64": return .int64
            default: return .integer
            }
        case "number": return words.format == "double" ? .double : .number
        case "array":
            guard let items = words.items else { throw ImportError(path: path, message: "items is missing") }
            return .array(
                ArraySchema(
                    items: try schema(items, at: path + ["items"]), listType: words.listType,
                    listMapKeys: words.listMapKeys))
        case "object": return try objectType(words, at: path, message: message)
        case nil where words.properties != nil: return try objectType(words, at: path, message: message)
        case nil: return .any
        case let type?: throw ImportError(path: path + ["type"], message: "\(type) is no type")
        }
    }

    private func target(of reference: String, at path: [String]) throws(ImportError) -> SchemaType {
        let prefix = "#/components/schemas/"
        guard reference.hasPrefix(prefix), reference.utf8.count > prefix.utf8.count else {
            throw ImportError(path: path, message: "\(reference) refers to no component")
        }
        let name = String(reference.dropFirst(prefix.count))
        return WellKnownType(typeName: name)?.schemaType ?? .reference(name)
    }

    private mutating func objectType(
        _ words: SchemaWords, at path: [String], message: String?
    ) throws(ImportError) -> SchemaType {
        if let additional = words.additionalProperties, additional != false {
            if words.properties != nil {
                note("properties beside additionalProperties have no place in a definition", at: path)
            }
            let values = additional == true ? Schema(.any) : try schema(additional, at: path + ["additionalProperties"])
            return .map(MapSchema(values: values, mapType: words.mapType))
        }
        if words.properties == nil, words.preservesUnknownFields, words.mapType == nil {
            return .anyObject(AnyObjectSchema(words.isEmbeddedResource ? .embeddedResource : .free))
        }
        var object = ObjectSchema(
            fields: [], mapType: words.mapType, preservesUnknownFields: words.preservesUnknownFields,
            isEmbeddedResource: words.isEmbeddedResource, unions: words.unions)
        let places = message.map { messages.places(in: $0) } ?? [:]
        if let message { object.inlines = messages.inlines(of: message) }
        object.fields = try fields(words, places: places, message: message, at: path)
        return .object(object)
    }

    // MARK: Fields

    private mutating func fields(
        _ words: SchemaWords, places: [String: ProtobufFacts.Place], message: String?, at path: [String]
    ) throws(ImportError) -> [Field] {
        let properties = words.properties ?? [:]
        for name in words.required where properties[name] == nil {
            note("\(name) is required but is no property", at: path)
        }
        let required = Set(words.required)
        var fields: [Field] = []
        for (name, value) in properties {
            let path = path + [name]
            var field = Field(name, try schema(value, at: path))
            field.isRequired = required.contains(name)
            if let place = places[name] {
                field.presence = place.presence
                field.protobuf = place.field
                let derived = field.schema.protobufType(in: place.package) { messages.message(forType: $0) }
                field.protobuf?.type =
                    derived == place.type && place.isRepeated == field.schema.isList ? nil : place.type
            } else if message != nil, name == "apiVersion" || name == "kind" {
                field.presence = .implicit
            } else if field.schema.defaultValue.map(Self.isEmpty) == true, field.isRequired {
                field.presence = .always
            }
            if field.presence == .always, field.schema.defaultValue.map(Self.isEmpty) == true {
                field.schema.defaultValue = nil
            }
            fields.append(field)
        }
        return Self.ordered(fields, inlines: message.map { messages.inlines(of: $0) } ?? [], required: words.required)
    }

    /// Whether a stated default is one that follows from the field always being written.
    private static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): text.isEmpty
        case .bool(let flag): !flag
        case .integer(let number): number == 0
        case .object(let object): object.isEmpty
        default: false
        }
    }

    /// Fields in the order in which they are likely to be defined: kind and apiVersion, then by protobuf numbers,
    /// except that required fields keep the order of `required`, which is that of their definition.
    private static func ordered(_ fields: [Field], inlines: [InlinedMessage], required: [String]) -> [Field] {
        func number(of path: [String]) -> [Int] {
            var numbers: [Int] = []
            var level = inlines
            for name in path {
                guard let inline = level.first(where: { $0.name == name }) else { break }
                numbers.append(inline.number)
                level = inline.inlines
            }
            return numbers
        }
        func rank(_ field: Field) -> [Int] {
            if let place = field.protobuf { return [1] + number(of: place.inlinedIn) + [place.number] }
            switch field.name {
            case "kind": return [0, 0]
            case "apiVersion": return [0, 1]
            default: return [2]
            }
        }
        // Fields without a number keep their order.
        let ranked = fields.enumerated().map { (rank: rank($0.element), position: $0.offset, field: $0.element) }
        var sorted = ranked.sorted { a, b in
            a.rank == b.rank ? a.position < b.position : a.rank.lexicographicallyPrecedes(b.rank)
        }.map(\.field)
        let order = Dictionary(
            required.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let positions = sorted.indices.filter { sorted[$0].isRequired }
        let inOrder = positions.map { sorted[$0] }.sorted { order[$0.name, default: 0] < order[$1.name, default: 0] }
        for (position, field) in zip(positions, inOrder) { sorted[position] = field }
        return sorted
    }

    private mutating func note(_ message: String, at path: [String]) {
        notices.append(ImportNotice(path: path, message: message))
    }
}

extension Schema {
    var isList: Bool {
        if case .array = type { true } else { false }
    }
}
