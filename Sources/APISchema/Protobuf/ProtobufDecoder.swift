internal import APIMachinery
internal import JSON

/// Reads messages as JSON values, with members in the order of the definition and empty values as its presence says.
struct ProtobufDecoder {
    let plans: [MessagePlan]
    let bytes: [UInt8]
    /// What may still be added that is not on the wire.
    let allowance: ProtobufAllowance
    /// Reads an object in its envelope, where one stands as a raw value.
    let decodeEnvelope: (_ range: Range<Int>, _ depth: Int) throws(ProtobufError) -> JSONValue

    /// What was found of a field.
    private enum Slot {
        case absent
        case value(JSONValue)
        case list([JSONValue])
        case map([(key: String, value: JSONValue)])
        case message(Range<Int>)
        /// Several messages for one field are one, of which the later parts go before the earlier.
        case messages([Range<Int>])

        // What is added to is taken out of the slot first, or it would be copied each time.

        /// Adds a part of a message.
        mutating func add(_ range: Range<Int>) {
            var ranges: [Range<Int>] = []
            if case .messages(let found) = self { ranges = found }
            if case .message(let first) = self { ranges.append(first) }
            if ranges.isEmpty {
                self = .message(range)
                return
            }
            self = .absent
            ranges.append(range)
            self = .messages(ranges)
        }

        /// Adds an element of a list.
        mutating func add(_ element: JSONValue) {
            var elements: [JSONValue] = []
            if case .list(let found) = self { elements = found }
            self = .absent
            elements.append(element)
            self = .list(elements)
        }

        /// Adds an entry of a map.
        mutating func add(key: String, _ value: JSONValue) {
            var entries: [(key: String, value: JSONValue)] = []
            if case .map(let found) = self { entries = found }
            self = .absent
            entries.append((key, value))
            self = .map(entries)
        }

        /// How many elements of a list were found.
        var count: Int {
            if case .list(let elements) = self { elements.count } else { 0 }
        }
    }

    /// Reads a message that stands in one or more parts.
    ///
    /// - Parameter members: Members that come first in the object.
    func decode(
        _ ranges: [Range<Int>], as position: Int, depth: Int, members: [(key: String, value: JSONValue)] = []
    ) throws(ProtobufError) -> JSONValue {
        guard depth < ProtobufLimits.depth else { throw ProtobufError(.tooDeep, offset: ranges.first?.lowerBound) }
        let plan = plans[position]
        switch plan.form {
        case .fields: return try decodeFields(ranges, plan, depth: depth, members: members)
        case .list: return .array(try decodeStrings(ranges, number: 1))
        case .raw: return try decodeRaw(ranges, depth: depth)
        case .schemaOrArray, .schemaOrBool, .schemaOrStringArray:
            return try decodeSchemaForm(ranges, plan, depth: depth)
        }
    }

    private func decodeFields(
        _ ranges: [Range<Int>], _ plan: MessagePlan, depth: Int, members: [(key: String, value: JSONValue)]
    ) throws(ProtobufError) -> JSONValue {
        var slots = [Slot](repeating: .absent, count: plan.fields.count)
        for range in ranges { try scan(range, plan.wire, of: plan, into: &slots, depth: depth) }
        return .object(try object(of: plan, slots, depth: depth, members: members))
    }

    private func object(
        of plan: MessagePlan, _ slots: [Slot], depth: Int, members: [(key: String, value: JSONValue)]
    ) throws(ProtobufError) -> JSONObject {
        var object = JSONObject()
        object.reserveCapacity(members.count + slots.count / 2)
        for (key, value) in members { object.append(uniqueKey: key, value) }
        for (field, slot) in zip(plan.fields, slots) {
            do {
                if let value = try value(of: field, slot, depth: depth) { object.append(uniqueKey: field.name, value) }
            } catch {
                throw error.within(field.name)
            }
        }
        return object
    }

    // MARK: Reading

    private func scan(
        _ range: Range<Int>, _ nodes: [WireNode], of plan: MessagePlan, into slots: inout [Slot], depth: Int
    ) throws(ProtobufError) {
        var reader = WireReader(bytes, range)
        var expected = 0
        while !reader.isAtEnd {
            let (number, type) = try reader.key()
            guard let node = nodes.node(number, expected: &expected) else {
                try reader.skip(type)
                continue
            }
            if node.field < 0 {
                try reader.expect(type, .length)
                // Inlined messages nest as deeply as their definition.
                try scan(try reader.lengthDelimited(), node.inline, of: plan, into: &slots, depth: depth)
                continue
            }
            try readField(plan.fields[node.field], type, from: &reader, into: &slots[node.field], depth: depth)
        }
    }

