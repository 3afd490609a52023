import Storage

extension StorageConformance {
    /// What a backend has to do that keeps values beyond the life of a store.
    public static let restarting: [StorageConformance] = [
        StorageConformance("a store that is opened again has everything, and goes on counting") { backend in
            var store = try await backend.open(.plenty)
            let first = try await store.create(key("a"), value: bytes("1"))
            _ = try await store.update(key("a"), value: bytes("2"), expecting: first)
            let gone = try await store.create(key("b", of: "others"), value: bytes("3"))
            _ = try await store.create(key("c"), value: bytes("4"))
            let last = try await store.delete(key("b", of: "others"), expecting: gone)
            let before = try await store.list(.everything, after: nil, limit: nil, at: nil)
            await store.close()

            store = try await backend.open(.plenty)
            try expect("the current revision", try await store.currentRevision(), is: last)
            let after = try await store.list(.everything, after: nil, limit: nil, at: nil)
            try expect("what is there", after.records, is: before.records)
            let next = try await store.create(key("d"), value: bytes("5"))
            try expect(next > last, "a revision after \(last), not \(next)")
            await store.close()
        },
        StorageConformance("a watch goes on from a revision before a restart") { backend in
            var store = try await backend.open(.plenty)
            let start = try await store.currentRevision()
            let first = try await store.create(key("a"), value: bytes("1"))
            let second = try await store.update(key("a"), value: bytes("2"), expecting: first)
            let third = try await store.delete(key("a"), expecting: second)
            let list = try await store.list(.everything, after: nil, limit: nil, at: second)
            await store.close()

            store = try await backend.open(.plenty)
            let watch = try await store.watch(.everything, after: start)
            let fourth = try await store.create(key("b"), value: bytes("4"))
            let events = try await read(4, from: watch)
            try expect("the revisions", events.map(\.revision), is: [first, second, third, fourth])
            try expect("the values", events.map(\.value), is: [bytes("1"), bytes("2"), nil, bytes("4")])
            try expect(
                "what was replaced", events.map(\.previous),
                is: [nil, record(key("a"), "1", first), record(key("a"), "2", second), nil])
            let again = try await store.list(.everything, after: nil, limit: nil, at: second)
            try expect("the list at a revision before", again.records, is: list.records)
            await store.close()
        },
        StorageConformance("history that was forgotten stays so, and that which is kept is kept") { backend in
            let limits = Limits(history: 50, watcherQueue: 100)
            var store = try await backend.open(limits)
            var revisions = [try await store.currentRevision()]
            for number in 0..<500 {
                let key = key("k\(number % 20)")
                if let record = try await store.get(key) {
                    revisions.append(
                        try await store.update(key, value: [UInt8(number % 256)], expecting: record.revision))
                } else {
                    revisions.append(try await store.create(key, value: [UInt8(number % 256)]))
                }
            }
            let before = try await store.list(.everything, after: nil, limit: nil, at: nil)
            let old = try await store.list(.everything, after: nil, limit: nil, at: revisions[460])
            await store.close()

            store = try await backend.open(limits)
            try await expect("a watch from the beginning", throws: "‘compacted’", where: \.isCompacted) {
                try await store.watch(things, after: revisions[0])
            }
            let after = try await store.list(.everything, after: nil, limit: nil, at: nil)
            try expect("what is there", after.records, is: before.records)
            let again = try await store.list(.everything, after: nil, limit: nil, at: revisions[460])
            try expect("what was there 40 writes ago", again.records, is: old.records)
            let watch = try await store.watch(things, after: revisions[460])
            try expect(
                "the revisions since", try await read(40, from: watch).map(\.revision), is: Array(revisions[461...]))
            await store.close()
        },
    ]
}
