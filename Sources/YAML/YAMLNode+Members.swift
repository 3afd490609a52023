/// A member of a YAML mapping whose key is a string as JSON has it.
public struct YAMLResolvedMember: Sendable {
    /// The key as JSON has it.
    public let name: String
    /// The key as it is written, for its place.
    public let key: YAMLNode
    /// The value.
    public let value: YAMLNode
}

extension YAMLNode {
    /// The members of a mapping with merge keys applied and keys as strings; each name occurs once.
    ///
    /// What is merged stands where the merge key stands. A null is taken for an empty mapping nowhere.
    ///
    /// - Throws: ``YAMLError`` if this is not a mapping, or as ``jsonValue()`` does for its keys.
    public func resolvedMembers() throws(YAMLError) -> [YAMLResolvedMember] {
        guard case .mapping(let members) = content else {
            throw YAMLError("expected a mapping, found \(kindDescription)", at: mark)
        }
        var resolved: [YAMLResolvedMember] = []
        resolved.reserveCapacity(members.count)
        var hasMerge = false
        for member in members {
            if member.isMerge { hasMerge = true; continue }
            resolved.append(
                YAMLResolvedMember(name: try member.key.memberName(), key: member.key, value: member.value))
        }
        if let (first, second) = resolved.firstDuplicate() {
            throw YAMLError(
                "the key \(quoted(second.name)) is given twice, first at \(first.key.mark)", at: second.key.mark,
                related: first.key.mark)
        }
        return hasMerge ? try merge(members, own: resolved) : resolved
    }

    private func merge(
        _ members: [YAMLMember], own: [YAMLResolvedMember]
    ) throws(YAMLError) -> [YAMLResolvedMember] {
        var names = Set(own.map(\.name))
        var result: [YAMLResolvedMember] = []
        var ownIndex = 0
        for member in members {
            guard member.isMerge else {
                result.append(own[ownIndex])
                ownIndex += 1
                continue
            }
            for source in try member.value.mergeSources() {
                for merged in try source.resolvedMembers() where names.insert(merged.name).inserted {
                    result.append(merged)
                }
            }
        }
        return result
    }

    /// The mappings that a merge key names.
    private func mergeSources() throws(YAMLError) -> [YAMLNode] {
        switch content {
        case .mapping: return [self]
        case .sequence(let sources):
            for source in sources {
                guard case .mapping = source.content else { throw Self.notMergeable(source) }
            }
            return sources
        case .scalar: throw Self.notMergeable(self)
        }
    }

    private static func notMergeable(_ node: YAMLNode) -> YAMLError {
        YAMLError("a merge key takes a mapping or a sequence of mappings, found \(node.kindDescription)", at: node.mark)
    }

    /// The name that the node has as a key of a JSON object.
    private func memberName() throws(YAMLError) -> String {
        guard case .scalar = content else {
            throw YAMLError("\(kindDescription) cannot be a key", at: mark)
        }
        switch try YAMLScalar(self) {
        case .string(let text), .timestamp(let text): return text
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        // As Kubernetes' reader does: with the digits of a 32-bit number.
        case .float(let value): return GoNumber.key(Float(value))
        case .null: throw YAMLError("null cannot be a key; quote it to make it a string", at: mark)
        case .bigInteger: throw YAMLError("a number beyond 64 bits cannot be a key; quote it", at: mark)
        }
    }
}

extension YAMLMember {
    /// Whether the key is `<<` without quotes, or with the tag `!!merge`.
    public var isMerge: Bool {
        guard case .scalar("<<") = key.content else { return false }
        return key.isImplicit || key.tag == YAMLTag.merge
    }
}

extension [YAMLResolvedMember] {
    /// The first member whose name occurred before, with that earlier one.
    fileprivate func firstDuplicate() -> (first: YAMLResolvedMember, second: YAMLResolvedMember)? {
        // Small mappings need no table.
        if count <= 8 {
            for index in indices.dropFirst() {
                if let earlier = self[..<index].firstIndex(where: { $0.name == self[index].name }) {
                    return (self[earlier], self[index])
                }
            }
            return nil
        }
        var seen: [String: Int] = Dictionary(minimumCapacity: count)
        for (index, member) in enumerated() {
            if let earlier = seen.updateValue(index, forKey: member.name) { return (self[earlier], member) }
        }
        return nil
    }
}