    private func readField(
        _ field: FieldPlan, _ type: WireType, from reader: inout WireReader, into slot: inout Slot, depth: Int
    ) throws(ProtobufError) {
        do {
            try read(field, type, from: &reader, into: &slot, depth: depth)
        } catch {
            throw error.within(field.name)
        }
    }

    // Each function that recurses does one thing, which keeps its stack frame small also in debug builds: see SmallStackTests.

    private func read(
        _ field: FieldPlan, _ type: WireType, from reader: inout WireReader, into slot: inout Slot, depth: Int
    ) throws(ProtobufError) {
        switch field.cardinality {
        case .single:
            if case .message = field.value {
                try reader.expect(type, .length)
                slot.add(try reader.lengthDelimited())
            } else {
                slot = .value(try read(field.value, type, from: &reader, depth: depth))
            }
        case .list:
            if type == .length, field.value.isPackable {
                try readPacked(field, from: &reader, into: &slot)
            } else {
                try readElement(field, type, from: &reader, into: &slot, depth: depth)
            }
        case .map:
            try reader.expect(type, .length)
            try readEntry(try reader.lengthDelimited(), field.value, into: &slot, depth: depth)
        }
    }

    private func readElement(
        _ field: FieldPlan, _ type: WireType, from reader: inout WireReader, into slot: inout Slot, depth: Int
    ) throws(ProtobufError) {
        do {
            slot.add(try read(field.value, type, from: &reader, depth: depth))
        } catch {
            throw error.within(slot.count)
        }
    }

    private func readPacked(
        _ field: FieldPlan, from reader: inout WireReader, into slot: inout Slot
    ) throws(ProtobufError) {
        var packed = WireReader(bytes, try reader.lengthDelimited())
        while !packed.isAtEnd { slot.add(try readScalar(field.value, from: &packed)) }
    }

    private func readEntry(
        _ range: Range<Int>, _ plan: ValuePlan, into slot: inout Slot, depth: Int
    ) throws(ProtobufError) {
        var reader = WireReader(bytes, range)
        var key = ""
        var value: JSONValue?
        while !reader.isAtEnd {
            let (number, type) = try reader.key()
            switch number {
            case 1:
                try reader.expect(type, .length)
                key = try reader.string(try reader.lengthDelimited())
            case 2: value = try readMember(plan, type, named: key, from: &reader, depth: depth)
            default: try reader.skip(type)
            }
        }
        if value == nil { value = try emptyValue(plan, depth: depth) }
        slot.add(key: key, value ?? .null)
    }

    private func readMember(
        _ plan: ValuePlan, _ type: WireType, named key: String, from reader: inout WireReader, depth: Int
    ) throws(ProtobufError) -> JSONValue {
        do {
            return try read(plan, type, from: &reader, depth: depth)
        } catch {
            throw error.within(key: key)
        }
    }

    private func read(
        _ plan: ValuePlan, _ type: WireType, from reader: inout WireReader, depth: Int
    ) throws(ProtobufError) -> JSONValue {
        try reader.expect(type, plan.wireType)
        switch plan {
        case .message(let position):
            return try decode([try reader.lengthDelimited()], as: position, depth: depth + 1)
        case .rawJSON, .rawObject: return try decodeRaw([try reader.lengthDelimited()], depth: depth)
        default: return try readScalar(plan, from: &reader)
        }
    }

    /// Reads a value that holds no other message.
    private func readScalar(_ plan: ValuePlan, from reader: inout WireReader) throws(ProtobufError) -> JSONValue {
        switch plan {
        case .bool: return .bool(try reader.varint() != 0)
        case .int32: return .integer(Int64(Int32(truncatingIfNeeded: try reader.varint())))
        case .int64: return .integer(Int64(bitPattern: try reader.varint()))
        case .double:
            let value = Double(bitPattern: try reader.fixed64())
            if let whole = Int64(exactly: value) { return .integer(whole) }
            guard let number = JSONNumber(value) else { throw reader.error(.notRepresentable) }
            return .number(number)
        default: break
        }
        let range = try reader.lengthDelimited()
        switch plan {
        case .string: return .string(try reader.string(range))
        case .bytes: return .string(JSONBytes(Array(bytes[range])).base64)
        case .stringList: return .array(try decodeStrings([range], number: 1))
        default: return try decodeWellKnown(range, plan)
        }
    }

