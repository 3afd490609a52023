import APISchema

extension DefinitionSet {
    /// The types, with one of its own for each object that stands within another type's schema.
    ///
    /// Such a type is named after the type around it and the path to it, as Kubernetes names them: `Book` and `spec`
    /// make `BookSpec`.
    func hoistingInlineObjects() -> [TypeName: TypeDefinition] {
        var result: [TypeName: TypeDefinition] = [:]
        var taken = Set(types.keys)
        for name in types.keys.sorted() {
            guard let definition = types[name] else { continue }
            var open = [definition]
            while var next = open.popLast() {
                var hoisting = Hoisting(parent: next)
                switch next.schema.type {
                case .object(var object):
                    for index in object.fields.indices {
                        let field = object.fields[index]
                        let part = SwiftIdentifier.upperCamel(field.swiftName ?? field.name)
                        hoisting.hoist(&object.fields[index].schema, part, &taken)
                    }
                    if !hoisting.hoisted.isEmpty { next.schema.type = .object(object) }
                case .array, .map:
                    hoisting.hoist(&next.schema, "Element", &taken)
                default:
                    break
                }
                open += hoisting.hoisted
                result[next.name] = next
            }
        }
        return result
    }
}

/// The moving of one type's inline objects to types of their own.
private struct Hoisting {
    let parent: TypeDefinition
    var hoisted: [TypeDefinition] = []

    init(parent: TypeDefinition) {
        self.parent = parent
    }

    mutating func hoist(_ schema: inout Schema, _ part: String, _ taken: inout Set<TypeName>, depth: Int = 0) {
        // Definitions are no deeper than their YAML may be; what is deeper all the same is any value.
        guard depth < 64 else {
            schema.type = .any
            return
        }
        switch schema.type {
        case .object:
            let name = SwiftIdentifier.unique(parent.name + part, in: &taken)
            hoisted.append(
                TypeDefinition(
                    name: name, group: parent.group, version: parent.version, schema: schema,
                    swiftName: SwiftIdentifier.identifier(parent.swiftName) + part, definedIn: parent.definedIn))
            schema.type = .reference(name)
        case .array(var array):
            let before = hoisted.count
            hoist(&array.items, part, &taken, depth: depth + 1)
            if hoisted.count > before { schema.type = .array(array) }
        case .map(var map):
            let before = hoisted.count
            hoist(&map.values, part, &taken, depth: depth + 1)
            if hoisted.count > before { schema.type = .map(map) }
        default:
            break
        }
    }
}
