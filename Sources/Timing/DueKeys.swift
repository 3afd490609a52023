internal import HeapModule

/// Keys that become due, each once, the earliest first; those due at once in any order.
///
/// A heap that is never searched: what a key's time was before it changed, or was taken away, stays until it comes up or
/// outnumbers what counts. Each operation takes logarithmic time, on average.
package struct DueKeys<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Comparable, Sendable {
        var due: Duration
        var key: Key

        static func < (a: Self, b: Self) -> Bool { a.due < b.due }
        static func == (a: Self, b: Self) -> Bool { a.due == b.due }
    }

    private var heap = Heap<Entry>()
    private var due: [Key: Duration] = [:]

    /// No keys.
    package init() {}

    /// How many keys wait.
    package var count: Int { due.count }

    /// When the next is due.
    package var nextDue: Duration? {
        mutating get {
            while let entry = heap.min {
                if due[entry.key] == entry.due { return entry.due }
                heap.removeMin()
            }
            return nil
        }
    }

    /// Lets a key be due at a time; the earlier one stays where it waits already.
    package mutating func insert(_ key: Key, due time: Duration) {
        if let present = due[key], present <= time { return }
        due[key] = time
        heap.insert(Entry(due: time, key: key))
        dropStale()
    }

    /// Takes a key away, due or not.
    package mutating func remove(_ key: Key) {
        due[key] = nil
        dropStale()
    }

    /// Takes the earliest key that is due by now.
    package mutating func removeDue(at now: Duration) -> Key? {
        guard let next = nextDue, next <= now else { return nil }
        let key = heap.removeMin().key
        due[key] = nil
        return key
    }

    /// Takes all keys away.
    package mutating func removeAll() {
        heap = Heap()
        due = [:]
    }

    private mutating func dropStale() {
        if heap.count > 2 * due.count + 64 { heap = Heap(due.map { Entry(due: $1, key: $0) }) }
    }
}
