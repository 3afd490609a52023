internal import APIMachinery
internal import JSON

/// Writes JSON values as messages, from back to front.
///
/// A field that is no list, no map, no bytes and no pointer in Go is written also when it is empty or absent, as
/// Kubernetes does.
struct ProtobufEncoder {
    let plans: [MessagePlan]
    var writer: WireWriter
    /// Longer JSON that was written as it is spelled: the count when it had been written, and its length. What comes
    /// first in the bytes is the last here.
    private(set) var verbatim: [(end: Int, length: Int)] = []
    /// The values of the fields, or the elements, of the messages and lists that are being written: those of the
    /// innermost at the end.
    private var values: [JSONNode?] = []

    init(plans: [MessagePlan], reserving capacity: Int = 1024) {
        self.plans = plans
        writer = WireWriter(reserving: capacity)
    }

    /// Writes the content of a message.
    mutating func encode(_ json: JSONNode?, as position: Int, depth: Int) throws(ProtobufError) {
        guard depth < ProtobufLimits.depth else { throw ProtobufError(.tooDeep) }
        let plan = plans[position]
        switch plan.form {
        case .fields:
            let first = values.count
            try readFields(of: plan, json)
            try encode(plan.wire, of: plan, first, depth: depth)
            values.removeLast(values.count - first)
        case .list: try encodeStrings(json, number: 1)
        case .raw: if let json { encodeRaw(json) }
        case .schemaOrArray, .schemaOrBool, .schemaOrStringArray:
            try encodeSchemaForm(json, plan, depth: depth)
        }
    }

    /// Null is the same as absence.
    private static func present(_ json: JSONNode?) -> JSONNode? {
        json.flatMap { $0.isNull ? nil : $0 }
    }

    /// Puts the values of a message's fields behind the others; an absent one is `nil`.
    private mutating func readFields(of plan: MessagePlan, _ json: JSONNode?) throws(ProtobufError) {
        let first = values.count
        for _ in 0..<plan.fields.count { values.append(nil) }
        guard let json = Self.present(json) else { return }
        guard json.kind == .object else { throw ProtobufError(.expected("an object")) }
        json.forEachMember(in: plan.names) { values[first + $0] = $1 }
    }

    /// - Parameter first: Where the values of the message's fields begin.
    private mutating func encode(
        _ nodes: [WireNode], of plan: MessagePlan, _ first: Int, depth: Int
    ) throws(ProtobufError) {
        for node in nodes.reversed() {
            if node.field >= 0 {
                let field = plan.fields[node.field]
                do {
                    try encode(field, values[first + node.field], depth: depth)
                } catch {
                    throw error.within(field.name)
                }
                continue
            }
            let mark = writer.count
            try encode(node.inline, of: plan, first, depth: depth)
            let isPointer = node.inlinePresence == .optional || node.inlinePresence == .explicitNull
            if !isPointer || writer.count > mark { writer.close(node.number, from: mark) }
        }
    }

    // Each function that recurses does one thing, which keeps its stack frame small also in debug builds: see SmallStackTests.

    private mutating func encode(_ field: FieldPlan, _ json: JSONNode?, depth: Int) throws(ProtobufError) {
        switch field.cardinality {
        case .single:
            if isPresent(field, json) { try encode(json, as: field.value, number: field.number, depth: depth) }
        case .list: try encodeList(field, json, depth: depth)
        case .map: try encodeMap(field, json, depth: depth)
        }
    }

    /// Whether a single value is written.
    private func isPresent(_ field: FieldPlan, _ json: JSONNode?) -> Bool {
        if Self.present(json) != nil { return true }
        if field.presence == .optional || field.presence == .explicitNull { return false }
        // Bytes and lists within a message are nil, and left out.
        return switch field.value {
        case .bytes, .stringList: false
        default: true
        }
    }

    private mutating func encodeList(_ field: FieldPlan, _ json: JSONNode?, depth: Int) throws(ProtobufError) {
        guard let json = Self.present(json) else { return }
        var index = try readElements(json)
        while index > 0 {
            index -= 1
            do {
                try encode(values.removeLast(), as: field.value, number: field.number, depth: depth)
            } catch {
                throw error.within(index)
            }
        }
    }

    /// Puts the elements of a list behind the other values.
    ///
    /// - Returns: how many there are.
    private mutating func readElements(_ json: JSONNode) throws(ProtobufError) -> Int {
        guard json.kind == .array else { throw ProtobufError(.expected("a list")) }
        for element in json.elements { values.append(element) }
        return json.count
    }

