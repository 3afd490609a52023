internal import JSON

/// A schema in linked form: what is said of a value at one place, and the shape that it shares with other places.
///
/// Nodes and shapes refer to each other in circles where types are recursive; ``SchemaLinker/unlink()`` breaks these.
final class SchemaNode: Sendable {
    let shape: SchemaShape
    let isNullable: Bool
    let defaultValue: JSONValue?
    /// What the chain of references says of values; `nil` where it says nothing, as mostly.
    let checks: [ValueChecks]?
    let patchStrategy: Set<PatchStrategy>
    let patchMergeKey: String?
    /// How writers share a map or struct: as is said beside the reference, or by the type.
    var mapType: MapType? { statedMapType ?? shape.mapType }
    private let statedMapType: MapType?
    /// To what a quantity is rounded up.
    let precision: QuantityPrecision?

    init(
        shape: SchemaShape, isNullable: Bool, defaultValue: JSONValue?, checks: [ValueChecks]?,
        patchStrategy: Set<PatchStrategy>, patchMergeKey: String?, statedMapType: MapType?,
        precision: QuantityPrecision?
    ) {
        self.shape = shape
        self.isNullable = isNullable
        self.defaultValue = defaultValue
        self.checks = checks
        self.patchStrategy = patchStrategy
        self.patchMergeKey = patchMergeKey
        self.statedMapType = statedMapType
        self.precision = precision
    }
}

/// The structure of a type's values.
///
/// Unchecked sendability is sound because shapes are only changed while the linker that makes them is locked: before
/// any other thread can know them, and once nothing refers to the resolver any more.
final class SchemaShape: @unchecked Sendable {
    enum Kind: UInt8 {
        case string, bytes, boolean, int32, int64, integer, double, number, quantity, intOrString, time, microTime,
            duration
        case any, anyObject, array, map, object
    }

    let kind: Kind
    /// What an object without schema stands for.
    fileprivate(set) var meaning: AnyObjectSchema.Meaning = .free
    /// The schema of items or values.
    fileprivate(set) var element: SchemaNode?
    fileprivate(set) var listType: ArraySchema.ListType?
    fileprivate(set) var listMapKeys: [String] = []
    /// The defaults of keys of a list of type map, by position in `listMapKeys`.
    fileprivate(set) var listMapKeyDefaults: [JSONValue?] = []
    fileprivate(set) var mapType: MapType?
    fileprivate(set) var fields: [FieldNode] = []
    /// Whether something may have to be written where a field is absent, by position in `fields`.
    fileprivate(set) var isWrittenWhereAbsent: [Bool] = []
    /// The names of the fields, where they are few enough to look through.
    fileprivate var names = JSONNameTable([])
    /// Where they are many, what would be quadratic to look through.
    fileprivate var positions: [String: Int] = [:]
    fileprivate static let fewFields = 64
    fileprivate(set) var preservesUnknownFields = false
    fileprivate(set) var isEmbeddedResource = false
    fileprivate(set) var unions: [Union] = []
    fileprivate(set) var requiredCount = 0
    fileprivate(set) var hasImmutableFields = false
    fileprivate(set) var hasDefaults = false
    /// Whether a field at any depth is deprecated.
    fileprivate(set) var reachesDeprecation = false
    /// The version and Swift name of the named type, for messages, such as `v1.PodSpec`; `nil` for types without name.
    let typeName: String?
    /// Whether values have no parts that a schema describes.
    var isScalar: Bool { kind.rawValue <= Kind.duration.rawValue }

    init(kind: Kind, typeName: String?) {
        self.kind = kind
        self.typeName = typeName
    }

    /// The position in `fields` of the field of that name; looked for first at `expected`, where ordered input has it.
    @inline(__always)
    func position(of name: String, expected: Int) -> Int? {
        if fields.count <= Self.fewFields { return names.index(of: name, expected: expected) }
        if expected < fields.count, fields[expected].name == name { return expected }
        return positions[name]
    }

