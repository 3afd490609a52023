import Storage
import Synchronization

/// Something that stands for bytes and can be shared by all that have the same.
protocol Interned: AnyObject, Sendable {
    /// What it stands for.
    var bytes: [UInt8] { get }
}

/// Keeps one of each of what is equal, for as long as somebody else refers to it.
final class Interner<Element: Interned>: Sendable {
    private struct Entry: Sendable {
        weak var element: Element?
    }

    private struct State {
        var entries: [Int: [Entry]] = [:]
        var count = 0
        /// At how many entries those are dropped whose elements are gone.
        var sweepsAt = 1024

        /// Drops the entries of elements that are gone. As it is called again only when there are twice as many, an
        /// element pays for it once.
        mutating func sweep() {
            entries = entries.compactMapValues { entries in
                let left = entries.filter { $0.element != nil }
                return left.isEmpty ? nil : left
            }
            count = entries.values.reduce(0) { $0 + $1.count }
            sweepsAt = max(1024, 2 * count)
        }
    }

    private let state = Mutex(State())

    /// The element for bytes; made where there is none.
    func element(for bytes: ArraySlice<UInt8>, make: ([UInt8]) -> Element) -> Element {
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        let hash = hasher.finalize()
        return state.withLock { state in
            var living: [Entry] = []
            let known = state.entries[hash] ?? []
            for entry in known {
                guard let element = entry.element else { continue }
                if element.bytes.hasSameBytes(as: bytes) { return element }
                living.append(entry)
            }
            let element = make(Array(bytes))
            living.append(Entry(element: element))
            // Those that are gone do not pile up where the same is made again and again.
            state.entries[hash] = living
            state.count += living.count - known.count
            if state.count >= state.sweepsAt { state.sweep() }
            return element
        }
    }

    /// How many elements somebody refers to.
    var count: Int {
        state.withLock { state in
            state.sweep()
            return state.count
        }
    }
}

/// Part of the text of several objects, such as the field sets that one manager leaves in all that it makes.
final class SharedSegment: Interned {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// The labels of one or more objects.
final class LabelSet: Interned {
    /// The labels as JSON.
    let bytes: [UInt8]
    private let labels: [(key: String, value: String)]

    /// - Parameter labels: The labels that the bytes are.
    init(_ bytes: [UInt8], _ labels: [(key: String, value: String)]) {
        self.bytes = bytes
        self.labels = labels
    }

    static let none = LabelSet([], [])

}

extension LabelSet: Sequence {
    func makeIterator() -> IndexingIterator<[(key: String, value: String)]> { labels.makeIterator() }
}

/// What objects of a cache share.
struct ObjectSharing: Sendable {
    let segments = Interner<SharedSegment>()
    let labels = Interner<LabelSet>()
}
