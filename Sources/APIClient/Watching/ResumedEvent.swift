public import APIMachinery

/// What a ``ResumingWatch`` reports.
public enum ResumedEvent<Object: APIObject>: Sendable, Equatable {
    /// All that there is, at a revision: at the beginning, and again whenever the server no longer keeps the revision
    /// at which the watch was broken off. What the reader knows and is not among the objects has been deleted.
    case listed([Object], resourceVersion: String)
    /// A change since then, or a bookmark.
    case changed(ResourceEvent<Object>)

    /// The revision of the event.
    public var resourceVersion: String {
        switch self {
        case .listed(_, let resourceVersion): resourceVersion
        case .changed(let event): event.resourceVersion
        }
    }
}
