package import JSON

/// What tells an element of a list of type set or map from the others: its value, or the values of its keys.
package struct ListKey: Hashable, Sendable {
    /// The element itself in a set; in a map the value of each key, or the key's default, or `nil`.
    package var values: [JSONValue?]

    init(_ element: JSONValue, _ shape: SchemaShape) {
        guard shape.listType != .set, !shape.listMapKeys.isEmpty else {
            values = [element]
            return
        }
        values = shape.listMapKeys.enumerated().map { position, name in
            if let value = element[name], !value.isNull { return value }
            return shape.listMapKeyDefaults[position]
        }
    }

    /// The key as it stands in errors: the element of a set, or an object of the keys.
    func shown(_ shape: SchemaShape) -> JSONValue {
        if shape.listType == .set || shape.listMapKeys.isEmpty { return values.first.flatMap { $0 } ?? .null }
        var object = JSONObject()
        for (name, value) in zip(shape.listMapKeys, values) {
            if let value { object[name] = value }
        }
        return .object(object)
    }
}

extension ResolvedSchema {
    /// How writers share a list; `nil` for what is no list or where the definition does not say.
    package var listType: ArraySchema.ListType? { node.shape.listType }

    /// The members that together identify an element of a list of type map.
    package var listMapKeys: [String] { node.shape.listMapKeys }

    /// How writers share a map or struct; a map or struct of which nothing is said is granular.
    package var mapType: MapType? { node.mapType }

    /// Whether a writer owns the value as a whole rather than its parts: scalars, atomic lists, maps and structs, and
    /// lists of which nothing is said.
    package var isAtomic: Bool {
        switch node.shape.kind {
        case .object, .map: node.mapType == .atomic
        case .array: node.shape.listType == nil || node.shape.listType == .atomic
        default: true
        }
    }

    /// What identifies an element of this list; `nil` for lists whose elements have no identity.
    package func key(of element: JSONValue) -> ListKey? {
        switch node.shape.listType {
        case .map where !node.shape.listMapKeys.isEmpty, .set: ListKey(element, node.shape)
        default: nil
        }
    }

    /// The schema of a list's items or a map's values.
    package var elements: ResolvedSchema? {
        node.shape.element.map { ResolvedSchema(node: $0, resolver: resolver) }
    }

    /// The schema of a struct's field.
    package func field(named name: String) -> ResolvedSchema? {
        node.shape.field(named: name).map { ResolvedSchema(node: $0.node, resolver: resolver) }
    }

    /// The schema of what a path of members and positions leads to, through structs, maps and lists.
    package func schema(at path: FieldPath) -> ResolvedSchema? {
        var node = node
        for step in path.steps {
            switch step {
            case .member(let name):
                guard
                    let next = node.shape.field(named: name)?.node
                        ?? (node.shape.kind == .map ? node.shape.element : nil)
                else { return nil }
                node = next
            case .index, .each, .element:
                guard let next = node.shape.element else { return nil }
                node = next
            }
        }
        return ResolvedSchema(node: node, resolver: resolver)
    }
}
