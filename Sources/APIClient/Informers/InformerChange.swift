public import APIMachinery

/// How the objects that an ``Informer`` knows have changed.
public enum InformerChange<Object: APIObject>: Sendable, Equatable {
    /// It is new, or was there at the beginning.
    case added(Object)
    /// It is another than before.
    case updated(from: Object, to: Object)
    /// It is gone; as it was last known.
    case deleted(Object)

    /// The object after the change; before it, for a deletion.
    public var object: Object {
        switch self {
        case .added(let object), .updated(_, let object), .deleted(let object): object
        }
    }

    /// The object's key.
    public var key: ObjectKey { ObjectKey(object) }
}
