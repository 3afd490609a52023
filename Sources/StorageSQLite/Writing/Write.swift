import Storage

/// What one caller wants to have written.
enum Write: Sendable {
    case create(StorageKey, [UInt8])
    case update(StorageKey, [UInt8], expecting: Revision)
    case delete(StorageKey, expecting: Revision)
    /// Nothing but room on the disk, to see whether there is as much.
    case trial(byteCount: Int)

    /// How much the write takes on the disk, about.
    var byteCount: Int {
        switch self {
        case .create(_, let value), .update(_, let value, _): value.count
        case .delete: 0
        case .trial(let byteCount): byteCount
        }
    }
}

/// A write and the caller that waits for it.
struct WaitingWrite: Sendable {
    typealias Outcome = Result<Revision, StorageError>

    var write: Write
    var caller: CheckedContinuation<Outcome, Never>
}
