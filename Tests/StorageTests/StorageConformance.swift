import Storage
import Testing

/// What every backend has to do, as checks to be run on a new, empty store each.
struct StorageConformance: Sendable, CustomTestStringConvertible {
    let name: String
    let check: @Sendable (any Storage) async throws -> Void

    var testDescription: String { name }

    static let all: [StorageConformance] = reading + writing + watching

    static func key(_ name: String, in namespace: String = "ns", of collection: String = "things") -> StorageKey {
        StorageKey(collection: collection, namespace: namespace, name: name)
    }

    static let things = StorageScope(collection: "things")

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// The events of a watch until there are as many as asked for.
    static func read(_ count: Int, from watch: StorageWatch) async throws -> [StorageEvent] {
        var events: [StorageEvent] = []
        guard count > 0 else { return [] }
        for try await batch in watch {
            events += batch.events
            if events.count >= count { break }
        }
        return events
    }

    static let writing: [StorageConformance] = [
        StorageConformance(name: "a created value is there, once") { store in
            let before = try await store.currentRevision()
            #expect(try await store.get(key("a")) == nil)
            let revision = try await store.create(key("a"), value: bytes("1"))
            #expect(revision > before)
            #expect(try await store.currentRevision() == revision)
            #expect(
                try await store.get(key("a")) == StorageRecord(key: key("a"), value: bytes("1"), revision: revision))
            await #expect(throws: StorageError.keyExists(key("a"))) {
                try await store.create(key("a"), value: bytes("2"))
            }
            #expect(try await store.get(key("a"))?.value == bytes("1"))
        },
        StorageConformance(name: "an update needs the revision that is there") { store in
            let first = try await store.create(key("a"), value: bytes("1"))
            let second = try await store.update(key("a"), value: bytes("2"), expecting: first)
            #expect(second > first)
            let record = StorageRecord(key: key("a"), value: bytes("2"), revision: second)
            await #expect(throws: StorageError.conflict(record)) {
                try await store.update(key("a"), value: bytes("3"), expecting: first)
            }
            #expect(try await store.get(key("a")) == record)
            await #expect(throws: StorageError.keyNotFound(key("b"))) {
                try await store.update(key("b"), value: bytes("3"), expecting: first)
            }
        },
        StorageConformance(name: "a deletion needs the revision that is there, and has one of its own") { store in
            let first = try await store.create(key("a"), value: bytes("1"))
            let second = try await store.update(key("a"), value: bytes("2"), expecting: first)
            await #expect(
                throws: StorageError.conflict(StorageRecord(key: key("a"), value: bytes("2"), revision: second))
            ) {
                try await store.delete(key("a"), expecting: first)
            }
            let third = try await store.delete(key("a"), expecting: second)
            #expect(third > second)
            #expect(try await store.get(key("a")) == nil)
            await #expect(throws: StorageError.keyNotFound(key("a"))) {
                try await store.delete(key("a"), expecting: second)
            }
            #expect(try await store.create(key("a"), value: bytes("3")) > third)
        },
        StorageConformance(name: "keys that differ in one part are different keys") { store in
            let keys = [key("a"), key("b"), key("a", in: "other"), key("a", in: ""), key("a", of: "others")]
            for (number, key) in keys.enumerated() {
                _ = try await store.create(key, value: bytes(String(number)))
            }
            for (number, key) in keys.enumerated() {
                #expect(try await store.get(key)?.value == bytes(String(number)))
            }
        },
        StorageConformance(name: "of writers that expect the same revision one succeeds") { store in
            let first = try await store.create(key("a"), value: bytes("0"))
            let successes = await withTaskGroup(of: Bool.self) { group in
                for number in 1...20 {
                    group.addTask {
                        (try? await store.update(key("a"), value: bytes(String(number)), expecting: first)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(successes == 1)
        },
    ]

    static let reading: [StorageConformance] = [
        StorageConformance(name: "a list has what is in its scope, in order") { store in
            for name in ["c", "a", "b"] {
                _ = try await store.create(key(name), value: bytes(name))
                _ = try await store.create(key(name, in: "ns2"), value: bytes(name))
                _ = try await store.create(key(name, of: "others"), value: bytes(name))
            }
            let all = try await store.list(things, after: nil, limit: nil, at: nil)
            #expect(all.records.map(\.key) == ["ns", "ns2"].flatMap { ns in ["a", "b", "c"].map { key($0, in: ns) } })
            #expect(all.revision == (try await store.currentRevision()))
            #expect(all.remaining == 0)
            let some = try await store.list(
                StorageScope(collection: "things", namespace: "ns2"), after: nil, limit: nil, at: nil)
            #expect(some.records.map(\.key) == ["a", "b", "c"].map { key($0, in: "ns2") })
            let none = try await store.list(StorageScope(collection: "thing"), after: nil, limit: nil, at: nil)
            #expect(none.records.isEmpty)
        },
        StorageConformance(name: "pages are of one snapshot, whatever is written between them") { store in
            for number in 0..<10 { _ = try await store.create(key("k\(number)"), value: bytes("old")) }
            let scope = StorageScope(collection: "things", namespace: "ns")
            let first = try await store.list(scope, after: nil, limit: 4, at: nil)
            #expect(first.records.map(\.key.name) == ["k0", "k1", "k2", "k3"])
            #expect(first.remaining == 6)

            let record = try #require(try await store.get(key("k5")))
            _ = try await store.update(key("k5"), value: bytes("new"), expecting: record.revision)
            let gone = try #require(try await store.get(key("k6")))
            _ = try await store.delete(key("k6"), expecting: gone.revision)
            _ = try await store.create(key("k55"), value: bytes("new"))
            let last = try #require(try await store.get(key("k3")))
            _ = try await store.delete(key("k3"), expecting: last.revision)

            let second = try await store.list(scope, after: first.records.last?.key, limit: 4, at: first.revision)
            #expect(second.records.map(\.key.name) == ["k4", "k5", "k6", "k7"])
            #expect(second.records.allSatisfy { $0.value == bytes("old") })
            #expect(second.revision == first.revision)
            #expect(second.remaining == 2)
            let third = try await store.list(scope, after: second.records.last?.key, limit: 4, at: first.revision)
            #expect(third.records.map(\.key.name) == ["k8", "k9"])
            #expect(third.remaining == 0)
        },
        StorageConformance(name: "a snapshot of a revision yet to come is refused") { store in
            let revision = try await store.create(key("a"), value: bytes("1"))
            await #expect(throws: StorageError.futureRevision(revision)) {
                _ = try await store.list(things, after: nil, limit: nil, at: Revision(revision.rawValue + 1))
            }
        },
        StorageConformance(name: "thousands of keys stay in order through creations and deletions") { store in
            var names = (0..<2_000).map { "n\($0 * 7_919 % 2_000)" }
            for name in names { _ = try await store.create(key(name), value: bytes(name)) }
            for name in names.prefix(1_500) {
                let record = try #require(try await store.get(key(name)))
                _ = try await store.delete(key(name), expecting: record.revision)
            }
            names.removeFirst(1_500)
            let page = try await store.list(things, after: nil, limit: nil, at: nil)
            #expect(page.records.map(\.key.name) == names.sorted())
        },
    ]

    static let watching: [StorageConformance] = [
        StorageConformance(name: "a watch reports what comes after its revision, with what was replaced") { store in
            let first = try await store.create(key("a"), value: bytes("1"))
            let second = try await store.update(key("a"), value: bytes("2"), expecting: first)
            let watch = try await store.watch(things, after: first)
            let third = try await store.delete(key("a"), expecting: second)
            let fourth = try await store.create(key("a"), value: bytes("4"))
            let events = try await read(3, from: watch)
            let record = { StorageRecord(key: key("a"), value: bytes($0), revision: $1) }
            #expect(
                events == [
                    StorageEvent(key: key("a"), revision: second, value: bytes("2"), previous: record("1", first)),
                    StorageEvent(key: key("a"), revision: third, value: nil, previous: record("2", second)),
                    StorageEvent(key: key("a"), revision: fourth, value: bytes("4"), previous: nil),
                ])
        },
        StorageConformance(name: "a watch reports its scope only") { store in
            let start = try await store.currentRevision()
            let watch = try await store.watch(StorageScope(collection: "things", namespace: "ns"), after: start)
            for (number, key) in [key("a", of: "others"), key("a", in: "ns2"), key("a")].enumerated() {
                _ = try await store.create(key, value: bytes(String(number)))
            }
            #expect(try await read(1, from: watch).map(\.key) == [key("a")])
        },
        StorageConformance(name: "a watch that waits is woken by a write") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            async let events = read(1, from: watch)
            await Task.yield()
            _ = try await store.create(key("a"), value: bytes("1"))
            #expect(try await events.map(\.key) == [key("a")])
        },
        StorageConformance(name: "a watch tells on request how far it is") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            let revision = try await store.create(key("a", of: "others"), value: bytes("1"))
            watch.requestProgress()
            var iterator = watch.makeAsyncIterator()
            let batch = try #require(try await iterator.next())
            #expect(batch.events.isEmpty)
            #expect(batch.revision == revision)
        },
        StorageConformance(name: "a watch ends when it or its reader is cancelled") { store in
            let start = try await store.currentRevision()
            let watch = try await store.watch(things, after: start)
            watch.cancel()
            var iterator = watch.makeAsyncIterator()
            #expect(try await iterator.next() == nil)

            let other = try await store.watch(things, after: start)
            let reader = Task { try await read(1, from: other) }
            reader.cancel()
            #expect(try await reader.value.isEmpty)
        },
        StorageConformance(name: "a watch from a revision yet to come is refused") { store in
            let revision = try await store.currentRevision()
            await #expect(throws: StorageError.futureRevision(revision)) {
                _ = try await store.watch(things, after: Revision(revision.rawValue + 5))
            }
        },
        StorageConformance(name: "closing ends watches and refuses the rest") { store in
            let watch = try await store.watch(things, after: try await store.currentRevision())
            await store.close()
            await #expect(throws: StorageError.closed) { _ = try await read(1, from: watch) }
            await #expect(throws: StorageError.closed) { _ = try await store.get(key("a")) }
            await #expect(throws: StorageError.closed) { _ = try await store.create(key("a"), value: []) }
        },
    ]
}