    private func decodeWellKnown(_ range: Range<Int>, _ plan: ValuePlan) throws(ProtobufError) -> JSONValue {
        // The first three fields, which is all that these messages have.
        var numbers: (UInt64, UInt64) = (0, 0)
        var text: String?
        var reader = WireReader(bytes, range)
        while !reader.isAtEnd {
            let (number, type) = try reader.key()
            switch (number, type, plan) {
            case (1, .length, .quantity), (3, .length, .intOrString):
                text = try reader.string(try reader.lengthDelimited())
            case (1, .varint, .time), (1, .varint, .microTime), (1, .varint, .duration), (1, .varint, .intOrString):
                numbers.0 = try reader.varint()
            case (2, .varint, .time), (2, .varint, .microTime), (2, .varint, .intOrString):
                numbers.1 = try reader.varint()
            case (1...2, _, .time), (1...2, _, .microTime), (1, _, .duration), (1...3, _, .intOrString),
                (1, _, .quantity):
                throw reader.error(.wrongWireType)
            default: try reader.skip(type)
            }
        }
        switch plan {
        case .time:
            if range.isEmpty { return .null }
            guard let time = Time(secondsSinceEpoch: Int64(bitPattern: numbers.0)) else {
                throw ProtobufError(.notRepresentable, offset: range.lowerBound)
            }
            return time.isZero ? .null : .string(time.description)
        case .microTime:
            if range.isEmpty { return .null }
            let nanoseconds = Int64(Int32(truncatingIfNeeded: numbers.1))
            guard let seconds = Time(secondsSinceEpoch: Int64(bitPattern: numbers.0)),
                (0..<1_000_000_000).contains(nanoseconds),
                let time = MicroTime(microsecondsSinceEpoch: seconds.secondsSinceEpoch * 1_000_000 + nanoseconds / 1000)
            else { throw ProtobufError(.notRepresentable, offset: range.lowerBound) }
            return time.isZero ? .null : .string(time.description)
        case .duration: return .string(APIMachinery.Duration(nanoseconds: Int64(bitPattern: numbers.0)).description)
        case .quantity: return .string(text.map { $0.isEmpty ? "0" : $0 } ?? "0")
        case .intOrString:
            switch numbers.0 {
            case 0: return .integer(Int64(Int32(truncatingIfNeeded: numbers.1)))
            case 1: return .string(text ?? "")
            default: throw ProtobufError(.notRepresentable, offset: range.lowerBound)
            }
        default: throw ProtobufError(.noProtobufForm)
        }
    }

    private func decodeRaw(_ ranges: [Range<Int>], depth: Int) throws(ProtobufError) -> JSONValue {
        var raw: Range<Int> = 0..<0
        for range in ranges {
            var reader = WireReader(bytes, range)
            while !reader.isAtEnd {
                let (number, type) = try reader.key()
                guard number == 1 else {
                    try reader.skip(type)
                    continue
                }
                try reader.expect(type, .length)
                raw = try reader.lengthDelimited()
            }
        }
        if raw.isEmpty { return .null }
        if bytes[raw].starts(with: ProtobufEnvelope.prefix) {
            return try decodeEnvelope(raw, depth + ProtobufLimits.envelopeDepth)
        }
        // Each message around it makes an object, which may stand in a list or a map: the whole is no deeper than a tree
        // from text.
        let around = 2 * (depth + 1)
        let options = JSONParsingOptions(maximumDepth: max(1, JSONParsingOptions.maximumTreeDepth - around))
        guard let json = try? JSONValue(parsing: Array(bytes[raw]), options: options) else {
            throw ProtobufError(.invalidRawValue, offset: raw.lowerBound)
        }
        return json
    }

    private func decodeStrings(_ ranges: [Range<Int>], number: Int) throws(ProtobufError) -> [JSONValue] {
        var strings: [JSONValue] = []
        for range in ranges {
            var reader = WireReader(bytes, range)
            while !reader.isAtEnd {
                let (found, type) = try reader.key()
                guard found == number else {
                    try reader.skip(type)
                    continue
                }
                try reader.expect(type, .length)
                strings.append(.string(try reader.string(try reader.lengthDelimited())))
            }
        }
        return strings
    }

