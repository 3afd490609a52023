import APITesting
import Foundation
import Storage
import StorageSQLite
import Testing

@Suite struct SQLiteStorageTests {
    @Test(arguments: StorageConformance.all + StorageConformance.restarting)
    func conforms(_ conformance: StorageConformance) async throws {
        try await withTemporaryDirectory { directory in
            try await conformance.run(
                on: StorageConformance.Backend { limits in
                    try SQLiteStorage(
                        directory: directory + "/store",
                        limits: SQLiteStorage.Limits(
                            history: limits.history, historyAge: .zero, maximumHistory: limits.history,
                            watcherQueue: limits.watcherQueue))
                })
        }
    }
}
