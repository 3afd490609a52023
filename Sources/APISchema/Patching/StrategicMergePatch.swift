package import JSON

/// Why a strategic merge patch cannot be applied.
package struct StrategicMergePatchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where in the patch, such as `spec.containers`; empty for the patch itself.
    package var path: String
    /// What is wrong.
    package var reason: String

    /// The path and the reason.
    package var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}

/// Strategic merge patches (`application/strategic-merge-patch+json`): merge patches that know from the schema which
/// lists are merged, and by which key.
///
/// Besides members the patch may hold directives: `$patch: replace` and `$patch: delete` in objects and elements of
/// merged lists, `$retainKeys`, `$deleteFromPrimitiveList/NAME` and `$setElementOrder/NAME`. Members of which the
/// schema knows nothing are treated as in a merge patch (RFC 7386).
package enum StrategicMergePatch {
    /// How many members and elements are gone through at most, some of them more than once.
    static let maximumSteps = 10_000_000

    /// The object that a patch makes of another. Time is linear in the two, but for sorting lists.
    ///
    /// - Throws: ``StrategicMergePatchError`` for malformed directives, merged lists whose elements lack the key,
    ///   patches that are nested deeper than ``ResolvedSchema/maximumDepth``, and those that name large elements so
    ///   often that merging would take very long.
    package static func apply(
        _ patch: JSONValue, to original: JSONValue, schema: ResolvedSchema
    ) throws(StrategicMergePatchError) -> JSONValue {
        let patch = WholeNumbers.converted(patch, schema.node) ?? patch
        guard case .object(let patch) = patch, case .object(let original) = original else {
            throw StrategicMergePatchError(
                path: "", reason: "a strategic merge patch is an object and changes an object")
        }
        var merger = StrategicMerger()
        return .object(try merger.merge(patch, into: original, schema.node))
    }
}

struct StrategicMerger {
    static let patchDirective = "$patch"
    static let retainKeysDirective = "$retainKeys"
    static let deleteFromListPrefix = "$deleteFromPrimitiveList/"
    static let elementOrderPrefix = "$setElementOrder/"

    private var path: [ValuePath.Step] = []
    /// How many more members and elements may be gone through. A patch that names each element once never comes near;
    /// one that names a large element again and again has it gone through as often.
    private var stepsLeft = StrategicMergePatch.maximumSteps

    private mutating func take(_ steps: Int) throws(StrategicMergePatchError) {
        stepsLeft -= steps
        if stepsLeft < 0 { throw error("the patch names large elements too often") }
    }

    func error(_ reason: String) -> StrategicMergePatchError {
        StrategicMergePatchError(path: ValuePath(path).description, reason: reason)
    }

    /// The schema of an object's member; `nil` where nothing is known of it.
    private func member(_ name: String, of node: SchemaNode?) -> SchemaNode? {
        guard let shape = node?.shape else { return nil }
        return shape.kind == .map ? shape.element : shape.field(named: name)?.node
    }

    // MARK: Objects

    mutating func merge(
        _ patch: JSONObject, into original: JSONObject, _ node: SchemaNode?
    ) throws(StrategicMergePatchError) -> JSONObject {
        guard path.count < ResolvedSchema.maximumDepth else { throw error("the patch is nested too deeply") }
        try take(patch.count + original.count)
        if let replacement = try replacement(patch) { return replacement }
        var result = original
        if let directive = patch[Self.retainKeysDirective] { try retainKeys(directive, patch, &result) }
        var orders = try elementOrders(patch)
        // Each removal is linear in the members: many are done at once.
        var removed: Set<UTF8Key> = []
        for (key, value) in patch {
            if key == Self.retainKeysDirective || key.hasPrefix(Self.elementOrderPrefix) { continue }
            if key.hasPrefix(Self.deleteFromListPrefix) {
                try deleteFromList(String(key.dropFirst(Self.deleteFromListPrefix.count)), value, &result)
                continue
            }
            if value.isNull {
                removed.insert(UTF8Key(key))
                orders[key] = nil
                continue
            }
            path.append(.field(key))
            try merge(value, forKey: key, into: &result, member(key, of: node), order: orders.removeValue(forKey: key))
            path.removeLast()
        }
        if !removed.isEmpty { result.removeAll { removed.contains(UTF8Key($0.key)) } }
        for (key, order) in orders.sorted(by: { $0.key < $1.key }) {
            path.append(.field(key))
            try reorder(key, order, &result, member(key, of: node))
            path.removeLast()
        }
        return result
    }

