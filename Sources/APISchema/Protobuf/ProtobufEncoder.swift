internal import APIMachinery
internal import JSON

/// Writes JSON values as messages, from back to front.
///
/// A field that is no list, no map, no bytes and no pointer in Go is written also when it is empty or absent, as
/// Kubernetes does.
struct ProtobufEncoder {
    let plans: [MessagePlan]
    var writer: WireWriter

    init(plans: [MessagePlan], reserving capacity: Int = 1024) {
        self.plans = plans
        writer = WireWriter(reserving: capacity)
    }

    /// Writes the content of a message.
    mutating func encode(_ json: JSONValue?, as position: Int, depth: Int) throws(ProtobufError) {
        guard depth < ProtobufLimits.depth else { throw ProtobufError(.tooDeep) }
        let plan = plans[position]
        switch plan.form {
        case .fields:
            let object = try Self.object(json)
            try encode(plan.wire, of: plan, object, depth: depth)
        case .list: try encodeStrings(json, number: 1)
        case .raw: if let json { encodeRaw(json) }
        case .schemaOrArray, .schemaOrBool, .schemaOrStringArray:
            try encodeSchemaForm(json, plan, depth: depth)
        }
    }

    /// Null is the same as absence.
    private static func present(_ json: JSONValue?) -> JSONValue? {
        if case .null = json { return Optional<JSONValue>.none }
        return json
    }

    private static func object(_ json: JSONValue?) throws(ProtobufError) -> JSONObject {
        switch json {
        case .object(let object): return object
        case .null, nil: return JSONObject()
        default: throw ProtobufError(.expected("an object"))
        }
    }

    private mutating func encode(
        _ nodes: [WireNode], of plan: MessagePlan, _ object: JSONObject, depth: Int
    ) throws(ProtobufError) {
        for node in nodes.reversed() {
            if node.field >= 0 {
                let field = plan.fields[node.field]
                do {
                    try encode(field, object[field.name], depth: depth)
                } catch {
                    throw error.within(field.name)
                }
                continue
            }
            let mark = writer.count
            try encode(node.inline, of: plan, object, depth: depth)
            let isPointer = node.inlinePresence == .optional || node.inlinePresence == .explicitNull
            if !isPointer || writer.count > mark { writer.close(node.number, from: mark) }
        }
    }

    // Each function that recurses does one thing, which keeps its stack frame small also in debug builds: see SmallStackTests.

    private mutating func encode(_ field: FieldPlan, _ json: JSONValue?, depth: Int) throws(ProtobufError) {
        switch field.cardinality {
        case .single:
            if isPresent(field, json) { try encode(json, as: field.value, number: field.number, depth: depth) }
        case .list: try encodeList(field, json, depth: depth)
        case .map: try encodeMap(field, json, depth: depth)
        }
    }

    /// Whether a single value is written.
    private func isPresent(_ field: FieldPlan, _ json: JSONValue?) -> Bool {
        if Self.present(json) != nil { return true }
        if field.presence == .optional || field.presence == .explicitNull { return false }
        // Bytes and lists within a message are nil, and left out.
        return switch field.value {
        case .bytes, .stringList: false
        default: true
        }
    }

    private mutating func encodeList(_ field: FieldPlan, _ json: JSONValue?, depth: Int) throws(ProtobufError) {
        guard let json = Self.present(json) else { return }
        guard case .array(let elements) = json else { throw ProtobufError(.expected("a list")) }
        for index in elements.indices.reversed() {
            do {
                try encode(elements[index], as: field.value, number: field.number, depth: depth)
            } catch {
                throw error.within(index)
            }
        }
    }

