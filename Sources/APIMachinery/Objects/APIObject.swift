public import JSON

/// An object of an API: it says what it is and carries metadata.
public protocol APIObject: Sendable, Equatable, JSONCodable {
    /// The group and version, such as `apps/v1`; empty in items of lists.
    var apiVersion: String { get set }
    /// The kind, such as `Deployment`; empty in items of lists.
    var kind: String { get set }
    /// What every object has: name, labels, owners and so on.
    var metadata: ObjectMeta { get set }
    /// An object with empty values, and with the type's own `apiVersion` and `kind` where the type has them.
    init()
}

/// A type of objects that are all of one kind.
public protocol APIKind: APIObject {
    /// The group, version and kind of every object of this type.
    static var groupVersionKind: GroupVersionKind { get }
}

extension APIKind {
    /// The kind of lists of this kind: `PodList` for `Pod`.
    public static var listKind: String { groupVersionKind.kind + "List" }
}

/// Whether the objects of a resource live in namespaces.
public enum ResourceScope: String, Sendable, Hashable, CaseIterable {
    /// Each object is in a namespace.
    case namespaced = "Namespaced"
    /// Objects belong to the whole cluster.
    case cluster = "Cluster"
}

/// A kind that a server offers under a path of its own.
///
/// Conform through ``NamespacedResource`` or ``ClusterScopedResource``, and to one capability for each verb
/// (``Creatable``, ``Gettable`` …): the methods of ``ResourceClient`` follow from these.
public protocol APIResource: APIKind {
    /// The plural name, which stands in paths.
    static var plural: String { get }
    /// Whether objects live in namespaces.
    static var scope: ResourceScope { get }
}

extension APIResource {
    /// The group, version and plural name.
    public static var groupVersionResource: GroupVersionResource {
        let kind = groupVersionKind
        return GroupVersionResource(group: kind.group, version: kind.version, resource: plural)
    }
}

/// A resource whose objects live in namespaces.
public protocol NamespacedResource: APIResource {}

extension NamespacedResource {
    /// Always ``ResourceScope/namespaced``.
    public static var scope: ResourceScope { .namespaced }
}

/// A resource whose objects belong to the whole cluster.
public protocol ClusterScopedResource: APIResource {}

extension ClusterScopedResource {
    /// Always ``ResourceScope/cluster``.
    public static var scope: ResourceScope { .cluster }
}
