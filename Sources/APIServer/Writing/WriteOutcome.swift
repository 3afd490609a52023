/// What a write came to.
struct WriteOutcome: Sendable {
    enum Change: Sendable {
        case created, updated, deleted
        /// There was nothing to change, so nothing was stored.
        case nothing
    }

    /// The object as it is stored, or was last.
    var object: StoredObject
    var change: Change
}
