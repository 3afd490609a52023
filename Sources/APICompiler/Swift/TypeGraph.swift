import APISchema
import JSON

/// What follows from how types refer to each other: which are stored on the heap, and which aliases Swift cannot have.
///
/// All of it depends on a type and those that it reaches and on nothing else, so that it is the same for each module
/// that asks.
struct TypeGraph {
    /// The cost in field units above which a struct is stored on the heap: beyond it, copying field by field costs
    /// more than counting references.
    static let largestInlineCost = 16

    private let boxed: Set<TypeName>
    private let brokenAliases: Set<TypeName>
    private let index: [TypeName: Int]
    private let required: Components

    /// - Parameters:
    ///   - types: The types of the module and all that they refer to.
    ///   - includesShared: Whether the module is that of the types that every group shares.
    init(types: [TypeName: TypeDefinition], includesShared: Bool = false) {
        let names = types.keys.filter { includesShared || KnownNames.machineryModels[$0] == nil }.sorted()
        var positions: [TypeName: Int] = [:]
        for (position, name) in names.enumerated() { positions[name] = position }
        var broken: Set<TypeName> = []
        var boxed: Set<TypeName> = []
        let definitions = names.compactMap { types[$0] }

        // Aliases first: a struct's edges lead through them.
        var mentions: [[Int]] = []
        for definition in definitions {
            var targets: [TypeName] = []
            if !definition.isStruct { definition.schema.collectReferences(into: &targets, throughContainers: true) }
            mentions.append(targets.compactMap { positions[$0] }.filter { !definitions[$0].isStruct })
        }
        let aliases = Components(edges: mentions)
        for node in definitions.indices where aliases.isCyclic(node) { broken.insert(names[node]) }

        var inline: [[Int]] = []
        var needed: [[Int]] = []
        for definition in definitions {
            var targets: [Int] = []
            var requiredTargets: [Int] = []
            for field in definition.structFields {
                guard let target = Self.structStoredIn(field.schema, types, broken: broken).flatMap({ positions[$0] })
                else { continue }
                targets.append(target)
                if field.isRequired, !field.schema.isNullable { requiredTargets.append(target) }
            }
            inline.append(targets)
            needed.append(requiredTargets)
        }
        let components = Components(edges: inline)
        var costs = Array(repeating: 1, count: names.count)
        for group in components.members {
            for node in group {
                let definition = definitions[node]
                guard definition.isStruct else { continue }
                if components.isCyclic(node) {
                    boxed.insert(names[node])
                    continue
                }
                let inlined = inline[node].reduce(0) { $0 + costs[$1] }
                let cost = inlined + definition.structFields.count - inline[node].count
                // Other modules count a shared type as one unit, and every object holds metadata.
                if cost > Self.largestInlineCost || names[node] == KnownNames.objectMeta {
                    boxed.insert(names[node])
                } else {
                    costs[node] = max(1, cost)
                }
            }
        }
        self.boxed = boxed
        brokenAliases = broken
        index = positions
        required = Components(edges: needed)
    }

    /// Whether the struct is stored on the heap: it costs more than ``largestInlineCost`` field units or contains
    /// itself.
    ///
    /// A field costs one unit; one that holds a struct that is not stored on the heap costs as many as that struct's
    /// fields.
    func isBoxed(_ name: TypeName) -> Bool {
        boxed.contains(name)
    }

    /// Whether the alias would be defined by itself.
    func isBroken(_ name: TypeName) -> Bool {
        brokenAliases.contains(name)
    }

    /// Whether the field holds its struct again by way of required fields only, so that no finite value has all of
    /// them.
    func isEndless(_ field: Field, of name: TypeName, in types: [TypeName: TypeDefinition]) -> Bool {
        guard field.isRequired,
            let target = Self.structStoredIn(field.schema, types, broken: brokenAliases).flatMap({ index[$0] }),
            let node = index[name]
        else { return false }
        return required.isOnCycle(from: node, to: target)
    }

    /// The struct that a property of the schema's type holds in itself rather than through a list or a map.
    private static func structStoredIn(
        _ schema: Schema, _ types: [TypeName: TypeDefinition], broken: Set<TypeName>
    ) -> TypeName? {
        var type = schema.type
        // An alias that leads back to itself is broken and ends the walk.
        while case .reference(let name) = type {
            guard let definition = types[name], !broken.contains(name) else { return nil }
            if definition.isStruct { return name }
            type = definition.schema.type
        }
        return nil
    }
}

extension TypeDefinition {
    /// Whether the type is a struct in Swift rather than an alias or an enumeration.
    var isStruct: Bool {
        if case .object = schema.type { true } else { false }
    }

    var structFields: [Field] {
        if case .object(let object) = schema.type { object.fields } else { [] }
    }

    /// Whether the type is a string of which values are known.
    var isEnumeration: Bool { schema.isEnumeration }
}

extension Schema {
    /// Whether the value is a string of which values are known.
    var isEnumeration: Bool {
        type == .string && !constraints.enum.isEmpty && constraints.enum.allSatisfy { $0.stringValue != nil }
    }

    /// Appends the names of the types that the schema refers to.
    func collectReferences(into names: inout [TypeName], throughContainers: Bool) {
        var schema = self
        while true {
            switch schema.type {
            case .reference(let name):
                names.append(name)
                return
            case .array(let array) where throughContainers: schema = array.items
            case .map(let map) where throughContainers: schema = map.values
            case .object(let object) where throughContainers:
                for field in object.fields { field.schema.collectReferences(into: &names, throughContainers: true) }
                return
            default: return
            }
        }
    }
}
