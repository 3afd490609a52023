/// Makes the plans of messages: that of a type and those of all types that it refers to.
struct MessagePlanner {
    private(set) var plans: [MessagePlan] = []
    private var positions: [TypeName: Int] = [:]
    /// Types that have a position but no plan yet: a worklist rather than recursion, as types may refer to each other
    /// in circles.
    private var pending: [TypeDefinition] = []

    /// The position of a type's plan, made now if need be; `nil` for types without a message.
    mutating func plan(
        for name: TypeName, lookUp: (TypeName) -> TypeDefinition?
    ) throws(ProtobufError) -> Int? {
        if let position = positions[name] { return position }
        // Nothing of what fails is kept.
        let before = self
        do {
            guard let position = position(of: name, lookUp) else { return nil }
            var next = 0
            while next < pending.count {
                plans.append(try plan(pending[next], lookUp))
                next += 1
            }
            pending = []
            try refuseCircles(from: position)
            return position
        } catch {
            self = before
            throw error
        }
    }

    /// Refuses messages that contain themselves by fields that are always written: no such message ends.
    private func refuseCircles(from root: Int) throws(ProtobufError) {
        enum State { case new, open, done }
        var states = [State](repeating: .new, count: plans.count)
        var path: [(plan: Int, rest: [Int])] = [(root, contents(of: root))]
        states[root] = .open
        while let top = path.indices.last {
            guard let next = path[top].rest.popLast() else {
                states[path.removeLast().plan] = .done
                continue
            }
            if states[next] == .open { throw ProtobufError(.endless) }
            if states[next] == .done { continue }
            states[next] = .open
            path.append((next, contents(of: next)))
        }
    }

    /// The plans of messages that a message has even where it is empty.
    private func contents(of plan: Int) -> [Int] {
        plans[plan].fields.compactMap { field in
            guard field.cardinality == .single, field.presence == .always || field.presence == .implicit,
                case .message(let position) = field.value
            else { return nil }
            return position
        }
    }

    private mutating func position(of name: TypeName, _ lookUp: (TypeName) -> TypeDefinition?) -> Int? {
        if let position = positions[name] { return position }
        guard let type = lookUp(name), type.protobuf != nil else { return nil }
        // Plans are made in the order in which positions are given.
        let position = positions.count
        positions[name] = position
        pending.append(type)
        return position
    }

    private mutating func plan(
        _ type: TypeDefinition, _ lookUp: (TypeName) -> TypeDefinition?
    ) throws(ProtobufError) -> MessagePlan {
        guard let message = type.protobuf else { throw ProtobufError(.noProtobufForm, path: type.name) }
        switch message.form {
        case .list, .raw:
            return MessagePlan(form: message.form, fields: [], wire: [], hasTypeMeta: false, schemaPlan: -1)
        case .schemaOrArray, .schemaOrBool, .schemaOrStringArray:
            let schema = "\(ProtobufMessage.package(of: type.name)).\(ProtobufMessage.schemaTypeLabel)"
            guard let position = position(of: schema, lookUp) else {
                throw ProtobufError(.noProtobufForm, path: type.name)
            }
            return MessagePlan(form: message.form, fields: [], wire: [], hasTypeMeta: false, schemaPlan: position)
        case .fields: break
        }
        guard case .object(let object) = type.schema.type else { throw ProtobufError(.noProtobufForm, path: type.name) }
        var fields: [FieldPlan] = []
        var places: [[String]: [WireNode]] = [:]
        for field in object.fields {
            guard let place = field.protobuf else { continue }
            let node = WireNode(number: place.number, field: fields.count, inline: [], inlinePresence: .always)
            do {
                fields.append(try plan(field, place, isList: Self.isList(object), lookUp))
            } catch {
                throw error.within(field.name).within(type.name)
            }
            places[place.inlinedIn, default: []].append(node)
        }
        let hasTypeMeta = object.field(named: "kind").map { $0.protobuf == nil } ?? false
        return MessagePlan(
            form: .fields, fields: fields, wire: Self.wire(object.inlines, path: [], places: places),
            hasTypeMeta: hasTypeMeta,
            schemaPlan: -1)
    }

    /// Whether an object is a list of a kind: its metadata is that of lists.
    private static func isList(_ object: ObjectSchema) -> Bool {
        guard case .reference(let name)? = object.field(named: "metadata")?.schema.type else { return false }
        return ProtobufMessage.lastLabel(of: name) == "ListMeta"
    }

    private static func wire(_ inlines: [InlinedMessage], path: [String], places: [[String]: [WireNode]]) -> [WireNode]
    {
        let inner = inlines.map { inline in
            WireNode(
                number: inline.number, field: -1,
                inline: wire(inline.inlines, path: path + [inline.name], places: places),
                inlinePresence: inline.presence)
        }
        return (places[path, default: []] + inner).sorted { $0.number < $1.number }
    }

    private mutating func plan(
        _ field: Field, _ place: ProtobufField, isList: Bool, _ lookUp: (TypeName) -> TypeDefinition?
    ) throws(ProtobufError) -> FieldPlan {
        let schema = try Self.unaliased(field.schema, lookUp)
        let cardinality: FieldPlan.Cardinality
        let value: ValuePlan
        switch schema.type {
        case .array(let array) where place.type == nil:
            (cardinality, value) = (.list, try valuePlan(array.items, type: nil, lookUp))
        case .map(let map): (cardinality, value) = (.map, try valuePlan(map.values, type: nil, lookUp))
        default: (cardinality, value) = (.single, try valuePlan(schema, type: place.type, lookUp))
        }
        return FieldPlan(
            name: field.name, number: place.number, presence: field.presence, cardinality: cardinality, value: value,
            writesEmptyList: isList && field.name == "items")
    }

    /// The schema behind references to types that have no message of their own, such as named strings.
    private static func unaliased(
        _ schema: Schema, _ lookUp: (TypeName) -> TypeDefinition?
    ) throws(ProtobufError) -> Schema {
        var schema = schema
        for _ in 0..<16 {
            guard case .reference(let name) = schema.type else { return schema }
            guard let type = lookUp(name) else { throw ProtobufError(.noProtobufForm) }
            if type.protobuf != nil { return schema }
            schema = type.schema
        }
        throw ProtobufError(.noProtobufForm)
    }

    private mutating func valuePlan(
        _ schema: Schema, type: String?, _ lookUp: (TypeName) -> TypeDefinition?
    ) throws(ProtobufError) -> ValuePlan {
        switch try Self.unaliased(schema, lookUp).type {
        case .string: return .string
        case .bytes: return .bytes
        case .boolean: return .bool
        case .int32: return .int32
        case .int64: return .int64
        case .integer: return type == "int32" ? .int32 : .int64
        case .double, .number: return .double
        case .time: return .time
        case .microTime: return .microTime
        case .duration: return .duration
        case .quantity: return .quantity
        case .intOrString: return .intOrString
        case .any: return .rawJSON
        case .anyObject: return .rawObject
        case .reference(let name):
            guard let position = position(of: name, lookUp) else { throw ProtobufError(.noProtobufForm) }
            return .message(position)
        case .array(let array):
            guard case .string = try Self.unaliased(array.items, lookUp).type else {
                throw ProtobufError(.noProtobufForm)
            }
            return .stringList
        case .map, .object: throw ProtobufError(.noProtobufForm)
        }
    }
}
