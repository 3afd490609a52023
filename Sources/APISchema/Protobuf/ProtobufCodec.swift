public import JSON

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
        let allowance = ProtobufAllowance(byteCount: bytes.count)
        return try decoder(bytes, allowance).decode([0..<bytes.count], as: position, depth: 0)
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
            apiVersion: object["apiVersion"]?.stringValue ?? "", kind: object["kind"]?.stringValue ?? "",
            &encoder.writer, from: mark)
        return encoder.writer.bytes
    }

    /// The object in an envelope, whatever kind it says. The object's kind and apiVersion are those of the envelope.
    public func decode(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        try decode(
            bytes, try ProtobufEnvelope(reading: bytes), ProtobufAllowance(byteCount: bytes.count), depth: 0)
    }

    func decode(
        _ bytes: [UInt8], _ envelope: ProtobufEnvelope, _ allowance: ProtobufAllowance, depth: Int
    ) throws(ProtobufError) -> JSONValue {
        if !envelope.contentEncoding.isEmpty { throw ProtobufError(.contentEncoding(envelope.contentEncoding)) }
        var members: [(key: String, value: JSONValue)] = []
        if plans[position].hasTypeMeta {
            if !envelope.kind.isEmpty { members.append(("kind", .string(envelope.kind))) }
            if !envelope.apiVersion.isEmpty { members.append(("apiVersion", .string(envelope.apiVersion))) }
        }
        return try decoder(bytes, allowance).decode(
            [envelope.message], as: position, depth: depth, members: members)
    }

    private func decoder(_ bytes: [UInt8], _ allowance: ProtobufAllowance) -> ProtobufDecoder {
        ProtobufDecoder(plans: plans, bytes: bytes, allowance: allowance) {
            [transcoder] range, depth throws(ProtobufError) in
            guard depth < ProtobufLimits.depth else { throw ProtobufError(.tooDeep, offset: range.lowerBound) }
            return try transcoder.decode(bytes, in: range, allowance, depth: depth)
        }
    }
}
