extension Schema {
    /// The type that a protobuf field has for values of this schema, as `.proto` files write it: `string`, `int32`,
    /// `map<string, bytes>`, `PodSpec`, `.k8s.io.apimachinery.pkg.api.resource.Quantity`. For a list it is the
    /// elements' type.
    ///
    /// - Parameters:
    ///   - package: The protobuf package of the message that has the field.
    ///   - message: The full name of a type's message.
    /// - Returns: The type; `nil` where no message is known that could hold the value.
    package func protobufType(in package: some StringProtocol, message: (TypeName) -> String?) -> String? {
        switch type {
        case .array(let array): array.items.protobufElementType(in: package, message: message)
        case .map(let map):
            map.values.protobufElementType(in: package, message: message).map { "map<string, \($0)>" }
        default: protobufElementType(in: package, message: message)
        }
    }

    private func protobufElementType(in package: some StringProtocol, message: (TypeName) -> String?) -> String? {
        switch type {
        case .string: "string"
        case .bytes: "bytes"
        case .boolean: "bool"
        case .int32: "int32"
        case .int64, .integer: "int64"
        case .double, .number: "double"
        case .reference(let name): message(name).map { ProtobufMessage.name($0, within: package) }
        case .array, .map, .object: nil
        case .time, .microTime, .duration, .quantity, .intOrString, .any, .anyObject:
            WellKnownType(type).map { ProtobufMessage.name($0.message, within: package) }
        }
    }
}