    /// What a `$patch` directive makes of an object; `nil` where there is none.
    private func replacement(_ patch: JSONObject) throws(StrategicMergePatchError) -> JSONObject? {
        switch patch[Self.patchDirective] {
        case nil: return nil
        case "replace"?: return withoutDirective(patch)
        case "delete"?: return JSONObject()
        case let directive?: throw error("$patch is replace or delete in an object, not \(directive)")
        }
    }

    /// The `$setElementOrder` directives of an object, by the names of the lists.
    private func elementOrders(_ patch: JSONObject) throws(StrategicMergePatchError) -> [String: [JSONValue]] {
        var orders: [String: [JSONValue]] = [:]
        for (key, value) in patch where key.hasPrefix(Self.elementOrderPrefix) {
            guard case .array(let order) = value else { throw error("\(key) is a list") }
            orders[String(key.dropFirst(Self.elementOrderPrefix.count))] = order
        }
        return orders
    }

    private mutating func merge(
        _ value: JSONValue, forKey key: String, into result: inout JSONObject, _ node: SchemaNode?, order: [JSONValue]?
    ) throws(StrategicMergePatchError) {
        switch value {
        case .object(let patch):
            let replaces = node?.patchStrategy.contains(.replace) ?? false
            if case .object(let original)? = result[key] {
                result[key] = .object(replaces ? withoutDirective(patch) : try merge(patch, into: original, node))
            } else if patch[Self.patchDirective] != "delete" {
                // Merged with nothing, so that directives and nulls inside are seen to.
                result[key] = .object(replaces ? withoutDirective(patch) : try merge(patch, into: JSONObject(), node))
            }
        case .array(let patch):
            guard let node, node.patchStrategy.contains(.merge) else {
                result[key] = value
                return
            }
            if case .array(let original)? = result[key] {
                result[key] = .array(try merge(patch, into: original, node, order: order))
            } else {
                result[key] = .array(try merge(patch, into: [], node, order: order))
            }
        default: result[key] = value
        }
    }

    private func withoutDirective(_ patch: JSONObject) -> JSONObject {
        var patch = patch
        patch[Self.patchDirective] = nil
        return patch
    }

    /// Drops the members that `$retainKeys` does not name.
    private func retainKeys(
        _ directive: JSONValue, _ patch: JSONObject, _ result: inout JSONObject
    ) throws(StrategicMergePatchError) {
        guard case .array(let names) = directive else { throw error("$retainKeys is a list of names") }
        var kept: Set<String> = []
        for name in names {
            guard case .string(let name) = name else { throw error("$retainKeys is a list of names") }
            kept.insert(name)
        }
        for (key, value) in patch where !key.hasPrefix("$") && !value.isNull && !kept.contains(key) {
            throw error("the patch sets \(key), which $retainKeys does not name")
        }
        result.removeAll { !kept.contains($0.key) }
    }

    private func deleteFromList(
        _ key: String, _ value: JSONValue, _ result: inout JSONObject
    ) throws(StrategicMergePatchError) {
        guard case .array(let deleted) = value else { throw error("\(Self.deleteFromListPrefix)\(key) is a list") }
        guard case .array(let elements)? = result[key] else { return }
        let gone = Set(deleted)
        result[key] = .array(elements.filter { !gone.contains($0) })
    }

    // MARK: Lists

