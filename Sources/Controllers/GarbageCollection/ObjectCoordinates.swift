import APIMachinery

/// Where an object is found: what an owner reference says of its owner, but for the uid.
struct ObjectCoordinates: Hashable, Sendable, CustomStringConvertible {
    var apiVersion: String
    var kind: String
    /// The namespace; empty for cluster-scoped objects. An owner is looked for in its dependent's namespace.
    var namespace: String
    var name: String

    /// Whether a reference means the object that is found here.
    ///
    /// - Parameter claim: What the reference says, with the dependent's namespace.
    func isMeant(by claim: ObjectCoordinates) -> Bool {
        apiVersion == claim.apiVersion && kind == claim.kind && name == claim.name
            && (namespace.isEmpty || namespace == claim.namespace)
    }

    var description: String {
        "\(apiVersion)/\(kind) \(namespace.isEmpty ? name : "\(namespace)/\(name)")"
    }
}

extension OwnerReference {
    /// Where the owner is, as a dependent in a namespace says.
    func coordinates(from namespace: String) -> ObjectCoordinates {
        ObjectCoordinates(apiVersion: apiVersion, kind: kind, namespace: namespace, name: name)
    }
}

extension ObjectMeta {
    /// What an object that is deleted waits for where its dependents are to stay.
    static let orphanFinalizer = "orphan"
    /// What an object that is deleted waits for where its dependents are to go first.
    static let foregroundFinalizer = "foregroundDeletion"

    var isBeingDeleted: Bool { deletionTimestamp != nil }

    func hasFinalizer(_ finalizer: String) -> Bool { finalizers?.contains(finalizer) ?? false }

    /// Whether the object goes once its dependents are gone.
    var isDeletingDependents: Bool { isBeingDeleted && hasFinalizer(Self.foregroundFinalizer) }

    /// Whether the object goes once its dependents are free of it.
    var isOrphaningDependents: Bool { isBeingDeleted && hasFinalizer(Self.orphanFinalizer) }
}
