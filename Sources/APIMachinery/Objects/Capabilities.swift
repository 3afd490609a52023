/// A resource with the verb `create`.
public protocol Creatable: APIResource {}
/// A resource with the verb `get`.
public protocol Gettable: APIResource {}
/// A resource with the verb `list`.
public protocol Listable: APIResource {}
/// A resource with the verb `watch`.
public protocol Watchable: APIResource {}
/// A resource with the verb `update`.
public protocol Updatable: APIResource {}
/// A resource with the verb `patch`.
public protocol Patchable: APIResource {}
/// A resource with the verb `delete`.
public protocol Deletable: APIResource {}
/// A resource with the verb `deletecollection`.
public protocol CollectionDeletable: APIResource {}
/// A resource with a `status` subresource that can be replaced.
public protocol StatusUpdatable: APIResource {}
/// A resource with a `scale` subresource.
public protocol Scalable: APIResource {}

/// A stored resource with all eight verbs, as most have.
public typealias FullyCapable = Creatable & Gettable & Listable & Watchable & Updatable & Patchable & Deletable
    & CollectionDeletable