    private mutating func encodeMap(_ field: FieldPlan, _ json: JSONNode?, depth: Int) throws(ProtobufError) {
        guard let json = Self.present(json) else { return }
        guard json.kind == .object else { throw ProtobufError(.expected("an object")) }
        for (key, value) in Self.sorted(json.members).reversed() {
            let mark = writer.count
            do {
                try encodeMember(field.value, value, depth: depth)
            } catch {
                throw error.within(key: key)
            }
            writer.field(1, key)
            writer.close(field.number, from: mark)
        }
    }

    /// Members sorted by the bytes of their keys, as Go compares strings.
    private static func sorted(_ members: JSONNode.Members) -> [(key: String, value: JSONNode)] {
        members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private mutating func encodeMember(_ plan: ValuePlan, _ value: JSONNode, depth: Int) throws(ProtobufError) {
        if case .bytes = plan, value.isNull { return }
        try encode(value, as: plan, number: 2, depth: depth)
    }

    /// Writes a field's value, or its empty value where `json` is absent or null.
    private mutating func encode(
        _ json: JSONNode?, as plan: ValuePlan, number: Int, depth: Int
    ) throws(ProtobufError) {
        guard case .message(let position) = plan else { return try encodeScalar(json, as: plan, number: number) }
        let mark = writer.count
        try encode(json, as: position, depth: depth + 1)
        writer.close(number, from: mark)
    }

    /// Writes a value that holds no other message.
    private mutating func encodeScalar(
        _ json: JSONNode?, as plan: ValuePlan, number: Int
    ) throws(ProtobufError) {
        let json = Self.present(json)
        switch plan {
        case .string: try encodeString(json, number: number)
        case .bytes: writer.field(number, try Self.bytes(json))
        case .bool:
            guard let json else { return writer.field(number, varint: 0) }
            guard let value = json.boolValue else { throw ProtobufError(.expected("a boolean")) }
            writer.field(number, varint: value ? 1 : 0)
        case .int32: writer.field(number, varint: UInt64(bitPattern: Int64(try Self.int32(json))))
        case .int64: writer.field(number, varint: UInt64(bitPattern: try Self.int64(json)))
        case .double:
            guard let value = json.map(\.doubleValue) ?? 0 else { throw ProtobufError(.expected("a number")) }
            writer.field(number, fixed64: value.bitPattern)
        case .time, .microTime, .duration, .quantity, .intOrString, .rawJSON, .rawObject, .stringList, .message:
            let mark = writer.count
            try encodeWellKnown(json, as: plan)
            writer.close(number, from: mark)
        }
    }

    private mutating func encodeWellKnown(_ json: JSONNode?, as plan: ValuePlan) throws(ProtobufError) {
        switch plan {
        case .time:
            let parse = { (text: String) throws(TimeParsingError) in try Time(parsing: text) }
            guard let json, let time = try Self.parse(json, "an RFC 3339 time", parse), !time.isZero else { return }
            encodeTime(seconds: time.secondsSinceEpoch, nanoseconds: 0)
        case .microTime:
            let parse = { (text: String) throws(TimeParsingError) in try MicroTime(parsing: text) }
            guard let json, let time = try Self.parse(json, "an RFC 3339 time with six decimals", parse), !time.isZero
            else { return }
            let seconds = time.time.secondsSinceEpoch
            encodeTime(seconds: seconds, nanoseconds: (time.microsecondsSinceEpoch - seconds * 1_000_000) * 1000)
        case .duration:
            var duration = APIMachinery.Duration.zero
            let parse = { (text: String) throws(TimeParsingError) in try APIMachinery.Duration(parsing: text) }
            if let json, let value = try Self.parse(json, "a duration", parse) { duration = value }
            writer.field(1, varint: UInt64(bitPattern: duration.nanoseconds))
        case .quantity:
            guard let json else { return writer.field(1, "0") }
            switch json.kind {
            case .string where json.isString(""): writer.field(1, "0")
            case .string: try encodeString(json, number: 1)
            case .number: encode(bytesOf: json, number: 1)
            default: throw ProtobufError(.expected("a quantity"))
            }
        case .intOrString:
            if let json, json.kind == .string {
                try encodeString(json, number: 3)
                writer.field(2, varint: 0)
                writer.field(1, varint: 1)
            } else {
                guard let value = try? Self.int32(json) else {
                    throw ProtobufError(.expected("a whole number of 32 bits or a string"))
                }
                writer.field(3, "")
                writer.field(2, varint: UInt64(bitPattern: Int64(value)))
                writer.field(1, varint: 0)
            }
        case .rawJSON: if let json { encodeRaw(json) }
        case .rawObject:
            guard let json else { return }
            guard json.kind == .object else { throw ProtobufError(.expected("an object")) }
            encodeRaw(json)
        case .stringList: try encodeStrings(json, number: 1)
        case .string, .bytes, .bool, .int32, .int64, .double, .message: throw ProtobufError(.noProtobufForm)
        }
    }

    private mutating func encodeTime(seconds: Int64, nanoseconds: Int64) {
        writer.field(2, varint: UInt64(bitPattern: nanoseconds))
        writer.field(1, varint: UInt64(bitPattern: seconds))
    }

    private mutating func encodeRaw(_ json: JSONNode) {
        if json.isNull { return }
        encode(bytesOf: json, number: 1)
    }

    /// Writes a value as it is spelled in the JSON.
    private mutating func encode(bytesOf json: JSONNode, number: Int) {
        let mark = writer.count
        json.withRawBytes { writer.write($0) }
        let length = writer.count - mark
        if length >= ProtobufMessageBytes.smallestVerbatim { verbatim.append((writer.count, length)) }
        writer.close(number, from: mark)
    }

    private mutating func encodeString(_ json: JSONNode?, number: Int) throws(ProtobufError) {
        let mark = writer.count
        if let json, json.withText({ writer.write($0) }) == nil { throw ProtobufError(.expected("a string")) }
        writer.close(number, from: mark)
    }

    private mutating func encodeStrings(_ json: JSONNode?, number: Int) throws(ProtobufError) {
        guard let json = Self.present(json) else { return }
        var index = try readElements(json)
        while index > 0 {
            index -= 1
            do {
                try encodeString(Self.present(values.removeLast()), number: number)
            } catch {
                throw error.within(index)
            }
        }
    }

    /// Writes a schema, or what may stand in its place.
    private mutating func encodeSchemaForm(
        _ json: JSONNode?, _ plan: MessagePlan, depth: Int
    ) throws(ProtobufError) {
        let schema = ValuePlan.message(plan.schemaPlan)
        switch (plan.form, json?.kind ?? .null) {
        case (.schemaOrBool, .object):
            try encode(json, as: schema, number: 2, depth: depth)
            writer.field(1, varint: 1)
        case (.schemaOrBool, .bool): writer.field(1, varint: json?.boolValue == true ? 1 : 0)
        case (.schemaOrBool, .null): writer.field(1, varint: 0)
        case (_, .object): try encode(json, as: schema, number: 1, depth: depth)
        case (.schemaOrArray, .array):
            guard let json else { return }
            var index = try readElements(json)
            while index > 0 {
                index -= 1
                do {
                    try encode(values.removeLast(), as: schema, number: 2, depth: depth)
                } catch {
                    throw error.within(index)
                }
            }
        case (.schemaOrStringArray, .array): try encodeStrings(json, number: 2)
        case (_, .null): break
        case (.schemaOrBool, _): throw ProtobufError(.expected("an object or a boolean"))
        default: throw ProtobufError(.expected("an object or a list"))
        }
    }

    // MARK: Scalars

    private static func bytes(_ json: JSONNode?) throws(ProtobufError) -> [UInt8] {
        guard let json else { return [] }
        guard let text = json.stringValue, let value = JSONBytes(base64: text) else {
            throw ProtobufError(.expected("a base64 string"))
        }
        return value.bytes
    }

    private static func int64(_ json: JSONNode?) throws(ProtobufError) -> Int64 {
        guard let json else { return 0 }
        guard let value = json.int64Value else { throw ProtobufError(.expected("a whole number of 64 bits")) }
        return value
    }

    private static func int32(_ json: JSONNode?) throws(ProtobufError) -> Int32 {
        guard let json else { return 0 }
        guard let value = json.int64Value, let narrow = Int32(exactly: value) else {
            throw ProtobufError(.expected("a whole number of 32 bits"))
        }
        return narrow
    }

    /// A value from its text; `nil` for the empty string, which stands for no value.
    private static func parse<Value>(
        _ json: JSONNode, _ expected: String, _ parse: (String) throws(TimeParsingError) -> Value
    ) throws(ProtobufError) -> Value? {
        guard let text = json.stringValue else { throw ProtobufError(.expected(expected)) }
        if text.isEmpty { return nil }
        do {
            return try parse(text)
        } catch {
            throw ProtobufError(.expected(expected))
        }
    }
}
