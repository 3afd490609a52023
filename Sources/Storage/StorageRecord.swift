/// A value as the store holds it.
public struct StorageRecord: Hashable, Sendable {
    /// Where the value stands.
    public var key: StorageKey
    /// What was written. Its form is the writer's business.
    public var value: [UInt8]
    /// The revision of the write that made the value what it is.
    public var revision: Revision

    /// A value at a key.
    public init(key: StorageKey, value: [UInt8], revision: Revision) {
        self.key = key
        self.value = value
        self.revision = revision
    }
}

/// Part of what a scope held at one revision.
public struct StoragePage: Sendable {
    /// In the order of their keys.
    public var records: [StorageRecord]
    /// The revision of the snapshot that the page is part of.
    public var revision: Revision
    /// How many records of the scope follow the page's last one.
    public var remaining: Int

    /// A page.
    public init(records: [StorageRecord], revision: Revision, remaining: Int) {
        self.records = records
        self.revision = revision
        self.remaining = remaining
    }
}

/// A write, as a watch reports it.
public struct StorageEvent: Hashable, Sendable {
    /// Where the write was.
    public var key: StorageKey
    /// The revision of the write.
    public var revision: Revision
    /// The new value; `nil` for a deletion.
    public var value: [UInt8]?
    /// What the write replaced; `nil` for a creation.
    public var previous: StorageRecord?

    /// A write.
    public init(key: StorageKey, revision: Revision, value: [UInt8]?, previous: StorageRecord?) {
        self.key = key
        self.revision = revision
        self.value = value
        self.previous = previous
    }
}
