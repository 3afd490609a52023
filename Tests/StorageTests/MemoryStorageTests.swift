import APITesting
import Storage
import Testing

@Suite struct MemoryStorageTests {
    @Test(arguments: StorageConformance.all)
    func conforms(_ conformance: StorageConformance) async throws {
        try await conformance.run(
            on: StorageConformance.Backend { limits in
                MemoryStorage(
                    limits: MemoryStorage.Limits(history: limits.history, watcherQueue: limits.watcherQueue))
            })
    }

    @Test func readersOfASnapshotAreNotDisturbed() async throws {
        func key(_ number: Int) -> StorageKey {
            StorageKey(collection: "things", namespace: "ns", name: "n\(number)")
        }
        let store = MemoryStorage()
        for number in 0..<1_000 { _ = try await store.create(key(number), value: [1]) }
        let start = try await store.currentRevision()
        let pages = try await withThrowingTaskGroup(of: StoragePage.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await store.list(StorageScope(collection: "things"), after: nil, limit: nil, at: nil)
                }
                group.addTask {
                    guard let record = try await store.get(key(500)) else { throw StorageError.keyNotFound(key(500)) }
                    _ = try? await store.update(key(500), value: [2], expecting: record.revision)
                    return try await store.list(
                        StorageScope(collection: "things"), after: key(500), limit: 3, at: start)
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
