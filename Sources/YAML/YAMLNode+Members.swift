/// A member of a YAML mapping whose key is a string as JSON has it.
package struct YAMLResolvedMember: Sendable {
    /// The key as JSON has it.
    package let name: String
    /// The key as it is written, for its place.
    package let key: YAMLNode
    /// The value.
    package let value: YAMLNode
}

extension YAMLNode {
    /// The members of a mapping with merge keys applied and keys as strings; each name occurs once.
    ///
    /// What is merged stands where the merge key stands; what mappings that are merged merge themselves stands behind
    /// their own members.
    ///
    /// - Throws: ``YAMLError`` if this is not a mapping, or as ``jsonValue()`` does for its keys.
    package func resolvedMembers() throws(YAMLError) -> [YAMLResolvedMember] {
        try resolvedMembers { _, error throws(YAMLError) in throw error }
    }

    /// The members as above, where a name that is given twice has its last value and is reported.
    package func resolvedMembers(
        _ onDuplicate: (_ key: String, YAMLError) throws(YAMLError) -> Void
    ) throws(YAMLError) -> [YAMLResolvedMember] {
        let (own, hasMerge) = try ownMembers(onDuplicate)
        guard hasMerge, case .mapping(let members) = content else { return own }
        var names = Set(own.lazy.map { TextKey($0.name) })
        var result: [YAMLResolvedMember] = []
        var ownIndex = own.startIndex
        for member in members {
            guard member.isMerge else {
                // There are fewer where names are given twice.
                if ownIndex < own.count { result.append(own[ownIndex]) }
                ownIndex += 1
                continue
            }
            // Not by recursion: mappings that merge each other may be nested as deep as the limit allows.
            var sources = try member.value.mergeSources()
            sources.reverse()
            while let source = sources.popLast() {
                let (own, hasMerge) = try source.ownMembers(onDuplicate)
                for merged in own where names.insert(TextKey(merged.name)).inserted { result.append(merged) }
                guard hasMerge, case .mapping(let members) = source.content else { continue }
                for member in members.reversed() where member.isMerge {
                    sources.append(contentsOf: try member.value.mergeSources().reversed())
                }
            }
        }
        return result
    }

    /// The members but merge keys, and whether there are any of those.
    private func ownMembers(
        _ onDuplicate: (_ key: String, YAMLError) throws(YAMLError) -> Void
    ) throws(YAMLError) -> (members: [YAMLResolvedMember], hasMerge: Bool) {
        guard case .mapping(let members) = content else {
            throw YAMLError("expected a mapping, found \(kindDescription)", at: mark)
        }
        var own: [YAMLResolvedMember] = []
        own.reserveCapacity(members.count)
        var hasMerge = false
        for member in members {
            if member.isMerge {
                hasMerge = true
            } else {
                own.append(YAMLResolvedMember(name: try member.key.memberName(), key: member.key, value: member.value))
            }
        }
        if own.hasDuplicate { own = try own.withoutDuplicates(onDuplicate) }
        return (own, hasMerge)
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
    package var isMerge: Bool {
        guard case .scalar("<<") = key.content else { return false }
        return key.isImplicit || key.tag == YAMLTag.merge
    }
}

extension [YAMLResolvedMember] {
    /// Whether a name occurs more than once.
    fileprivate var hasDuplicate: Bool {
        // Small mappings need no table.
        if count <= 8 {
            return indices.dropFirst().contains { index in
                self[..<index].contains { TextKey($0.name) == TextKey(self[index].name) }
            }
        }
        var seen: Set<TextKey> = Set(minimumCapacity: count)
        return contains { !seen.insert(TextKey($0.name)).inserted }
    }

    /// The members in the order in which their names come first, each with its last value.
    fileprivate func withoutDuplicates(
        _ onDuplicate: (_ key: String, YAMLError) throws(YAMLError) -> Void
    ) throws(YAMLError) -> [YAMLResolvedMember] {
        var result: [YAMLResolvedMember] = []
        var positions: [TextKey: Int] = [:]
        for member in self {
            let key = TextKey(member.name)
            guard let position = positions[key] else {
                positions[key] = result.count
                result.append(member)
                continue
            }
            let first = result[position]
            try onDuplicate(
                member.name,
                YAMLError(
                    "the key \(quoted(member.name)) is given twice, first at \(first.key.mark)", at: member.key.mark,
                    related: first.key.mark))
            result[position] = YAMLResolvedMember(name: first.name, key: first.key, value: member.value)
        }
        return result
    }
}

/// A name compared by its bytes, as JSON's are: to Swift, canonically equivalent strings are equal.
private struct TextKey: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: TextKey, right: TextKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
