/// Why the store did not do what was asked.
public enum StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is a value at the key already.
    case keyExists(StorageKey)
    /// There is no value at the key.
    case keyNotFound(StorageKey)
    /// The value is not at the expected revision; the payload is the value as it is.
    case conflict(StorageRecord)
    /// The revision asked for is older than the history that is kept, which begins after the payload.
    case compacted(Revision)
    /// The revision asked for is yet to come; the payload is the newest.
    case futureRevision(Revision)
    /// The watcher did not keep up and was ended. It can begin anew from the last revision it saw.
    case watcherTooSlow
    /// The store was closed.
    case closed
    /// The backend failed; the text is for the operator.
    case unavailable(String)

    /// What happened, for the operator.
    public var description: String {
        switch self {
        case .keyExists(let key): "\(key) exists"
        case .keyNotFound(let key): "\(key) does not exist"
        case .conflict(let record): "\(record.key) is at revision \(record.revision)"
        case .compacted(let revision): "history up to revision \(revision) has been compacted"
        case .futureRevision(let revision): "the newest revision is \(revision)"
        case .watcherTooSlow: "the watcher did not keep up"
        case .closed: "the store is closed"
        case .unavailable(let reason): "the store is not available: \(reason)"
        }
    }
}