    private mutating func encodeMap(_ field: FieldPlan, _ json: JSONValue?, depth: Int) throws(ProtobufError) {
        guard let json = Self.present(json) else { return }
        guard case .object(let members) = json else { throw ProtobufError(.expected("an object")) }
        for (key, value) in Self.sorted(members).reversed() {
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
    private static func sorted(_ members: JSONObject) -> [(key: String, value: JSONValue)] {
        members.map { (key: $0.key, value: $0.value) }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private mutating func encodeMember(_ plan: ValuePlan, _ value: JSONValue, depth: Int) throws(ProtobufError) {
        if case .bytes = plan, value.isNull { return }
        try encode(value, as: plan, number: 2, depth: depth)
    }

    /// Writes a field's value, or its empty value where `json` is absent or null.
    private mutating func encode(
        _ json: JSONValue?, as plan: ValuePlan, number: Int, depth: Int
    ) throws(ProtobufError) {
        guard case .message(let position) = plan else { return try encodeScalar(json, as: plan, number: number) }
        let mark = writer.count
        try encode(json, as: position, depth: depth + 1)
        writer.close(number, from: mark)
    }

    /// Writes a value that holds no other message.
    private mutating func encodeScalar(
        _ json: JSONValue?, as plan: ValuePlan, number: Int
    ) throws(ProtobufError) {
        let json = Self.present(json)
        switch plan {
        case .string: writer.field(number, try Self.string(json))
        case .bytes: writer.field(number, try Self.bytes(json))
        case .bool:
            guard let json else { return writer.field(number, varint: 0) }
            guard case .bool(let value) = json else { throw ProtobufError(.expected("a boolean")) }
            writer.field(number, varint: value ? 1 : 0)
        case .int32: writer.field(number, varint: UInt64(bitPattern: Int64(try Self.int32(json))))
        case .int64: writer.field(number, varint: UInt64(bitPattern: try Self.int64(json)))
        case .double:
            guard let value = json == nil ? 0 : json?.doubleValue else { throw ProtobufError(.expected("a number")) }
            writer.field(number, fixed64: value.bitPattern)
        case .time, .microTime, .duration, .quantity, .intOrString, .rawJSON, .rawObject, .stringList, .message:
            let mark = writer.count
            try encodeWellKnown(json, as: plan)
            writer.close(number, from: mark)
        }
    }

    private mutating func encodeWellKnown(_ json: JSONValue?, as plan: ValuePlan) throws(ProtobufError) {
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
            switch json {
            case nil: writer.field(1, "0")
            case .string(let text): writer.field(1, text.isEmpty ? "0" : text)
            case .integer(let value): writer.field(1, String(value))
            case .number(let number): writer.field(1, number.text)
            default: throw ProtobufError(.expected("a quantity"))
            }
        case .intOrString:
            if case .string(let text) = json {
                writer.field(3, text)
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
            guard case .object = json else { throw ProtobufError(.expected("an object")) }
            encodeRaw(json)
        case .stringList: try encodeStrings(json, number: 1)
        case .string, .bytes, .bool, .int32, .int64, .double, .message: throw ProtobufError(.noProtobufForm)
        }
    }

    private mutating func encodeTime(seconds: Int64, nanoseconds: Int64) {
        writer.field(2, varint: UInt64(bitPattern: nanoseconds))
        writer.field(1, varint: UInt64(bitPattern: seconds))
    }

    private mutating func encodeRaw(_ json: JSONValue) {
        if json.isNull { return }
        writer.field(1, json.serialized())
    }

    private mutating func encodeStrings(_ json: JSONValue?, number: Int) throws(ProtobufError) {
        guard let json, !json.isNull else { return }
        guard case .array(let elements) = json else { throw ProtobufError(.expected("a list")) }
        for (index, element) in elements.enumerated().reversed() {
            do {
                writer.field(number, try Self.string(Self.present(element)))
            } catch {
                throw error.within(index)
            }
        }
    }

    /// Writes a schema, or what may stand in its place.
    private mutating func encodeSchemaForm(
        _ json: JSONValue?, _ plan: MessagePlan, depth: Int
    ) throws(ProtobufError) {
        let schema = ValuePlan.message(plan.schemaPlan)
        switch (plan.form, json ?? .null) {
        case (.schemaOrBool, .object(let object)):
            try encode(.object(object), as: schema, number: 2, depth: depth)
            writer.field(1, varint: 1)
        case (.schemaOrBool, .bool(let allows)): writer.field(1, varint: allows ? 1 : 0)
        case (.schemaOrBool, .null): writer.field(1, varint: 0)
        case (_, .object(let object)): try encode(.object(object), as: schema, number: 1, depth: depth)
        case (.schemaOrArray, .array(let elements)):
            for (index, element) in elements.enumerated().reversed() {
                do {
                    try encode(element, as: schema, number: 2, depth: depth)
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

    private static func string(_ json: JSONValue?) throws(ProtobufError) -> String {
        guard let json else { return "" }
        guard case .string(let text) = json else { throw ProtobufError(.expected("a string")) }
        return text
    }

    private static func bytes(_ json: JSONValue?) throws(ProtobufError) -> [UInt8] {
        guard let json else { return [] }
        guard case .string(let text) = json, let value = JSONBytes(base64: text) else {
            throw ProtobufError(.expected("a base64 string"))
        }
        return value.bytes
    }

    private static func int64(_ json: JSONValue?) throws(ProtobufError) -> Int64 {
        guard let json else { return 0 }
        guard let value = json.int64Value else { throw ProtobufError(.expected("a whole number of 64 bits")) }
        return value
    }

    private static func int32(_ json: JSONValue?) throws(ProtobufError) -> Int32 {
        guard let json else { return 0 }
        guard let value = json.int64Value, let narrow = Int32(exactly: value) else {
            throw ProtobufError(.expected("a whole number of 32 bits"))
        }
        return narrow
    }

    /// A value from its text; `nil` for the empty string, which stands for no value.
    private static func parse<Value>(
        _ json: JSONValue, _ expected: String, _ parse: (String) throws(TimeParsingError) -> Value
    ) throws(ProtobufError) -> Value? {
        guard case .string(let text) = json else { throw ProtobufError(.expected(expected)) }
        if text.isEmpty { return nil }
        do {
            return try parse(text)
        } catch {
            throw ProtobufError(.expected(expected))
        }
    }
}