    /// The position of the field of a member that is read; makes no string of its name, mostly.
    @inline(__always)
    func position(of member: JSONNode.MemberCursor, expected: Int) -> Int? {
        if fields.count <= Self.fewFields { return member.index(in: names, expected: expected) }
        return position(of: member.name, expected: expected)
    }

    func field(named name: String) -> FieldNode? {
        position(of: name, expected: fields.count).map { fields[$0] }
    }

    fileprivate func unlink() {
        element = nil
        fields = []
    }
}

/// A field of an object in linked form; a class, so that walking over fields counts one reference each.
final class FieldNode: Sendable {
    let name: String
    let node: SchemaNode
    let presence: Field.Presence
    let isRequired: Bool
    let isImmutable: Bool
    let deprecation: String?
    /// Whether something may have to be written where the field is absent.
    let isWrittenWhereAbsent: Bool

    init(_ field: Field, node: SchemaNode) {
        name = field.name
        self.node = node
        presence = field.presence
        isRequired = field.isRequired
        isImmutable = field.isImmutable
        deprecation = field.deprecation
        isWrittenWhereAbsent =
            node.defaultValue != nil || field.presence == .always || field.presence == .explicitNull
    }
}

/// Makes linked forms. The shapes of named types are shared, also with those who made them elsewhere.
struct SchemaLinker {
    /// How names are looked up while a schema is linked.
    struct Names {
        var type: (TypeName) -> TypeDefinition?
        /// The linked form of a type that is another linker's.
        var shape: (TypeName) -> SchemaShape?
    }

    /// What is still to be filled: a worklist rather than recursion, since schemas may come from the network.
    private var pending: [(shape: SchemaShape, type: SchemaType)] = []
    private var named: [TypeName: SchemaShape] = [:]
    private var shapes: [SchemaShape] = []

    mutating func link(_ schema: Schema, _ names: Names) -> SchemaNode {
        let known = shapes.count
        let node = self.node(schema, names)
        while let next = pending.popLast() { fill(next.shape, next.type, names) }
        markDeprecation(in: shapes[known...])
        return node
    }

    /// Shapes refer to each other in circles, and to those that are marked already; so this goes on until nothing
    /// changes, which takes about as many rounds as values are deep.
    private func markDeprecation(in shapes: ArraySlice<SchemaShape>) {
        var unmarked = Array(shapes)
        var hasChanged = true
        while hasChanged {
            let count = unmarked.count
            unmarked.removeAll { shape in
                shape.reachesDeprecation =
                    shape.element?.shape.reachesDeprecation == true
                    || shape.fields.contains { $0.deprecation != nil || $0.node.shape.reachesDeprecation }
                return shape.reachesDeprecation
            }
            hasChanged = unmarked.count < count
        }
    }

    func unlink() {
        for shape in shapes { shape.unlink() }
    }

    private mutating func node(_ schema: Schema, _ names: Names) -> SchemaNode {
        var isNullable = schema.isNullable
        var defaultValue = schema.defaultValue
        var checks = ValueChecks(schema).map { [$0] } ?? []
        var patchStrategy = schema.patchStrategy
        var patchMergeKey = schema.patchMergeKey
        var statedMapType = schema.statedMapType
        var precision = schema.precision
        var target = schema.type
        var targetName: (name: TypeName, text: String)?
        var seen: Set<TypeName> = []
        while case .reference(let name) = target {
            guard seen.insert(name).inserted, let definition = names.type(name) else {
                target = .any
                targetName = nil
                break
            }
            target = definition.schema.type
            targetName = (name, "\(definition.version).\(definition.swiftName)")
            isNullable = isNullable || definition.schema.isNullable
            if defaultValue == nil { defaultValue = definition.schema.defaultValue }
            if let more = ValueChecks(definition.schema) { checks.append(more) }
            if patchStrategy.isEmpty { patchStrategy = definition.schema.patchStrategy }
            if patchMergeKey == nil { patchMergeKey = definition.schema.patchMergeKey }
            if statedMapType == nil { statedMapType = definition.schema.statedMapType }
            if precision == nil { precision = definition.schema.precision }
        }
        return SchemaNode(
            shape: shape(target, targetName, names), isNullable: isNullable, defaultValue: defaultValue,
            checks: checks.isEmpty ? nil : checks, patchStrategy: patchStrategy, patchMergeKey: patchMergeKey,
            statedMapType: statedMapType, precision: precision
        )
    }

