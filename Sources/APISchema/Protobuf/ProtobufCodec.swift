package import JSON

/// Transcodes values of one type.
package struct ProtobufCodec: Sendable {
    private let transcoder: ProtobufTranscoder
    private let position: Int
    private let plans: [MessagePlan]

    init(transcoder: ProtobufTranscoder, position: Int, plans: [MessagePlan]) {
        self.transcoder = transcoder
        self.position = position
        self.plans = plans
    }

    // MARK: Messages

    /// The bare message of a value, byte for byte as Kubernetes writes it. JSON that a message holds as text is copied as
    /// it is spelled.
    package func encodeMessage(_ json: JSONNode) throws(ProtobufError) -> [UInt8] {
        try encodeMessage(json).bytes
    }

    /// The bare message of a value, and where in it stands JSON as it was.
    package func encodeMessage(_ json: JSONNode) throws(ProtobufError) -> ProtobufMessageBytes {
        var encoder = ProtobufEncoder(plans: plans, reserving: json.rawRange.count)
        try encoder.encode(json, as: position, depth: 0)
        let bytes = encoder.writer.bytes
        let verbatim = encoder.verbatim.reversed().map { bytes.count - $0.end..<bytes.count - $0.end + $0.length }
        return ProtobufMessageBytes(bytes: bytes, verbatim: verbatim)
    }

    /// The bare message of a value, byte for byte as Kubernetes writes it.
    package func encodeMessage(_ json: JSONValue) throws(ProtobufError) -> [UInt8] {
        try encodeMessage(try Self.document(of: json).root)
    }

    /// A tree as a document, which messages are made from.
    private static func document(of json: JSONValue) throws(ProtobufError) -> JSONDocument {
        do {
            return try JSONDocument(
                parsing: json.serialized(), options: JSONParsingOptions(maximumDepth: JSONParsingOptions.depthLimit))
        } catch {
            throw ProtobufError(.tooDeep)
        }
    }

    /// The number of a list's items in its message; `nil` where it has none.
    package var itemsNumber: Int? {
        plans[position].fields.first { $0.name == "items" && $0.cardinality == .list }?.number
    }

    /// The value of a bare message.
    package func decodeMessage(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        let allowance = ProtobufAllowance(byteCount: bytes.count)
        return try decoder(bytes, allowance).decode([0..<bytes.count], as: position, depth: 0)
    }

    // MARK: Objects

    /// An object in its envelope, which has the object's apiVersion and kind.
    package func encode(_ object: JSONNode) throws(ProtobufError) -> [UInt8] {
        let message: [UInt8] = try encodeMessage(object)
        let head = ProtobufEnvelope.head(
            apiVersion: object["apiVersion"]?.stringValue ?? "", kind: object["kind"]?.stringValue ?? "",
            messageSize: message.count)
        return head + message + ProtobufEnvelope.tail
    }

    /// An object in its envelope, which has the object's apiVersion and kind.
    package func encode(_ object: JSONValue) throws(ProtobufError) -> [UInt8] {
        try encode(try Self.document(of: object).root)
    }

    /// The object in an envelope, whatever kind it says. The object's kind and apiVersion are those of the envelope.
    package func decode(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
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
