public import APIMachinery
public import JSON
internal import Synchronization

/// Transcodes between JSON and the protobuf that Kubernetes speaks, by the definitions of types.
///
/// What is needed of a type is found when it is first asked for, and kept.
public final class ProtobufTranscoder: Sendable {
    private let lookUp: @Sendable (TypeName) -> TypeDefinition?
    private let lookUpKind: @Sendable (GroupVersionKind) -> TypeName?
    private let planner = Mutex(MessagePlanner())

    /// - Parameters:
    ///   - type: A type by its name.
    ///   - kind: The name of the type of a kind. Kinds that every group has need not be known.
    public init(
        type: @escaping @Sendable (TypeName) -> TypeDefinition?, kind: @escaping @Sendable (GroupVersionKind) -> TypeName?
    ) {
        lookUp = { type($0) ?? Self.sharedTypes[$0] }
        lookUpKind = kind
    }

    /// A transcoder of some types.
    public convenience init(types: [TypeName: TypeDefinition]) {
        var kinds: [GroupVersionKind: TypeName] = [:]
        for type in types.values {
            for kind in type.kinds { kinds[kind] = type.name }
        }
        self.init(type: { types[$0] }, kind: { [kinds] in kinds[$0] })
    }

    /// How values of a type are transcoded; `nil` for a type that has no message.
    ///
    /// - Throws: ``ProtobufError/Reason-swift.enum/noProtobufForm`` if the type or one that it refers to has a field that no
    ///   message can hold.
    public func codec(for type: TypeName) throws(ProtobufError) -> ProtobufCodec? {
        let result = planner.withLock { planner -> Result<(Int, [MessagePlan])?, ProtobufError> in
            do throws(ProtobufError) {
                return .success(try planner.plan(for: type, lookUp: lookUp).map { ($0, planner.plans) })
            } catch {
                return .failure(error)
            }
        }
        return try result.get().map { ProtobufCodec(transcoder: self, position: $0.0, plans: $0.1) }
    }

    /// Reads an object of any known kind in its envelope.
    public func decode(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        try decode(bytes, in: 0..<bytes.count, depth: 0)
    }

    func decode(_ bytes: [UInt8], in range: Range<Int>, depth: Int) throws(ProtobufError) -> JSONValue {
        let envelope = try ProtobufEnvelope(reading: bytes, in: range)
        guard let version = APIVersion(envelope.apiVersion),
            let name = lookUpKind(GroupVersionKind(apiVersion: version, kind: envelope.kind)) ?? Self.sharedKinds[envelope.kind],
            let codec = try codec(for: name)
        else { throw ProtobufError(.unknownKind(apiVersion: envelope.apiVersion, kind: envelope.kind)) }
        return try codec.decode(bytes, envelope, depth: depth)
    }

    private static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"
    /// Kinds that are the same in every group.
    private static let sharedKinds: [String: TypeName] = Dictionary(
        uniqueKeysWithValues: ["Status", "DeleteOptions", "WatchEvent", "PartialObjectMetadata", "PartialObjectMetadataList"]
            .map { ($0, "\(meta).\($0)") })

    /// Types that no OpenAPI document has.
    private static let sharedTypes: [TypeName: TypeDefinition] = {
        func type(_ name: String, _ fields: [Field]) -> TypeDefinition {
            let typeMeta = [Field("kind", Schema(.string), presence: .implicit), Field("apiVersion", Schema(.string), presence: .implicit)]
            let fullName = "\(meta).\(name)"
            return TypeDefinition(
                name: fullName, group: "meta", version: "v1", schema: Schema(.object(ObjectSchema(fields: typeMeta + fields))),
                protobuf: ProtobufMessage(name: ProtobufMessage.conventionalName(for: fullName)), swiftName: name)
        }
        let types = [
            type(
                "PartialObjectMetadata",
                [Field("metadata", Schema(.reference("\(meta).ObjectMeta")), presence: .always, protobuf: ProtobufField(1))]),
            type(
                "PartialObjectMetadataList",
                [
                    Field("metadata", Schema(.reference("\(meta).ListMeta")), presence: .always, protobuf: ProtobufField(1)),
                    Field(
                        "items", Schema(.array(ArraySchema(items: Schema(.reference("\(meta).PartialObjectMetadata"))))),
                        presence: .always, protobuf: ProtobufField(2)),
                ]),
        ]
        return Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    }()
}

/// Transcodes values of one type.
public struct ProtobufCodec: Sendable {
    private let transcoder: ProtobufTranscoder
    private let position: Int
    private let plans: [MessagePlan]

    init(transcoder: ProtobufTranscoder, position: Int, plans: [MessagePlan]) {
        self.transcoder = transcoder
        self.position = position
        self.plans = plans
    }

    // MARK: Messages

    /// The bare message of a value, byte for byte as Kubernetes writes it.
    public func encodeMessage(_ json: JSONValue) throws(ProtobufError) -> [UInt8] {
        var encoder = ProtobufEncoder(plans: plans)
        try encoder.encode(json, as: position, depth: 0)
        return encoder.writer.bytes
    }

    /// The value of a bare message.
    public func decodeMessage(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        try decoder(bytes).decode([0..<bytes.count], as: position, depth: 0)
    }

    // MARK: Objects

    /// An object in its envelope, which has the object's apiVersion and kind.
    public func encode(_ object: JSONValue) throws(ProtobufError) -> [UInt8] {
        var encoder = ProtobufEncoder(plans: plans)
        // The envelope ends with an empty content encoding and content type.
        encoder.writer.field(4, "")
        encoder.writer.field(3, "")
        let mark = encoder.writer.count
        try encoder.encode(object, as: position, depth: 0)
        ProtobufEnvelope.close(
            apiVersion: object["apiVersion"]?.stringValue ?? "", kind: object["kind"]?.stringValue ?? "", &encoder.writer, from: mark)
        return encoder.writer.bytes
    }

    /// The object in an envelope, whatever kind it says. The object's kind and apiVersion are those of the envelope.
    public func decode(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        try decode(bytes, try ProtobufEnvelope(reading: bytes), depth: 0)
    }

    func decode(_ bytes: [UInt8], _ envelope: ProtobufEnvelope, depth: Int) throws(ProtobufError) -> JSONValue {
        if !envelope.contentEncoding.isEmpty { throw ProtobufError(.contentEncoding(envelope.contentEncoding)) }
        var members: [(key: String, value: JSONValue)] = []
        if plans[position].hasTypeMeta {
            if !envelope.kind.isEmpty { members.append(("kind", .string(envelope.kind))) }
            if !envelope.apiVersion.isEmpty { members.append(("apiVersion", .string(envelope.apiVersion))) }
        }
        return try decoder(bytes).decode([envelope.message], as: position, depth: depth, members: members)
    }

    private func decoder(_ bytes: [UInt8]) -> ProtobufDecoder {
        ProtobufDecoder(plans: plans, bytes: bytes) { [transcoder] range, depth throws(ProtobufError) in
            guard depth < ProtobufLimits.depth else { throw ProtobufError(.tooDeep, offset: range.lowerBound) }
            return try transcoder.decode(bytes, in: range, depth: depth)
        }
    }
}
