import APIMachinery
import APISchema
import JSON
import YAML

/// Turns JSON into the other encodings and back.
struct Transcoder: Sendable {
    static let statusType = "io.k8s.apimachinery.pkg.apis.meta.v1.Status"
    static let partialMetadataType = "io.k8s.apimachinery.pkg.apis.meta.v1.PartialObjectMetadata"

    private let protobuf: ProtobufTranscoder

    /// A transcoder of the types that definitions have, and of their resources' lists.
    ///
    /// - Parameter compiled: What the definitions stand on.
    init(_ definitions: DefinitionSet, on compiled: ResourcePart? = nil) {
        var types = definitions.types
        for definition in definitions.resources { Self.addListType(of: definition, to: &types) }
        protobuf = ProtobufTranscoder(types: types, parent: compiled?.transcoder.protobuf)
    }

    /// Adds the type of a resource's lists, unless it is defined or the resource has no protobuf form.
    private static func addListType(of definition: ResourceDefinition, to types: inout [TypeName: TypeDefinition]) {
        let name = definition.listTypeName
        guard let listKind = definition.listKind, types[name] == nil, let message = types[definition.typeName]?.protobuf
        else {
            return
        }
        let fields = [
            Field("kind", Schema(.string), presence: .implicit),
            Field("apiVersion", Schema(.string), presence: .implicit),
            Field(
                "metadata", Schema(.reference("io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta")), presence: .always,
                protobuf: ProtobufField(1)),
            Field(
                "items", Schema(.array(ArraySchema(items: Schema(.reference(definition.typeName))))), presence: .always,
                protobuf: ProtobufField(2)),
        ]
        types[name] = TypeDefinition(
            name: name, group: definition.group, version: definition.version,
            schema: Schema(.object(ObjectSchema(fields: fields))),
            kinds: [GroupVersionKind(group: definition.group, version: definition.version, kind: listKind)],
            protobuf: ProtobufMessage(name: message.name + "List"), swiftName: listKind)
    }

    /// Whether values of a type have a protobuf form.
    func hasProtobuf(_ type: TypeName) -> Bool {
        ((try? protobuf.codec(for: type)) ?? nil) != nil
    }

    /// The bytes of an answer.
    ///
    /// - Parameters:
    ///   - json: The answer as compact JSON.
    ///   - type: The type of the answer, for protobuf.
    func encode(_ json: [UInt8], as type: TypeName, _ form: AnswerForm) throws -> [UInt8] {
        switch form.encoding {
        case .json:
            guard form.isPretty else { return json }
            return try JSONValue(parsing: json).serialized(indent: 2) + [UInt8(ascii: "\n")]
        case .yaml:
            var emitter = YAMLEmitter(reserving: json.count)
            emitter.document(try JSONValue(parsing: json))
            return emitter.takeBytes()
        case .protobuf:
            return try codec(for: type).encode(try JSONDocument(parsing: json).root)
        }
    }

    private func codec(for type: TypeName) throws -> ProtobufCodec {
        guard let codec = try protobuf.codec(for: type) else {
            throw APIError.notAcceptable(offered: [Encoding.json.rawValue, Encoding.yaml.rawValue])
        }
        return codec
    }

    /// The protobuf message of a value, without an envelope.
    func message(_ json: [UInt8], as type: TypeName) throws -> ProtobufMessageBytes {
        try codec(for: type).encodeMessage(try JSONDocument(parsing: json).root)
    }

    /// The number of the items in the message of a list.
    func itemsNumber(of type: TypeName) throws -> Int {
        guard let number = try codec(for: type).itemsNumber else {
            throw APIError.notAcceptable(offered: [Encoding.json.rawValue, Encoding.yaml.rawValue])
        }
        return number
    }

    /// An object from a protobuf body.
    func decodeProtobuf(_ bytes: [UInt8], as type: TypeName) throws -> JSONValue {
        guard let codec = try protobuf.codec(for: type) else {
            throw APIError.unsupportedMediaType(accepted: [Encoding.json.rawValue, Encoding.yaml.rawValue])
        }
        do {
            return try codec.decode(bytes)
        } catch {
            throw APIError.badRequest("the body is not the protobuf form of the object: \(error)")
        }
    }
}

extension ResourceDefinition {
    /// The OpenAPI name of the type of lists: that of the objects with `List` behind it.
    var listTypeName: TypeName { typeName + "List" }
}
