import Storage

extension StorageConformance {
    /// What writes have to do.
    public static let writing: [StorageConformance] = [
        StorageConformance("a created value is there, once") { store in
            let before = try await store.currentRevision()
            try expect("what is there before", try await store.get(key("a")), is: nil)
            let revision = try await store.create(key("a"), value: bytes("1"))
            try expect(revision > before, "a revision after \(before), not \(revision)")
            try expect("the current revision", try await store.currentRevision(), is: revision)
            let created = record(key("a"), "1", revision)
            try expect("what was created", try await store.get(key("a")), is: created)
            try await expect("a second creation", throws: .keyExists(key("a"))) {
                try await store.create(key("a"), value: bytes("2"))
            }
            try expect("what is there after it", try await store.get(key("a")), is: created)
        },
        StorageConformance("an update needs the revision that is there") { store in
            let first = try await store.create(key("a"), value: bytes("1"))
            let second = try await store.update(key("a"), value: bytes("2"), expecting: first)
            try expect(second > first, "a revision after \(first), not \(second)")
            let updated = record(key("a"), "2", second)
            try await expect("an update of what was", throws: .conflict(updated)) {
                try await store.update(key("a"), value: bytes("3"), expecting: first)
            }
            try expect("what was updated", try await store.get(key("a")), is: updated)
            try await expect("an update of nothing", throws: .keyNotFound(key("b"))) {
                try await store.update(key("b"), value: bytes("3"), expecting: first)
            }
        },
        StorageConformance("a deletion needs the revision that is there, and has one of its own") { store in
            let first = try await store.create(key("a"), value: bytes("1"))
            let second = try await store.update(key("a"), value: bytes("2"), expecting: first)
            try await expect("a deletion of what was", throws: .conflict(record(key("a"), "2", second))) {
                try await store.delete(key("a"), expecting: first)
            }
            let third = try await store.delete(key("a"), expecting: second)
            try expect(third > second, "a revision after \(second), not \(third)")
            try expect("what was deleted", try await store.get(key("a")), is: nil)
            try await expect("a second deletion", throws: .keyNotFound(key("a"))) {
                try await store.delete(key("a"), expecting: second)
            }
            let fourth = try await store.create(key("a"), value: bytes("3"))
            try expect(fourth > third, "a revision after \(third), not \(fourth)")
        },
        StorageConformance("a write that fails its check takes no revision and is not reported") { store in
            let first = try await store.create(key("a"), value: bytes("1"))
            let watch = try await store.watch(things, after: first)
            _ = try? await store.create(key("a"), value: bytes("2"))
            _ = try? await store.update(key("a"), value: bytes("2"), expecting: Revision(first.rawValue - 1))
            _ = try? await store.delete(key("b"), expecting: first)
            try expect("the current revision", try await store.currentRevision(), is: first)
            let second = try await store.create(key("b"), value: bytes("3"))
            try expect("what is reported", try await read(1, from: watch).map(\.revision), is: [second])
        },
        StorageConformance("keys that differ in one part are different keys") { store in
            let keys = [
                key("a"), key("b"), key("a", in: "other"), key("a", in: ""), key("a", of: "others"),
                key("ns/a", in: ""), key("a\0b"), key("a\0"), key("A"), key("ä"), key("%"), key("'"),
            ]
            for (number, key) in keys.enumerated() {
                _ = try await store.create(key, value: bytes(String(number)))
            }
            for (number, key) in keys.enumerated() {
                try expect("the value of \(key)", try await present(key, in: store).value, is: bytes(String(number)))
            }
            let all = try await store.list(.everything, after: nil, limit: nil, at: nil)
            try expect("all keys", Set(all.records.map(\.key)), is: Set(keys))
        },
        StorageConformance("values are any bytes of any length") { store in
            let values: [[UInt8]] = [
                [], [0], [0, 0xFF, 0xFE], Array(repeating: 0xAB, count: 5_800),
                (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) },
            ]
            for (number, value) in values.enumerated() {
                let key = key("v\(number)")
                let revision = try await store.create(key, value: value)
                let isSame = try await present(key, in: store).value == value
                try expect(isSame, "\(value.count) bytes to come back as they were")
                _ = try await store.update(key, value: value.reversed(), expecting: revision)
            }
            let watch = try await store.watch(things, after: Revision(try await store.currentRevision().rawValue - 10))
            let events = try await read(10, from: watch)
            for (number, value) in values.enumerated() {
                try expect(events[number * 2].value == value, "\(value.count) bytes in the report of their creation")
                try expect(
                    events[number * 2 + 1].previous?.value == value,
                    "\(value.count) bytes in the report of their replacement")
            }
        },
    ]

    /// What writes that come at the same time have to do.
    public static let concurrency: [StorageConformance] = [
        StorageConformance("of writers that expect the same revision one succeeds") { store in
            let first = try await store.create(key("a"), value: bytes("0"))
            let successes = await withTaskGroup(of: Bool.self) { group in
                for number in 1...20 {
                    group.addTask {
                        (try? await store.update(key("a"), value: bytes(String(number)), expecting: first)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try expect("the number of updates that succeed", successes, is: 1)
        },
        StorageConformance("of writers that create the same key one succeeds, and others do not suffer") { store in
            let outcomes = await withTaskGroup(of: (name: String, isCreated: Bool).self) { group in
                for number in 0..<60 {
                    let name = number.isMultiple(of: 2) ? "same" : "own\(number)"
                    group.addTask {
                        (name, (try? await store.create(key(name), value: bytes(String(number)))) != nil)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let same = outcomes.filter { $0.name == "same" && $0.isCreated }
            try expect("the number of creations of one key that succeed", same.count, is: 1)
            let own = outcomes.filter { $0.name != "same" && $0.isCreated }
            try expect("the number of creations of different keys that succeed", own.count, is: 30)
        },
        StorageConformance("every write is acknowledged once, with a revision of its own that grows") { store in
            let start = try await store.currentRevision()
            let watch = try await store.watch(.everything, after: start)
            let acknowledged = try await withThrowingTaskGroup(of: [(StorageKey, Revision)].self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        var acknowledged: [(StorageKey, Revision)] = []
                        for number in 0..<50 {
                            let key = key("w\(writer)-\(number)", of: "c\(writer % 3)")
                            acknowledged.append((key, try await store.create(key, value: bytes("\(number)"))))
                        }
                        return acknowledged
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for writes in acknowledged {
                let revisions = writes.map(\.1)
                try expect(
                    zip(revisions, revisions.dropFirst()).allSatisfy { $0 < $1 },
                    "one writer's revisions to grow, not \(revisions)")
            }
            let byRevision = Dictionary(
                acknowledged.joined().map { ($0.1, $0.0) }, uniquingKeysWith: { first, _ in first })
            try expect("the number of different revisions", byRevision.count, is: 400)
            let events = try await read(400, from: watch)
            try expect("the number of events", events.count, is: 400)
            try expect(
                zip(events, events.dropFirst()).allSatisfy { $0.revision < $1.revision },
                "events in the order of their revisions")
            for event in events {
                try expect(
                    "the key of revision \(event.revision)", event.key, is: byRevision[event.revision] ?? event.key)
                try expect(byRevision[event.revision] != nil, "no event of a revision that nobody was told")
            }
            try expect(
                "the current revision", try await store.currentRevision(),
                is: try require("events", events.last).revision)
        },
        StorageConformance("a list during writes agrees with the watch that follows it") { store in
            let writers = Task {
                await withTaskGroup(of: Void.self) { group in
                    for writer in 0..<4 {
                        group.addTask {
                            for number in 0..<100 {
                                let key = key("k\(number % 7)", in: "ns\(writer % 2)")
                                if let record = try? await store.get(key) {
                                    if number.isMultiple(of: 3) {
                                        _ = try? await store.delete(key, expecting: record.revision)
                                    } else {
                                        let value = bytes("\(writer)-\(number)")
                                        _ = try? await store.update(key, value: value, expecting: record.revision)
                                    }
                                } else {
                                    _ = try? await store.create(key, value: bytes("\(writer)-\(number)"))
                                }
                            }
                        }
                    }
                }
            }
            var lists: [(StoragePage, StorageWatch)] = []
            for _ in 0..<20 {
                let page = try await store.list(.everything, after: nil, limit: nil, at: nil)
                // Whoever has seen a revision can go on from it.
                lists.append((page, try await store.watch(.everything, after: page.revision)))
            }
            await writers.value
            let end = try await store.list(.everything, after: nil, limit: nil, at: nil)
            for (page, watch) in lists {
                let events = try await read(Int(end.revision.rawValue - page.revision.rawValue), from: watch)
                let state = applying(events, to: page.records)
                try expect(
                    state == applying([], to: end.records),
                    "the list at \(page.revision) and what followed to give the list at \(end.revision)")
            }
        },
        StorageConformance("a write has been offered to watches when it is acknowledged") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            var iterator = watch.makeAsyncIterator()
            for number in 0..<50 {
                let revision = try await store.create(key("a\(number)"), value: bytes("1"))
                // With the progress there is a batch at once, and the event must be in it.
                watch.requestProgress()
                let batch = try require("a batch", try await iterator.next())
                try expect("what is reported", batch.events.map(\.revision), is: [revision])
                try expect("how far the batch is", batch.revision, is: revision)
            }
        },
    ]
}
