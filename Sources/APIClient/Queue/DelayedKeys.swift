/// Keys that become due, each once, the earliest first.
///
/// A binary heap with the place of each key beside it.
struct DelayedKeys<Key: Hashable & Sendable>: Sendable {
    private var heap: [(due: Duration, key: Key)] = []
    private var places: [Key: Int] = [:]

    /// How many keys wait.
    var count: Int { heap.count }
    /// When the next is due.
    var nextDue: Duration? { heap.first?.due }

    /// Lets a key be due at a time; the earlier one stays where it waits already.
    mutating func insert(_ key: Key, due: Duration) {
        if let place = places[key] {
            guard due < heap[place].due else { return }
            heap[place].due = due
            moveUp(from: place)
        } else {
            heap.append((due, key))
            places[key] = heap.count - 1
            moveUp(from: heap.count - 1)
        }
    }

    /// Takes the earliest key that is due by now.
    mutating func removeDue(at now: Duration) -> Key? {
        guard let first = heap.first, first.due <= now else { return nil }
        swap(0, heap.count - 1)
        heap.removeLast()
        places[first.key] = nil
        moveDown()
        return first.key
    }

    /// Takes all keys away.
    mutating func removeAll() {
        heap = []
        places = [:]
    }

    private mutating func swap(_ a: Int, _ b: Int) {
        guard a != b else { return }
        heap.swapAt(a, b)
        places[heap[a].key] = a
        places[heap[b].key] = b
    }

    private mutating func moveUp(from place: Int) {
        var place = place
        while place > 0, heap[place].due < heap[(place - 1) / 2].due {
            swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func moveDown() {
        var place = 0
        while true {
            var earliest = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child].due < heap[earliest].due { earliest = child }
            }
            if earliest == place { return }
            swap(place, earliest)
            place = earliest
        }
    }
}