    private mutating func shape(_ type: SchemaType, _ name: (name: TypeName, text: String)?, _ names: Names)
        -> SchemaShape
    {
        if let name, let shape = named[name.name] ?? names.shape(name.name) { return shape }
        let shape = SchemaShape(kind: Self.kind(type), typeName: name?.text)
        shapes.append(shape)
        if let name { named[name.name] = shape }
        if !shape.isScalar { pending.append((shape, type)) }
        return shape
    }

    private mutating func fill(_ shape: SchemaShape, _ type: SchemaType, _ names: Names) {
        switch type {
        case .anyObject(let object): shape.meaning = object.meaning
        case .array(let array):
            let items = node(array.items, names)
            shape.element = items
            shape.listType = array.listType
            shape.listMapKeys = array.listMapKeys
            shape.listMapKeyDefaults = keyDefaults(array, names)
        case .map(let map):
            shape.element = node(map.values, names)
            shape.mapType = map.mapType
        case .object(let object):
            shape.mapType = object.mapType
            shape.preservesUnknownFields = object.preservesUnknownFields
            shape.isEmbeddedResource = object.isEmbeddedResource
            shape.unions = object.unions.map { Self.enforced($0, in: object, names) }
            shape.fields = object.fields.map { FieldNode($0, node: node($0.schema, names)) }
            shape.requiredCount = shape.fields.count { $0.isRequired }
            shape.hasImmutableFields = shape.fields.contains { $0.isImmutable }
            shape.hasDefaults = shape.fields.contains { $0.node.defaultValue != nil }
            shape.isWrittenWhereAbsent = shape.fields.map(\.isWrittenWhereAbsent)
            let names = object.fields.map(\.name)
            if names.count <= SchemaShape.fewFields {
                shape.names = JSONNameTable(names)
            } else {
                shape.positions = Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
            }
        default: break
        }
    }

    /// A union as it is enforced: where the discriminator can have none of the values that stand for the fields, as in
    /// Kubernetes, which publishes the names of the fields there, it decides nothing.
    private static func enforced(
        _ union: Union, in object: ObjectSchema, _ names: Names
    ) -> Union {
        guard var schema = object.fields.first(where: { $0.name == union.discriminator })?.schema else { return union }
        if schema.constraints.enum.isEmpty, case .reference(let name) = schema.type, let type = names.type(name) {
            schema = type.schema
        }
        let allowed = schema.constraints.enum
        guard !allowed.isEmpty, !union.fields.values.contains(where: { allowed.contains(.string($0)) }) else {
            return union
        }
        return Union(discriminator: nil, fields: union.fields)
    }

    /// The defaults of a list's keys: they are those of the items' fields, whose shape need not be filled yet.
    private func keyDefaults(_ array: ArraySchema, _ names: Names) -> [JSONValue?] {
        guard !array.listMapKeys.isEmpty else { return [] }
        var items = array.items.type
        var seen: Set<TypeName> = []
        while case .reference(let name) = items, seen.insert(name).inserted, let definition = names.type(name) {
            items = definition.schema.type
        }
        guard case .object(let object) = items else { return array.listMapKeys.map { _ in nil } }
        return array.listMapKeys.map { object.field(named: $0)?.schema.defaultValue }
    }

    private static func kind(_ type: SchemaType) -> SchemaShape.Kind {
        switch type {
        case .string: .string
        case .bytes: .bytes
        case .boolean: .boolean
        case .int32: .int32
        case .int64: .int64
        case .integer: .integer
        case .double: .double
        case .number: .number
        case .quantity: .quantity
        case .intOrString: .intOrString
        case .time: .time
        case .microTime: .microTime
        case .duration: .duration
        case .any, .reference: .any
        case .anyObject: .anyObject
        case .array: .array
        case .map: .map
        case .object: .object
        }
    }
}