    /// A merged list, in the order of the patch where the patch names elements, and in the original's order else.
    private mutating func merge(
        _ patch: [JSONValue], into original: [JSONValue], _ node: SchemaNode, order: [JSONValue]?
    ) throws(StrategicMergePatchError) -> [JSONValue] {
        try take(patch.count + original.count)
        let hasObjects = (patch + original).contains { if case .object = $0 { true } else { false } }
        guard hasObjects else {
            var seen: Set<JSONValue> = []
            let merged = (original + patch).filter { seen.insert($0).inserted }
            if let order { try checkOrder(patch, order, key: nil) }
            return ordered(merged.map { ($0, $0) }, patchOrder: order ?? patch, serverOrder: original)
        }
        guard let key = node.patchMergeKey else {
            throw error("lists of objects are merged by a key, and this one has none")
        }
        var merged: [(key: JSONValue?, value: JSONValue)?] = original.map { ($0[key], $0) }
        var positions: [JSONValue: Int] = [:]
        for (position, element) in merged.enumerated() {
            if let value = element?.key, positions[value] == nil { positions[value] = position }
        }
        var patchOrder: [JSONValue] = []
        var replaces = false
        var removed: Set<JSONValue> = []
        var changes: [(JSONValue, JSONObject)] = []
        for (position, element) in patch.enumerated() {
            path.append(.index(position))
            guard case .object(let object) = element else {
                throw error("an object is expected, as the list's others are")
            }
            if let directive = object[Self.patchDirective] {
                switch directive {
                case "replace": replaces = true
                case "delete":
                    guard let value = object[key] else { throw error("an element to delete is named by \(key)") }
                    removed.insert(value)
                default: throw error("$patch is replace or delete in an element of a list, not \(directive)")
                }
            } else {
                guard let value = object[key] else { throw error("the merge key \(key) is missing") }
                patchOrder.append(value)
                changes.append((value, object))
            }
            path.removeLast()
        }
        if replaces { return changes.map { .object($0.1) } }
        for position in merged.indices {
            if let value = merged[position]?.key, removed.contains(value) {
                merged[position] = nil
                if positions[value] == position { positions[value] = nil }
            }
        }
        let serverOrder = merged.compactMap { $0?.key }
        let items = node.shape.element
        for (position, (value, object)) in changes.enumerated() {
            path.append(.index(position))
            if let existing = positions[value], case .object(let before)? = merged[existing]?.value {
                merged[existing] = (value, .object(try merge(object, into: before, items)))
            } else {
                positions[value] = merged.count
                merged.append((value, .object(try merge(object, into: JSONObject(), items))))
            }
            path.removeLast()
        }
        if let order {
            let keys = try orderKeys(order, key)
            try checkOrder(patchOrder, keys, key: key)
            patchOrder = keys
        }
        return ordered(merged.compactMap { $0 }, patchOrder: patchOrder, serverOrder: serverOrder)
    }

    /// Orders a list of which the patch changes nothing but the order.
    private func reorder(
        _ key: String, _ order: [JSONValue], _ result: inout JSONObject, _ node: SchemaNode?
    ) throws(StrategicMergePatchError) {
        guard let node, node.patchStrategy.contains(.merge), case .array(let elements)? = result[key] else { return }
        guard let mergeKey = node.patchMergeKey else {
            result[key] = .array(ordered(elements.map { ($0, $0) }, patchOrder: order, serverOrder: elements))
            return
        }
        let keyed = elements.map { (key: $0[mergeKey], value: $0) }
        result[key] = .array(
            ordered(keyed, patchOrder: try orderKeys(order, mergeKey), serverOrder: keyed.compactMap(\.key))
        )
    }

    private func orderKeys(_ order: [JSONValue], _ key: String) throws(StrategicMergePatchError) -> [JSONValue] {
        var keys: [JSONValue] = []
        for element in order {
            guard let value = element[key] else { throw error("the merge key \(key) is missing in $setElementOrder") }
            keys.append(value)
        }
        return keys
    }

    /// Checks that all elements of a patch stand in its `$setElementOrder`, in the same order.
    private func checkOrder(
        _ patch: [JSONValue], _ order: [JSONValue], key: String?
    ) throws(StrategicMergePatchError) {
        var rest = order[...]
        for element in patch {
            guard let position = rest.firstIndex(of: element) else {
                throw error("the order of the patch's elements does not match $setElementOrder at \(element)")
            }
            rest = rest[(position + 1)...]
        }
    }

    /// Elements that the patch orders, by its order, among the others, by the original order. One of the others comes
    /// first where both stood in the original and it stood before.
    private func ordered(
        _ merged: [(key: JSONValue?, value: JSONValue)], patchOrder: [JSONValue], serverOrder: [JSONValue]
    ) -> [JSONValue] {
        let patchRanks = Dictionary(zip(patchOrder, 0...), uniquingKeysWith: { first, _ in first })
        let serverRanks = Dictionary(zip(serverOrder, 0...), uniquingKeysWith: { first, _ in first })
        var patched: [(rank: Int, serverRank: Int?, value: JSONValue)] = []
        var others: [(rank: Int, serverRank: Int?, value: JSONValue)] = []
        for element in merged {
            let serverRank = element.key.flatMap { serverRanks[$0] }
            if let key = element.key, let rank = patchRanks[key] {
                patched.append((rank, serverRank, element.value))
            } else {
                others.append((serverRank ?? -1, serverRank, element.value))
            }
        }
        // Swift's sort is stable, which the elements without a rank rely on.
        patched.sort { $0.rank < $1.rank }
        others.sort { $0.rank < $1.rank }
        var result: [JSONValue] = []
        result.reserveCapacity(merged.count)
        var left = others[...]
        var right = patched[...]
        while let other = left.first, let patch = right.first {
            if let a = other.serverRank, let b = patch.serverRank, a < b {
                result.append(other.value)
                left = left.dropFirst()
            } else {
                result.append(patch.value)
                right = right.dropFirst()
            }
        }
        return result + left.map(\.value) + right.map(\.value)
    }
}
