import APISchema

/// Where types stand in the JSON of kinds.
enum JSONPaths {
    /// For each type the shortest path from a kind to it, such as `Pod.spec.containers[]`; of several the first by
    /// name.
    static func paths(of types: [TypeName: TypeDefinition], names: NamePlan) -> [TypeName: String] {
        var paths: [TypeName: String] = [:]
        var queue: [TypeName] = []
        // Lists and options only repeat what they hold, so kinds with metadata go first.
        let kinds = types.values.filter { !$0.kinds.isEmpty && !$0.isInEveryGroup }
            .sorted { ($0.hasObjectMeta ? 0 : 1, $0.name) < ($1.hasObjectMeta ? 0 : 1, $1.name) }
        for kind in kinds where kind.hasObjectMeta {
            paths[kind.name] = names.types[kind.name]?.identifier ?? kind.swiftName
            queue.append(kind.name)
        }
        // A type of the kind's own group and version is part of it rather than of what else refers to it.
        let roots = queue
        let rootNames = Set(roots)
        walk(&queue, &paths, types, withinGroup: true)
        queue = roots + paths.keys.filter { !rootNames.contains($0) }.sorted()
        walk(&queue, &paths, types, withinGroup: false)
        for kind in kinds where paths[kind.name] == nil {
            paths[kind.name] = names.types[kind.name]?.identifier ?? kind.swiftName
            queue.append(kind.name)
        }
        walk(&queue, &paths, types, withinGroup: false)
        return paths
    }

    private static func walk(
        _ queue: inout [TypeName], _ paths: inout [TypeName: String], _ types: [TypeName: TypeDefinition],
        withinGroup: Bool
    ) {
        var position = 0
        while position < queue.count {
            let name = queue[position]
            position += 1
            guard let definition = types[name], let path = paths[name] else { continue }
            for field in definition.structFields {
                var fieldPath = path + "." + field.name
                var type = field.schema.type
                descent: while true {
                    switch type {
                    case .array(let array):
                        fieldPath += "[]"
                        type = array.items.type
                    case .map(let map):
                        fieldPath += "[*]"
                        type = map.values.type
                    case .reference(let target):
                        if let type = types[target], paths[target] == nil,
                            !withinGroup || (type.group == definition.group && type.version == definition.version)
                        {
                            paths[target] = fieldPath
                            queue.append(target)
                        }
                        break descent
                    default:
                        break descent
                    }
                }
            }
        }
        queue.removeAll()
    }
}
