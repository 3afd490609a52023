package import JSON

/// Patches that make an object what its manifest says, and leave alone what others have set: what `apply` sends.
///
/// Three objects are compared: what was last applied, the manifest, and the object as it is. What the manifest says and
/// the object does not is set; what was applied and is no longer in the manifest is removed; everything else stays. What
/// needs no change is not in the patch, so an empty one means that nothing is to be done.
package enum ThreeWayMergePatch {
    /// The patch.
    ///
    /// - Parameters:
    ///   - original: What was last applied; `nil` where that is not known: nothing is removed then.
    ///   - modified: The manifest.
    ///   - current: The object as it is.
    ///   - schema: The schema by which lists are merged: the result is a strategic merge patch. `nil` for a merge patch
    ///     (RFC 7386), in which lists are replaced as a whole.
    /// - Throws: ``StrategicMergePatchError`` for lists whose elements lack the key by which they are merged, and for
    ///   values that are nested deeper than ``ResolvedSchema/maximumDepth``.
    package static func patch(
        original: JSONObject?, modified: JSONObject, current: JSONObject, schema: ResolvedSchema?
    ) throws(StrategicMergePatchError) -> JSONObject {
        var comparison = ThreeWayComparison()
        return try comparison.patch(original ?? JSONObject(), modified, current, schema?.node)
    }
}

private struct ThreeWayComparison {
    private var path: [ValuePath.Step] = []

    private func error(_ reason: String) -> StrategicMergePatchError {
        StrategicMergePatchError(path: ValuePath(path).description, reason: reason)
    }

    // MARK: Objects

    mutating func patch(
        _ original: JSONObject, _ modified: JSONObject, _ current: JSONObject, _ node: SchemaNode?
    ) throws(StrategicMergePatchError) -> JSONObject {
        guard path.count < ResolvedSchema.maximumDepth else { throw error("the object is nested too deeply") }
        var result = JSONObject()
        for (name, value) in modified {
            guard let present = current[name] else {
                if !value.isNull { result[name] = value }
                continue
            }
            path.append(.field(name))
            try compare(name, original[name], value, present, Self.member(name, of: node), &result)
            path.removeLast()
        }
        for (name, _) in original where modified[name] == nil && current[name] != nil { result[name] = .null }
        return result
    }

    private mutating func compare(
        _ name: String, _ original: JSONValue?, _ value: JSONValue, _ present: JSONValue, _ node: SchemaNode?,
        _ result: inout JSONObject
    ) throws(StrategicMergePatchError) {
        let strategy = node?.patchStrategy ?? []
        switch (value, present) {
        case (.object(let value), .object(let present)) where !strategy.contains(.replace):
            var inner = try patch(original?.objectValue ?? JSONObject(), value, present, node)
            guard !inner.isEmpty else { return }
            if strategy.contains(.retainKeys) {
                let names = value.filter { !$0.value.isNull }.map(\.key).sorted()
                inner[StrategicMerger.retainKeysDirective] = .array(names.map(JSONValue.string))
            }
            result[name] = .object(inner)
        case (.array(let value), .array(let present)) where strategy.contains(.merge):
            try compareLists(name, original?.arrayValue ?? [], value, present, node, &result)
        default:
            if value != present { result[name] = value }
        }
    }

    /// The schema of an object's member; `nil` where nothing is known of it.
    private static func member(_ name: String, of node: SchemaNode?) -> SchemaNode? {
        guard let shape = node?.shape else { return nil }
        return shape.kind == .map ? shape.element : shape.field(named: name)?.node
    }

    // MARK: Lists

    private mutating func compareLists(
        _ name: String, _ original: [JSONValue], _ modified: [JSONValue], _ current: [JSONValue], _ node: SchemaNode?,
        _ result: inout JSONObject
    ) throws(StrategicMergePatchError) {
        let hasObjects = (modified + current).contains { $0.objectValue != nil }
        guard hasObjects else { return compareScalars(name, original, modified, current, &result) }
        guard let key = node?.patchMergeKey else {
            throw error("lists of objects are merged by a key, and this one has none")
        }
        let modifiedKeys = try keys(of: modified, key)
        let currentKeys = current.map { $0[key] }
        guard Set(modifiedKeys).count == modifiedKeys.count, Set(currentKeys).count == currentKeys.count else {
            // Elements that have their key in common cannot be told apart: the list is replaced as a whole.
            if modified != current {
                result[name] = .array(modified + [.object([StrategicMerger.patchDirective: "replace"])])
            }
            return
        }
        var changes: [JSONValue] = []
        for (position, element) in modified.enumerated() {
            let value = modifiedKeys[position]
            guard let index = currentKeys.firstIndex(of: value), case .object(let element) = element,
                case .object(let present) = current[index]
            else {
                changes.append(element)
                continue
            }
            path.append(.index(position))
            let before = original.first { $0[key] == value }?.objectValue ?? JSONObject()
            var change = try patch(before, element, present, node?.shape.element)
            path.removeLast()
            guard !change.isEmpty else { continue }
            change[key] = value
            changes.append(.object(change))
        }
        for element in original {
            guard let value = element[key], !modifiedKeys.contains(value), currentKeys.contains(value) else { continue }
            changes.append(.object([StrategicMerger.patchDirective: "delete", key: value]))
        }
        let isOrdered = Self.isOrdered(modifiedKeys, as: currentKeys.compactMap(\.self))
        guard !changes.isEmpty || !isOrdered else { return }
        if !changes.isEmpty { result[name] = .array(changes) }
        result[StrategicMerger.elementOrderPrefix + name] = .array(modifiedKeys.map { .object([key: $0]) })
    }

    private func keys(of elements: [JSONValue], _ key: String) throws(StrategicMergePatchError) -> [JSONValue] {
        var keys: [JSONValue] = []
        for element in elements {
            guard let value = element[key] else { throw error("the merge key \(key) is missing in \(element)") }
            keys.append(value)
        }
        return keys
    }

    private func compareScalars(
        _ name: String, _ original: [JSONValue], _ modified: [JSONValue], _ current: [JSONValue],
        _ result: inout JSONObject
    ) {
        let present = Set(current)
        let wanted = Set(modified)
        let added = modified.filter { !present.contains($0) }
        let removed = original.filter { !wanted.contains($0) && present.contains($0) }
        guard !added.isEmpty || !removed.isEmpty || !Self.isOrdered(modified, as: current) else { return }
        if !added.isEmpty { result[name] = .array(added) }
        if !removed.isEmpty { result[StrategicMerger.deleteFromListPrefix + name] = .array(removed) }
        result[StrategicMerger.elementOrderPrefix + name] = .array(modified)
    }

    /// Whether those elements that both lists have stand in the same order.
    private static func isOrdered(_ elements: [JSONValue], as others: [JSONValue]) -> Bool {
        let ranks = Dictionary(zip(others, 0...), uniquingKeysWith: { first, _ in first })
        let found = elements.compactMap { ranks[$0] }
        return zip(found, found.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