    private func decodeSchemaForm(
        _ ranges: [Range<Int>], _ plan: MessagePlan, depth: Int
    ) throws(ProtobufError) -> JSONValue {
        let schemaNumber = plan.form == .schemaOrBool ? 2 : 1
        var schemas: [Range<Int>] = []
        var list: [JSONValue] = []
        var allows = false
        for range in ranges {
            var reader = WireReader(bytes, range)
            while !reader.isAtEnd {
                let (number, type) = try reader.key()
                switch (number, plan.form) {
                case (schemaNumber, _):
                    try reader.expect(type, .length)
                    schemas.append(try reader.lengthDelimited())
                case (1, .schemaOrBool):
                    try reader.expect(type, .varint)
                    allows = try reader.varint() != 0
                case (2, .schemaOrArray):
                    try reader.expect(type, .length)
                    list.append(try decode([try reader.lengthDelimited()], as: plan.schemaPlan, depth: depth + 1))
                case (2, .schemaOrStringArray):
                    try reader.expect(type, .length)
                    list.append(.string(try reader.string(try reader.lengthDelimited())))
                default: try reader.skip(type)
                }
            }
        }
        if !list.isEmpty { return .array(list) }
        if !schemas.isEmpty { return try decode(schemas, as: plan.schemaPlan, depth: depth + 1) }
        return plan.form == .schemaOrBool ? .bool(allows) : .null
    }

    // MARK: Presence

    /// The value of a field in JSON; `nil` where it is left out.
    private func value(of field: FieldPlan, _ slot: Slot, depth: Int) throws(ProtobufError) -> JSONValue? {
        if case .absent = slot, field.presence == .always || field.presence == .explicitNull {
            try allowance.take()
        }
        switch field.cardinality {
        case .list:
            if case .list(let elements) = slot, !elements.isEmpty { return .array(elements) }
            if field.writesEmptyList { return .array([]) }
            return Self.emptyCollection(field)
        case .map:
            if case .map(let entries) = slot { return .object(JSONObject(lastWins: entries)) }
            return Self.emptyCollection(field)
        case .single: break
        }
        var value: JSONValue?
        switch slot {
        case .value(let found): value = found
        case .message(let range):
            guard case .message(let position) = field.value else { break }
            value = try decode([range], as: position, depth: depth + 1)
        case .messages(let ranges):
            guard case .message(let position) = field.value else { break }
            value = try decode(ranges, as: position, depth: depth + 1)
        case .absent, .list, .map: break
        }
        switch field.presence {
        case .optional: return value
        case .explicitNull: return value ?? .null
        case .always:
            if let value { return value }
            return try emptyValue(field.value, depth: depth)
        case .implicit:
            guard let value, !Self.isEmpty(value, field.value) else { return nil }
            return value
        }
    }

    /// What an empty list or map is in JSON: null where it is written, or else left out.
    private static func emptyCollection(_ field: FieldPlan) -> JSONValue? {
        switch field.presence {
        case .always, .explicitNull: .some(.null)
        case .optional, .implicit: .none
        }
    }

    private func emptyValue(_ plan: ValuePlan, depth: Int) throws(ProtobufError) -> JSONValue {
        switch plan {
        case .string: ""
        case .bool: false
        case .int32, .int64, .double, .intOrString: 0
        case .quantity: "0"
        case .duration: "0s"
        case .bytes, .time, .microTime, .rawJSON, .rawObject, .stringList: .null
        case .message(let position): try decode([], as: position, depth: depth + 1)
        }
    }

    private static func isEmpty(_ value: JSONValue, _ plan: ValuePlan) -> Bool {
        switch value {
        case .null: return true
        case .bool(let flag): return !flag
        case .integer(let number): return number == 0
        case .number: return false
        case .array(let elements): return elements.isEmpty
        case .object(let object):
            if case .message = plan { return object.isEmpty }
            return false
        case .string(let text):
            switch plan {
            case .quantity: return text == "0"
            case .duration: return text == "0s"
            case .intOrString: return false
            default: return text.isEmpty
            }
        }
    }
}

extension ValuePlan {
    /// How the value stands on the wire.
    var wireType: WireType {
        switch self {
        case .bool, .int32, .int64: .varint
        case .double: .fixed64
        default: .length
        }
    }

    /// Whether a list may stand as one field with all elements in a row.
    var isPackable: Bool { wireType != .length }
}
