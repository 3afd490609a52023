import APIMachinery
import Storage
import Synchronization

/// A write, as the cache keeps it for those who watch.
final class CacheEvent: Sendable {
    let key: StorageKey
    let revision: Revision
    /// The new object; `nil` for a deletion.
    let object: StoredObject?
    /// What the write replaced; `nil` for a creation.
    let previous: StoredObject?
    private let made = Mutex(Made())

    /// What has been made of the event and may be asked for again.
    private struct Made {
        var frames: [(form: FrameForm, bytes: [UInt8])] = []
        var shown: Shown?
        /// Whether nothing is kept any more.
        var isOld = false
    }

    /// The objects of the event as another version shows them.
    private struct Shown {
        /// The serial number of the resource.
        var resource: Int
        var object: StoredObject?
        var previous: StoredObject?
    }

    /// What tells the encodings of one event apart.
    struct FrameForm: Hashable, Sendable {
        /// The serial number of the resource.
        var resource: Int
        var type: WatchEventType
        var encoding: Encoding
        var view: AnswerForm.View
        var metaVersion = AnswerForm.MetaVersion.v1
        var rowObject: TableRenderer.RowObject
    }

    init(key: StorageKey, revision: Revision, object: StoredObject?, previous: StoredObject?) {
        self.key = key
        self.revision = revision
        self.object = object
        self.previous = previous
    }

    /// The event as bytes in a form: made once, and shared by all who watch in that form.
    func frame(_ form: FrameForm, make: () throws -> [UInt8]) rethrows -> [UInt8] {
        // Made under the lock: the other watchers that want it would have to make it too.
        try made.withLock { made in
            if let known = made.frames.first(where: { $0.form == form }) { return known.bytes }
            let bytes = try make()
            if !made.isOld { made.frames.append((form, bytes)) }
            return bytes
        }
    }

    /// The new object and the former one as a resource shows them: converted once, for all who ask what the event is to
    /// them.
    func shown(
        as resource: ServedResource, _ convert: (StoredObject) throws -> StoredObject
    ) rethrows -> (object: StoredObject?, previous: StoredObject?) {
        try made.withLock { made in
            if let shown = made.shown, shown.resource == resource.serial { return (shown.object, shown.previous) }
            let shown = Shown(
                resource: resource.serial, object: try object.map(convert), previous: try previous.map(convert))
            if !made.isOld { made.shown = shown }
            return (shown.object, shown.previous)
        }
    }

    /// Forgets what has been made, which can be made again, and keeps nothing from now on.
    func dropFrames() {
        made.withLock { made in
            made = Made()
            made.isOld = true
        }
    }

    /// How much memory is kept for the event alone.
    var size: Int { 256 + (previous?.ownSize ?? 0) }

    /// How a watch sees the event that selects some objects: one that begins to be selected is added, one that ends to
    /// be is deleted.
    ///
    /// - Returns: `nil` where the watch does not see it.
    static func type(was: Bool, isSelected: Bool) -> WatchEventType? {
        switch (was, isSelected) {
        case (false, true): .added
        case (true, true): .modified
        case (true, false): .deleted
        case (false, false): nil
        }
    }
}
