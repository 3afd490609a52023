import APIMachinery

/// Who owns whom, by uid, as far as the watches have told.
///
/// It only notes what it is told and says what is to be looked at for it; nothing is believed to be absent before it was
/// looked for. An owner that no watch has told of has a node as well, a *virtual* one, for as long as an object names it.
struct OwnershipGraph: Sendable {
    /// A watch that tells of objects. Of two that tell of the same object the later one counts.
    struct Source: Hashable, Sendable {
        /// The number of the watch, higher for later ones.
        var id: Int
        /// The group and version of its objects.
        var apiVersion: String
        /// The kind of its objects.
        var kind: String
    }

    /// Something to look at, named by a uid.
    enum Work: Hashable, Sendable {
        /// Whether the object is to be deleted or to be let go; for a virtual node, whether there is such an object.
        case examine(String)
        /// Whether the object's dependents are to be freed of it.
        case orphan(String)
    }

    /// A reference to an owner that is in another namespace, where no owner can be.
    struct Misplacement: Hashable, Sendable {
        var owner: ObjectCoordinates
        var ownerUID: String
        var dependent: ObjectCoordinates
    }

    /// What follows from a change.
    struct Consequences: Sendable, Equatable {
        var work: [Work] = []
        var misplacements: [Misplacement] = []
    }

    /// The dependents that name an owner in one way.
    struct Claim: Sendable, Equatable {
        /// Their uids.
        var dependents: Set<String> = []
        /// The uids of those that a foreground deletion of the owner waits for.
        var blocking: Set<String> = []
        /// Whether the owner was looked for and not found.
        var isAbsent = false
    }

    struct Node: Sendable {
        /// Where the object is; `nil` for a virtual node.
        var coordinates: ObjectCoordinates?
        var source: Source?
        var owners: [OwnerReference] = []
        var isBeingDeleted = false
        var isDeletingDependents = false
        var isOrphaningDependents = false
        /// By what they say of the owner. All but one say something wrong, unless the owner is cluster-scoped.
        var claims: [ObjectCoordinates: Claim] = [:]

        /// Whether a foreground deletion has nothing left to wait for. A reference that does not mean the object, such as
        /// one from another namespace, holds nothing up.
        var isUnblocked: Bool {
            claims.allSatisfy { $0.value.blocking.isEmpty || !(coordinates?.isMeant(by: $0.key) ?? true) }
        }

        var dependents: [String] { claims.values.flatMap(\.dependents) }
    }

    private var nodes: [String: Node] = [:]
    private var seen: [Source: Set<String>] = [:]

    /// What is known of an object, or of one that others name as their owner.
    subscript(uid: String) -> Node? { nodes[uid] }

    /// How many nodes there are.
    var count: Int { nodes.count }

    // MARK: What watches tell

    /// Takes over all objects that a watch begins with. Others of the same watch are gone.
    mutating func replace(with objects: [ObjectMeta], _ source: Source) -> Consequences {
        var consequences = Consequences()
        var gone = seen[source] ?? []
        for object in objects {
            if let uid = object.uid { gone.remove(uid) }
            put(object, source, &consequences)
        }
        for uid in gone { remove(uid, source, &consequences) }
        return consequences
    }

    /// Takes over an object that is new or has changed.
    mutating func put(_ object: ObjectMeta, _ source: Source) -> Consequences {
        var consequences = Consequences()
        put(object, source, &consequences)
        return consequences
    }

    /// An object is gone. Those that name it as their owner are to be looked at.
    mutating func remove(_ uid: String, _ source: Source) -> Consequences {
        var consequences = Consequences()
        remove(uid, source, &consequences)
        return consequences
    }

    /// A watch has ended, and nothing is known any more of its objects. They need not be gone.
    mutating func forget(_ source: Source) -> Consequences {
        var consequences = Consequences()
        for uid in seen[source] ?? [] {
            withdraw(uid, source, &consequences)
            // Nobody tells when it goes.
            if nodes[uid] != nil { consequences.work.append(.examine(uid)) }
        }
        return consequences
    }

    private mutating func put(_ object: ObjectMeta, _ source: Source, _ consequences: inout Consequences) {
        guard let uid = object.uid, !uid.isEmpty, let name = object.name else { return }
        let old = nodes[uid] ?? Node()
        if let known = old.source, known != source {
            guard known.id < source.id else { return }
            seen[known]?.remove(uid)
        }
        seen[source, default: []].insert(uid)
        let coordinates = ObjectCoordinates(
            apiVersion: source.apiVersion, kind: source.kind, namespace: object.namespace ?? "", name: name)
        let owners = object.ownerReferences ?? []
        nodes[uid, default: Node()].observe(object, coordinates, source)
        if old.coordinates != coordinates { compare(uid, old, coordinates, &consequences) }
        if old.owners != owners || old.coordinates?.namespace != coordinates.namespace {
            unlink(uid, old, &consequences)
            nodes[uid]?.owners = owners
            for owner in owners { link(uid, coordinates, owner, &consequences) }
        }
        guard let new = nodes[uid] else { return }
        if new.isOrphaningDependents && !old.isOrphaningDependents { consequences.work.append(.orphan(uid)) }
        if new.isDeletingDependents && !old.isDeletingDependents {
            consequences.work += new.dependents.map { .examine($0) }
            consequences.work.append(.examine(uid))
        }
    }

