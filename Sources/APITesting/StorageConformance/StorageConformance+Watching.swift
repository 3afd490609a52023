import Storage

extension StorageConformance {
    /// What watches have to do.
    public static let watching: [StorageConformance] = [
        StorageConformance("a watch reports what comes after its revision, with what was replaced") { store in
            let first = try await store.create(key("a"), value: bytes("1"))
            let second = try await store.update(key("a"), value: bytes("2"), expecting: first)
            let watch = try await store.watch(things, after: first)
            let third = try await store.delete(key("a"), expecting: second)
            let fourth = try await store.create(key("a"), value: bytes("4"))
            let expected = [
                StorageEvent(
                    key: key("a"), revision: second, value: bytes("2"), previous: record(key("a"), "1", first)),
                StorageEvent(key: key("a"), revision: third, value: nil, previous: record(key("a"), "2", second)),
                StorageEvent(key: key("a"), revision: fourth, value: bytes("4"), previous: nil),
            ]
            try expect("the events", try await read(3, from: watch), is: expected)
            let later = try await store.watch(things, after: first)
            try expect("the events as history", try await read(3, from: later), is: expected)
        },
        StorageConformance("a watch reports its scope only, and one of everything all") { store in
            let start = try await store.currentRevision()
            let namespace = StorageScope(collection: "things", namespace: "ns")
            let before = [
                try await store.watch(namespace, after: start), try await store.watch(things, after: start),
                try await store.watch(.everything, after: start),
            ]
            let keys = [
                key("a", of: "others"), key("a", in: "ns2"), key("b", of: "thing"), key("b", in: ""), key("a"),
            ]
            for key in keys { _ = try await store.create(key, value: bytes("1")) }
            let after = [
                try await store.watch(namespace, after: start), try await store.watch(things, after: start),
                try await store.watch(.everything, after: start),
            ]
            for watches in [before, after] {
                try expect("those of a namespace", try await read(1, from: watches[0]).map(\.key), is: [keys[4]])
                try expect(
                    "those of a collection", try await read(3, from: watches[1]).map(\.key),
                    is: [keys[1], keys[3], keys[4]])
                try expect("all", try await read(5, from: watches[2]).map(\.key), is: keys)
            }
        },
        StorageConformance("a watch that waits is woken by a write") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            async let events = read(1, from: watch)
            await Task.yield()
            _ = try await store.create(key("a"), value: bytes("1"))
            try expect("the event's key", try await events.map(\.key), is: [key("a")])
        },
        StorageConformance("a watch tells on request how far it is") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            let revision = try await store.create(key("a", of: "others"), value: bytes("1"))
            watch.requestProgress()
            var iterator = watch.makeAsyncIterator()
            let batch = try require("a batch", try await iterator.next())
            try expect("events of another scope", batch.events, is: [])
            try expect("how far it is", batch.revision, is: revision)
        },
        StorageConformance("a watch ends when it or its reader is cancelled") { store in
            let start = try await store.currentRevision()
            let watch = try await store.watch(things, after: start)
            watch.cancel()
            var iterator = watch.makeAsyncIterator()
            try expect("what follows a cancelled watch", try await iterator.next(), is: nil)

            let other = try await store.watch(things, after: start)
            let reader = Task { try await read(1, from: other) }
            reader.cancel()
            try expect("what a cancelled reader gets", try await reader.value, is: [])
        },
        StorageConformance("a watch from a revision yet to come is refused") { store in
            let revision = try await store.currentRevision()
            try await expect("the watch", throws: .futureRevision(revision)) {
                try await store.watch(things, after: Revision(revision.rawValue + 5))
            }
        },
        StorageConformance("watches that begin during writes miss nothing and repeat nothing") { store in
            let start = try await store.currentRevision()
            let count = 300
            let writer = Task {
                for number in 0..<count { _ = try await store.create(key("a\(number)"), value: bytes("\(number)")) }
            }
            var watches: [StorageWatch] = []
            for _ in 0..<20 {
                watches.append(try await store.watch(things, after: start))
                await Task.yield()
            }
            try await writer.value
            for watch in watches {
                let names = try await read(count, from: watch).map(\.key.name)
                try expect("the events", names, is: (0..<count).map { "a\($0)" })
            }
        },
        StorageConformance("closing ends watches and refuses the rest") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            let revision = try await store.create(key("a"), value: bytes("1"))
            await store.close()
            try await expect("the watch, after what it had", throws: .closed) {
                var events: [StorageEvent] = []
                for try await batch in watch { events += batch.events }
                try expect("what the watch had", events.map(\.revision), is: [revision])
            }
            try await expect("reading the revision", throws: .closed) { try await store.currentRevision() }
            try await expect("getting", throws: .closed) { try await store.get(key("a")) }
            try await expect("listing", throws: .closed) {
                try await store.list(things, after: nil, limit: nil, at: nil)
            }
            try await expect("watching", throws: .closed) { try await store.watch(things, after: revision) }
            try await expect("creating", throws: .closed) { try await store.create(key("b"), value: []) }
            try await expect("updating", throws: .closed) {
                try await store.update(key("a"), value: [], expecting: revision)
            }
            try await expect("deleting", throws: .closed) { try await store.delete(key("a"), expecting: revision) }
            // Once more is no mistake.
            await store.close()
        },
        StorageConformance("writes that are under way when the store closes are made or refused") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            let outcomes = await withTaskGroup(of: (String, Result<Revision, any Error>).self) { group in
                for number in 0..<100 {
                    group.addTask {
                        do {
                            return ("n\(number)", .success(try await store.create(key("n\(number)"), value: [1])))
                        } catch {
                            return ("n\(number)", .failure(error))
                        }
                    }
                    if number == 50 {
                        group.addTask {
                            await store.close(); return ("", .failure(StorageError.closed))
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            var made: Set<String> = []
            for case (let name, let outcome) in outcomes {
                switch outcome {
                case .success: made.insert(name)
                case .failure(let error):
                    try expect((error as? StorageError) == .closed, "a write that is refused as closed, not \(error)")
                }
            }
            var reported: Set<String> = []
            do {
                for try await batch in watch { reported.formUnion(batch.events.map(\.key.name)) }
            } catch StorageError.closed {}
            try expect("what was reported", reported, is: made)
        },
    ]
}
