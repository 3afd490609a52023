package import APIMachinery
package import JSON
internal import Synchronization

/// Transcodes between JSON and the protobuf that Kubernetes speaks, by the definitions of types.
///
/// What is needed of a type is found when it is first asked for, and kept.
package final class ProtobufTranscoder: Sendable {
    private let lookUp: @Sendable (TypeName) -> TypeDefinition?
    private let lookUpKind: @Sendable (GroupVersionKind) -> TypeName?
    private let parent: ProtobufTranscoder?
    private let planner = Mutex(MessagePlanner())

    /// - Parameters:
    ///   - type: A type by its name.
    ///   - kind: The name of the type of a kind. Kinds that every group has need not be known.
    ///   - parent: A transcoder whose types and kinds come first, and are transcoded by it.
    package init(
        type: @escaping @Sendable (TypeName) -> TypeDefinition?,
        kind: @escaping @Sendable (GroupVersionKind) -> TypeName?, parent: ProtobufTranscoder? = nil
    ) {
        lookUp = { parent?.lookUp($0) ?? type($0) ?? Self.sharedTypes[$0] }
        lookUpKind = { parent?.lookUpKind($0) ?? kind($0) }
        self.parent = parent
    }

    /// A transcoder of some types.
    ///
    /// - Parameter parent: A transcoder whose types and kinds come first, and are transcoded by it.
    package convenience init(types: [TypeName: TypeDefinition], parent: ProtobufTranscoder? = nil) {
        var kinds: [GroupVersionKind: TypeName] = [:]
        for type in types.values {
            for kind in type.kinds { kinds[kind] = type.name }
        }
        self.init(type: { types[$0] }, kind: { [kinds] in kinds[$0] }, parent: parent)
    }

    /// A transcoder of the types of a resolver.
    package convenience init(resolver: SchemaResolver) {
        var kinds: [GroupVersionKind: TypeName] = [:]
        for name in resolver.typeNames {
            for kind in resolver.type(named: name)?.kinds ?? [] { kinds[kind] = name }
        }
        self.init(
            type: { resolver.type(named: $0) }, kind: { [kinds] in kinds[$0] },
            parent: resolver.parent.map(ProtobufTranscoder.init(resolver:)))
    }

    /// How values of a type are transcoded; `nil` for a type that has no message.
    ///
    /// - Throws: ``ProtobufError/Reason-swift.enum/noProtobufForm`` if the type or one that it refers to has a field
    ///   that no message can hold.
    package func codec(for type: TypeName) throws(ProtobufError) -> ProtobufCodec? {
        if let parent, parent.lookUp(type) != nil { return try parent.codec(for: type) }
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
    package func decode(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        try decode(bytes, in: 0..<bytes.count, ProtobufAllowance(byteCount: bytes.count), depth: 0)
    }

    func decode(
        _ bytes: [UInt8], in range: Range<Int>, _ allowance: ProtobufAllowance, depth: Int
    ) throws(ProtobufError) -> JSONValue {
        let envelope = try ProtobufEnvelope(reading: bytes, in: range)
        guard let version = APIVersion(envelope.apiVersion),
            let name = lookUpKind(GroupVersionKind(apiVersion: version, kind: envelope.kind))
                ?? Self.sharedKinds[envelope.kind],
            let codec = try codec(for: name)
        else { throw ProtobufError(.unknownKind(apiVersion: envelope.apiVersion, kind: envelope.kind)) }
        return try codec.decode(bytes, envelope, allowance, depth: depth)
    }

    private static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"
    /// Kinds that are the same in every group.
    private static let sharedKinds: [String: TypeName] = Dictionary(
        uniqueKeysWithValues: [
            "Status", "DeleteOptions", "WatchEvent", "PartialObjectMetadata", "PartialObjectMetadataList",
        ]
        .map { ($0, "\(meta).\($0)") })

    /// Types that no OpenAPI document has.
    private static let sharedTypes: [TypeName: TypeDefinition] = {
        func type(_ name: String, _ fields: [Field]) -> TypeDefinition {
            let typeMeta = [
                Field("kind", Schema(.string), presence: .implicit),
                Field("apiVersion", Schema(.string), presence: .implicit),
            ]
            let fullName = "\(meta).\(name)"
            return TypeDefinition(
                name: fullName, group: "meta", version: "v1",
                schema: Schema(.object(ObjectSchema(fields: typeMeta + fields))),
                protobuf: ProtobufMessage(name: ProtobufMessage.conventionalName(for: fullName)), swiftName: name)
        }
        let types = [
            type(
                "PartialObjectMetadata",
                [
                    Field(
                        "metadata", Schema(.reference("\(meta).ObjectMeta")), presence: .always,
                        protobuf: ProtobufField(1))
                ]),
            type(
                "PartialObjectMetadataList",
                [
                    Field(
                        "metadata", Schema(.reference("\(meta).ListMeta")), presence: .always,
                        protobuf: ProtobufField(1)),
                    Field(
                        "items",
                        Schema(.array(ArraySchema(items: Schema(.reference("\(meta).PartialObjectMetadata"))))),
                        presence: .always, protobuf: ProtobufField(2)),
                ]),
        ]
        return Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    }()
}