    /// Finds the dependents that are wrong about an owner, now that it is known where it is.
    private func compare(
        _ uid: String, _ old: Node, _ coordinates: ObjectCoordinates, _ consequences: inout Consequences
    ) {
        for (said, claim) in old.claims where !coordinates.isMeant(by: said) {
            for dependent in claim.dependents {
                consequences.work.append(.examine(dependent))
                reportMisplacement(uid, coordinates, nodes[dependent]?.coordinates, &consequences)
            }
        }
    }

    private func reportMisplacement(
        _ owner: String, _ coordinates: ObjectCoordinates, _ dependent: ObjectCoordinates?,
        _ consequences: inout Consequences
    ) {
        guard let dependent, !coordinates.namespace.isEmpty, coordinates.namespace != dependent.namespace else {
            return
        }
        consequences.misplacements.append(
            Misplacement(owner: coordinates, ownerUID: owner, dependent: dependent))
    }

    private mutating func remove(_ uid: String, _ source: Source, _ consequences: inout Consequences) {
        guard nodes[uid]?.source == source else { return }
        withdraw(uid, source, &consequences)
        consequences.work += (nodes[uid]?.dependents ?? []).map { .examine($0) }
    }

    /// Makes a node virtual, or drops it where nobody names it.
    private mutating func withdraw(_ uid: String, _ source: Source, _ consequences: inout Consequences) {
        guard let node = nodes[uid], node.source == source else { return }
        seen[source]?.remove(uid)
        if seen[source]?.isEmpty == true { seen[source] = nil }
        unlink(uid, node, &consequences)
        var rest = Node()
        rest.claims = node.claims
        nodes[uid] = rest.claims.isEmpty ? nil : rest
    }

    // MARK: Owners

    private mutating func link(
        _ dependent: String, _ coordinates: ObjectCoordinates, _ reference: OwnerReference,
        _ consequences: inout Consequences
    ) {
        // What names itself waits for nobody else.
        guard reference.uid != dependent else { return }
        let said = reference.coordinates(from: coordinates.namespace)
        nodes[reference.uid, default: Node()].claims[said, default: Claim()].add(dependent, reference)
        guard let owner = nodes[reference.uid], let claim = owner.claims[said] else { return }
        if let place = owner.coordinates {
            if !place.isMeant(by: said) {
                consequences.work.append(.examine(dependent))
                reportMisplacement(reference.uid, place, coordinates, &consequences)
            } else if owner.isDeletingDependents {
                // An owner that waits for its dependents takes along what it gets meanwhile.
                consequences.work.append(.examine(dependent))
            }
        } else if claim.isAbsent {
            consequences.work.append(.examine(dependent))
        } else if claim.dependents.count == 1 {
            consequences.work.append(.examine(reference.uid))
        }
    }

    private mutating func unlink(_ dependent: String, _ node: Node, _ consequences: inout Consequences) {
        guard let namespace = node.coordinates?.namespace else { return }
        for reference in node.owners where reference.uid != dependent {
            let said = reference.coordinates(from: namespace)
            let wasBlocked = nodes[reference.uid]?.claims[said]?.blocking.remove(dependent) != nil
            nodes[reference.uid]?.claims[said]?.dependents.remove(dependent)
            guard let owner = nodes[reference.uid] else { continue }
            if owner.claims[said]?.dependents.isEmpty == true { nodes[reference.uid]?.claims[said] = nil }
            if wasBlocked && owner.isDeletingDependents && owner.isUnblocked {
                consequences.work.append(.examine(reference.uid))
            }
            if owner.coordinates == nil && nodes[reference.uid]?.claims.isEmpty == true { nodes[reference.uid] = nil }
        }
    }

    // MARK: What is found out

    /// Whether an owner was looked for and not found where a reference says that it is.
    func isAbsent(_ uid: String, _ said: ObjectCoordinates) -> Bool { nodes[uid]?.claims[said]?.isAbsent ?? false }

    /// An owner was looked for and not found where a reference says that it is.
    ///
    /// - Returns: The uids of those who say so, where this is news.
    mutating func markAbsent(_ uid: String, _ said: ObjectCoordinates) -> Set<String> {
        guard let claim = nodes[uid]?.claims[said], !claim.isAbsent else { return [] }
        nodes[uid]?.claims[said]?.isAbsent = true
        return claim.dependents
    }
}

extension OwnershipGraph.Node {
    fileprivate mutating func observe(
        _ object: ObjectMeta, _ place: ObjectCoordinates, _ watch: OwnershipGraph.Source
    ) {
        coordinates = place
        source = watch
        isBeingDeleted = object.isBeingDeleted
        isDeletingDependents = object.isDeletingDependents
        isOrphaningDependents = object.isOrphaningDependents
    }
}

extension OwnershipGraph.Claim {
    fileprivate mutating func add(_ dependent: String, _ reference: OwnerReference) {
        dependents.insert(dependent)
        if reference.blockOwnerDeletion == true { blocking.insert(dependent) }
    }
}
