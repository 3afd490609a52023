public import APISchema
public import JSON

/// Makes random values that a schema allows, the same ones for the same seed.
public struct RandomObjects {
    /// The types that references are looked up in.
    public let types: [TypeName: TypeDefinition]
    private var state: UInt64
    /// The depth, in values within values, from which on only what is required is made.
    private static let enough = 6

    /// - Parameters:
    ///   - types: The types that references are looked up in.
    ///   - seed: What the values follow from.
    public init(types: [TypeName: TypeDefinition], seed: UInt64) {
        self.types = types
        state = seed
    }

    /// A random number below a bound, by SplitMix64.
    public mutating func random(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        word ^= word >> 31
        return Int(word % UInt64(bound))
    }

    /// A value of a schema in the form in which models write it.
    ///
    /// Optional fields are there more often than not until the value is deep enough; lists and maps have a few
    /// elements.
    public mutating func value(of schema: Schema, depth: Int = 0) -> JSONValue {
        if schema.isNullable, random(4) == 0 { return .null }
        if !schema.constraints.enum.isEmpty {
            // Values of a newer server are kept, so one is made up now and then.
            if case .string = schema.type, random(4) == 0 { return .string("Newer\(random(100))") }
            return schema.constraints.enum[random(schema.constraints.enum.count)]
        }
        switch schema.type {
        case .string: return .string(text())
        case .bytes: return .string(["AA==", "c2VjcmV0", "/+8="][random(3)])
        case .boolean: return .bool(random(2) == 0)
        case .int32: return .integer(Int64(random(Int(Int32.max)) - random(Int(Int32.max))))
        case .int64, .integer: return .integer(Int64(random(Int.max)) - Int64(random(Int.max)))
        case .double, .number: return .integer(Int64(random(1_000_000)))
        case .quantity: return .string(["0", "1", "100m", "2Gi", "-5", "1500k"][random(6)])
        case .intOrString: return random(2) == 0 ? .integer(Int64(random(65536))) : .string("\(random(100))%")
        case .time:
            return .string("2026-0\(1 + random(9))-1\(random(10))T0\(random(10)):2\(random(10)):3\(random(10))Z")
        case .microTime: return .string("2026-0\(1 + random(9))-1\(random(10))T01:02:03.12345\(random(10))Z")
        case .duration: return .string(["1h30m0s", "10s", "1.5s", "300ms"][random(4)])
        case .any: return anything(depth: depth)
        case .anyObject: return .object(["apiVersion": "v1", "kind": .string(text()), "extra": anything(depth: depth)])
        case .array(let array): return .array((0..<count(depth)).map { _ in value(of: array.items, depth: depth + 1) })
        case .map(let map):
            var object = JSONObject()
            for index in 0..<count(depth) { object["\(text())\(index)"] = value(of: map.values, depth: depth + 1) }
            return .object(object)
        case .object(let object): return .object(members(of: object, depth: depth))
        case .reference(let name):
            guard let type = types[name] else { return .null }
            return value(of: type.schema, depth: depth + 1)
        }
    }

    private mutating func members(of object: ObjectSchema, depth: Int) -> JSONObject {
        var result = JSONObject()
        for field in object.fields {
            guard field.isRequired || (depth < Self.enough && random(4) != 0) else { continue }
            let value = value(of: field.schema, depth: depth + 1)
            // A null that means absence, and an empty value that does, are not written.
            if value == .null, !field.isRequired { continue }
            result[field.name] = value
        }
        return result
    }

    /// An object of a kind.
    public mutating func object(of resource: ResourceDefinition) -> JSONValue {
        guard let type = types[resource.typeName] else { return .null }
        return root(value(of: type.schema), of: resource)
    }

    /// An object of a kind in which a value of some type stands at a path, and beside the path only what is required.
    ///
    /// - Parameter path: One of those that ``TypePaths`` finds from the resource's type.
    public mutating func object(of resource: ResourceDefinition, along path: [TypePaths.Step]) -> JSONValue {
        root(value(of: Schema(.reference(resource.typeName)), along: path[...]), of: resource)
    }

    private mutating func value(of schema: Schema, along path: ArraySlice<TypePaths.Step>) -> JSONValue {
        if case .reference(let name) = schema.type, let type = types[name] {
            return value(of: type.schema, along: path)
        }
        guard let step = path.first else { return value(of: schema, depth: 2) }
        switch (step, schema.type) {
        case (.element, .array(let array)): return [value(of: array.items, along: path.dropFirst())]
        case (.value, .map(let map)): return ["key": value(of: map.values, along: path.dropFirst())]
        case (.field(let name), .object(let object)):
            var members = members(of: object, depth: Self.enough)
            guard let field = object.field(named: name) else { return .object(members) }
            members[name] = value(of: field.schema, along: path.dropFirst())
            return .object(members)
        default: return value(of: schema, depth: Self.enough)
        }
    }

    private func root(_ value: JSONValue, of resource: ResourceDefinition) -> JSONValue {
        guard case .object(var object) = value else { return .null }
        object["apiVersion"] = .string(resource.apiVersion)
        object["kind"] = .string(resource.kind)
        if object["metadata"] == nil { object["metadata"] = [:] }
        return .object(object)
    }

    private mutating func count(_ depth: Int) -> Int {
        depth < Self.enough ? 1 + random(3) : max(0, 1 - depth / 8)
    }

    private mutating func text() -> String {
        ["a", "Hello", "naïve 🐦", "line\nbreak", "quote\"d\\", "0", "true", "null"][random(8)] + String(random(1000))
    }

    private mutating func anything(depth: Int) -> JSONValue {
        switch random(depth < 4 ? 6 : 4) {
        case 0: .bool(true)
        case 1: .integer(Int64(random(1000)))
        case 2: .string(text())
        case 3: .integer(-1)
        case 4: .array([anything(depth: depth + 1), .null])
        default: .object(["x": anything(depth: depth + 1), "y": .null])
        }
    }
}
