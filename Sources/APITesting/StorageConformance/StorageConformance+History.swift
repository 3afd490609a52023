import Storage

extension StorageConformance {
    private static let small = Limits(history: 50, watcherQueue: 5)

    /// Creates, updates and deletes, 500 writes in all, and returns the revision before and each list after.
    private static func fill(_ store: any Storage) async throws -> (start: Revision, lists: [StoragePage]) {
        let start = try await store.currentRevision()
        var lists: [StoragePage] = []
        for number in 0..<125 {
            let name = "n\(number)"
            let first = try await store.create(key(name), value: bytes("\(number)"))
            let second = try await store.update(key(name), value: bytes("\(number)'"), expecting: first)
            let third = try await store.update(key(name), value: bytes("\(number)''"), expecting: second)
            if number.isMultiple(of: 2) {
                _ = try await store.delete(key(name), expecting: third)
            } else {
                _ = try await store.update(key(name), value: bytes("\(number)'''"), expecting: third)
            }
            lists.append(try await store.list(things, after: nil, limit: nil, at: nil))
        }
        return (start, lists)
    }

    /// What a store has to do that keeps few writes.
    public static let history: [StorageConformance] = [
        StorageConformance("history that is forgotten is refused, and what is kept is whole", limits: small) { store in
            let (start, lists) = try await fill(store)
            try await expect("a watch from the beginning", throws: "‘compacted’", where: \.isCompacted) {
                try await store.watch(things, after: start)
            }
            try await expect("a list at the beginning", throws: "‘compacted’", where: \.isCompacted) {
                try await store.list(things, after: nil, limit: 1, at: Revision(start.rawValue + 1))
            }
            let newest = try await store.currentRevision()
            do {
                _ = try await store.watch(things, after: start)
            } catch StorageError.compacted(let oldest) {
                let kept = Int(newest.rawValue - oldest.rawValue)
                try expect(kept >= small.history, "at least \(small.history) writes to be kept, not \(kept)")
                // What the error names still works.
                let watch = try await store.watch(things, after: oldest)
                let events = try await read(kept, from: watch)
                try expect("the number of events", events.count, is: kept)
                let old = try await store.list(things, after: nil, limit: nil, at: oldest)
                let last = try require("a list", lists.last)
                try expect(
                    applying(events, to: old.records) == applying([], to: last.records),
                    "the oldest list and what followed to give the newest")
                for event in events where event.previous == nil {
                    try expect(
                        event.value == bytes(String(event.key.name.dropFirst())), "nothing before a creation only")
                }
                for list in lists where list.revision >= oldest {
                    let again = try await store.list(things, after: nil, limit: nil, at: list.revision)
                    try expect("what was there at \(list.revision)", again.records, is: list.records)
                }
            }
            try expect(
                "the newest list", try await store.list(things, after: nil, limit: nil, at: nil).records,
                is: try require("a list", lists.last).records)
        },
        StorageConformance("a watcher that does not read is ended, and others are not", limits: small) { store in
            let start = try await store.currentRevision()
            let slow = try await store.watch(things, after: start)
            let other = try await store.watch(things, after: start)
            var others: [StorageEvent] = []
            for number in 0..<8 {
                _ = try await store.create(key("m\(number)"), value: [])
                others += try await read(1, from: other)
            }
            try expect("what the other gets", others.map(\.key.name), is: (0..<8).map { "m\($0)" })
            var events: [StorageEvent] = []
            try await expect("the slow watch, in the end", throws: .watcherTooSlow) {
                for try await batch in slow { events += batch.events }
            }
            try expect("what it gets before", events.map(\.key.name), is: (0..<5).map { "m\($0)" })
            // It can begin anew from the last revision it saw.
            let again = try await store.watch(things, after: try require("events", events.last).revision)
            try expect("what it missed", try await read(3, from: again).map(\.key.name), is: ["m5", "m6", "m7"])
        },
    ]
}

extension StorageError {
    var isCompacted: Bool { if case .compacted = self { true } else { false } }
}
