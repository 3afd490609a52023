import APITesting
import Storage
import Testing

/// That the suite notices backends that do something else.
@Suite struct StorageConformanceTests {
    @Test(arguments: FaultyStorage.Fault.allCases)
    func aFaultyBackendFails(_ fault: FaultyStorage.Fault) async throws {
        for conformance in StorageConformance.all {
            do {
                try await conformance.run(
                    on: StorageConformance.Backend { limits in
                        FaultyStorage(
                            fault,
                            MemoryStorage(
                                limits: MemoryStorage.Limits(
                                    history: limits.history, watcherQueue: limits.watcherQueue)))
                    }, within: .seconds(2))
            } catch let failure as StorageConformanceFailure {
                #expect(failure.check == conformance.name)
                #expect("\(failure)".hasPrefix("\(conformance.name): expected "))
                return
            } catch is StorageError {
                // An error that no check expects fails the check as well.
                return
            }
        }
        Issue.record("no check notices it")
    }
}

/// A store that does one thing wrong.
struct FaultyStorage: Storage {
    enum Fault: CaseIterable {
        case conflictsAreIgnored, existingIsReplaced, listsAreUnordered, oldSnapshotsAreNew, watchesBeginLate
        case watchesIgnoreScope, remainingIsWrong, revisionsOfTheFutureAreTaken, closingDoesNothing
    }

    private let fault: Fault
    private let store: MemoryStorage

    init(_ fault: Fault, _ store: MemoryStorage) {
        self.fault = fault
        self.store = store
    }

    func currentRevision() async throws(StorageError) -> Revision { try await store.currentRevision() }

    func get(_ key: StorageKey) async throws(StorageError) -> StorageRecord? { try await store.get(key) }

    func create(_ key: StorageKey, value: [UInt8]) async throws(StorageError) -> Revision {
        if fault == .existingIsReplaced, let record = try await store.get(key) {
            return try await store.update(key, value: value, expecting: record.revision)
        }
        return try await store.create(key, value: value)
    }

    func update(_ key: StorageKey, value: [UInt8], expecting: Revision) async throws(StorageError) -> Revision {
        if fault == .conflictsAreIgnored, let record = try await store.get(key) {
            return try await store.update(key, value: value, expecting: record.revision)
        }
        return try await store.update(key, value: value, expecting: expecting)
    }

    func delete(_ key: StorageKey, expecting: Revision) async throws(StorageError) -> Revision {
        try await store.delete(key, expecting: expecting)
    }

    func list(
        _ scope: StorageScope, after: StorageKey?, limit: Int?, at: Revision?
    ) async throws(StorageError) -> StoragePage {
        var revision = at
        if fault == .oldSnapshotsAreNew { revision = nil }
        if fault == .revisionsOfTheFutureAreTaken, let at, at > (try await store.currentRevision()) { revision = nil }
        var page = try await store.list(scope, after: after, limit: limit, at: revision)
        if fault == .listsAreUnordered { page.records.reverse() }
        if fault == .remainingIsWrong { page.remaining = 0 }
        return page
    }

    func watch(_ scope: StorageScope, after: Revision) async throws(StorageError) -> StorageWatch {
        switch fault {
        case .watchesBeginLate where after < (try await store.currentRevision()):
            try await store.watch(scope, after: Revision(after.rawValue + 1))
        case .watchesIgnoreScope:
            try await store.watch(.everything, after: after)
        default:
            try await store.watch(scope, after: after)
        }
    }

    func close() async {
        if fault != .closingDoesNothing { await store.close() }
    }
}
