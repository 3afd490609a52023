import Storage
import Testing

@Suite struct MemoryStorageTests {
    @Test(arguments: StorageConformance.all)
    func conforms(_ conformance: StorageConformance) async throws {
        try await conformance.check(MemoryStorage())
    }

    private let things = StorageScope(collection: "things")

    /// A store that remembers few writes, after many.
    private func forgetful() async throws -> MemoryStorage {
        let store = MemoryStorage(limits: MemoryStorage.Limits(history: 10, watcherQueue: 5))
        for number in 0..<100 { _ = try await store.create(StorageConformance.key("n\(number)"), value: []) }
        return store
    }

    @Test func historyIsForgotten() async throws {
        let store = try await forgetful()
        await #expect(throws: StorageError.self) { _ = try await store.watch(things, after: Revision(1)) }
        await #expect(throws: StorageError.self) {
            _ = try await store.list(things, after: nil, limit: 1, at: Revision(2))
        }
        do {
            _ = try await store.watch(things, after: Revision(1))
        } catch .compacted(let revision) {
            // What the error names still works.
            let watch = try await store.watch(things, after: revision)
            let expected = Int(try await store.currentRevision().rawValue - revision.rawValue)
            #expect(expected >= 10)
            #expect(try await StorageConformance.read(expected, from: watch).count == expected)
            let page = try await store.list(things, after: nil, limit: nil, at: revision)
            #expect(page.records.count == 100 - expected)
        }
    }

    @Test func aWatcherThatDoesNotReadIsEnded() async throws {
        let store = try await forgetful()
        let start = try await store.currentRevision()
        let slow = try await store.watch(things, after: start)
        let other = try await store.watch(things, after: start)
        var others: [StorageEvent] = []
        for number in 0..<8 {
            _ = try await store.create(StorageConformance.key("m\(number)"), value: [])
            others += try await StorageConformance.read(1, from: other)
        }
        #expect(others.count == 8)
        var iterator = slow.makeAsyncIterator()
        #expect(try await iterator.next()?.events.count == 5)
        await #expect(throws: StorageError.watcherTooSlow) { _ = try await iterator.next() }
    }

    @Test func readersOfASnapshotAreNotDisturbed() async throws {
        let store = MemoryStorage()
        for number in 0..<1_000 { _ = try await store.create(StorageConformance.key("n\(number)"), value: [1]) }
        let start = try await store.currentRevision()
        let pages = try await withThrowingTaskGroup(of: StoragePage.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await store.list(StorageScope(collection: "things"), after: nil, limit: nil, at: nil)
                }
                group.addTask {
                    let key = StorageConformance.key("n500")
                    guard let record = try await store.get(key) else { throw StorageError.keyNotFound(key) }
                    _ = try? await store.update(key, value: [2], expecting: record.revision)
                    return try await store.list(StorageScope(collection: "things"), after: key, limit: 3, at: start)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(pages.map(\.records.count)) == [1_000, 3])
        for page in pages where page.records.count == 3 {
            #expect(page.records.map(\.key.name) == ["n501", "n502", "n503"])
            #expect(page.records.allSatisfy { $0.value == [1] })
        }
    }
}
