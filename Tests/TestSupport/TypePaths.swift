public import APISchema

/// Where types stand within the objects of a kind.
public enum TypePaths {
    /// A step from a value to one within it.
    public enum Step: Hashable, Sendable {
        case field(String)
        case element
        case value
    }

    /// The shortest path to each type that a type refers to, also through others; to itself it is empty.
    public static func shortest(from root: TypeName, _ types: [TypeName: TypeDefinition]) -> [TypeName: [Step]] {
        var paths: [TypeName: [Step]] = [root: []]
        var queue = [root]
        var next = 0
        while next < queue.count {
            let name = queue[next]
            next += 1
            guard let type = types[name], let path = paths[name] else { continue }
            for (target, steps) in references(in: type.schema, at: path) where paths[target] == nil {
                paths[target] = steps
                queue.append(target)
            }
        }
        return paths
    }

    /// The references in a schema itself, with their paths; no file nests schemas deep enough to need a bound.
    private static func references(in schema: Schema, at path: [Step]) -> [(TypeName, [Step])] {
        switch schema.type {
        case .reference(let name): [(name, path)]
        case .array(let array): references(in: array.items, at: path + [.element])
        case .map(let map): references(in: map.values, at: path + [.value])
        case .object(let object):
            object.fields.flatMap { references(in: $0.schema, at: path + [.field($0.name)]) }
        default: []
        }
    }
}
