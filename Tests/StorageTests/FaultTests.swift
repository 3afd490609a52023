import Foundation
import GRDB
import Logging
import Storage
import StorageSQLite
import Testing

/// What goes wrong with the disk and the files.
@Suite struct FaultTests {
    private func key(_ name: String) -> StorageKey {
        StorageKey(collection: "things", namespace: "ns", name: name)
    }

    /// The text of the error that opening a store gives.
    private func reasonForNotOpening(_ directory: String) async -> String {
        do {
            let store = try SQLiteStorage(directory: directory)
            await store.close()
            return ""
        } catch .unavailable(let reason) {
            return reason
        } catch {
            return "\(error)"
        }
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }

    @Test func filesAreTheirOwnersOnly() async throws {
        try await withTemporaryDirectory { scratch in
            let directory = scratch + "/a/store"
            let store = try SQLiteStorage(directory: directory)
            _ = try await store.create(key("a"), value: [1])
            let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            #expect(files == ["apus.db", "apus.db-shm", "apus.db-wal", "apus.lock"])
            for file in files { #expect(try mode(directory + "/" + file) == 0o600, "\(file)") }
            #expect(try mode(directory) == 0o700)
            #expect(try mode(scratch + "/a") == 0o700)
            await store.close()
        }
    }

    @Test func filesThatOthersCouldReadAreMadePrivate() async throws {
        try await withTemporaryDirectory { directory in
            await (try SQLiteStorage(directory: directory)).close()
            #expect(chmod(directory + "/apus.db", 0o644) == 0)
            await (try SQLiteStorage(directory: directory)).close()
            #expect(try mode(directory + "/apus.db") == 0o600)
        }
    }

    @Test func aSecondProcessIsKeptOut() async throws {
        try await withTemporaryDirectory { scratch in
            let directory = scratch + "/store"
            let writer = try WriterProcess(directory: directory, writers: 1, scratch: scratch)
            #expect(try await writer.waitForLines(1))
            let reason = await reasonForNotOpening(directory)
            #expect(reason.contains("is in use by process \(writer.identifier)"), "\(reason)")
            #expect(reason.contains(directory + "/apus.lock"))
            writer.kill()
            #expect(await reasonForNotOpening(directory) == "")
        }
    }

    @Test func aSecondStoreInTheProcessIsKeptOutUntilTheFirstIsClosed() async throws {
        try await withTemporaryDirectory { directory in
            let store = try SQLiteStorage(directory: directory)
            #expect(await reasonForNotOpening(directory).contains("is in use by process \(getpid())"))
            await store.close()
            #expect(await reasonForNotOpening(directory) == "")
        }
    }

    @Test func whatIsNoDatabaseIsRefused() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/apus.db"
            try Data(repeating: 0x42, count: 8_192).write(to: URL(fileURLWithPath: path))
            let reason = await reasonForNotOpening(directory)
            #expect(reason.hasPrefix(path + ": "), "\(reason)")
            #expect(reason.contains("not a database"), "\(reason)")
            #expect(reason.contains("restore it from a backup"), "\(reason)")
            // What is there is left as it is.
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(repeating: 0x42, count: 8_192))
        }
    }

    @Test func theDatabaseOfAnotherProgramIsRefused() async throws {
        try await withTemporaryDirectory { directory in
            let other = try DatabaseQueue(path: directory + "/apus.db")
            try await other.write { try $0.execute(sql: "CREATE TABLE player (id INTEGER PRIMARY KEY)") }
            try other.close()
            let reason = await reasonForNotOpening(directory)
            #expect(reason.contains("another program"), "\(reason)")
        }
    }

    @Test func aNewerLayoutIsRefused() async throws {
        try await withTemporaryDirectory { directory in
            await (try SQLiteStorage(directory: directory)).close()
            let database = try DatabaseQueue(path: directory + "/apus.db")
            try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 7") }
            try database.close()
            let reason = await reasonForNotOpening(directory)
            #expect(reason.contains("version 7") && reason.contains("version 1"), "\(reason)")
            #expect(reason.contains(directory + "/apus.db"), "\(reason)")
        }
    }

    @Test func aDirectoryThatIsAFileIsRefused() async throws {
        try await withTemporaryDirectory { scratch in
            let path = scratch + "/file"
            try Data().write(to: URL(fileURLWithPath: path))
            #expect(await reasonForNotOpening(path) == "\(path) is not a directory")
            #expect(await reasonForNotOpening(path + "/store").contains("Not a directory"))
        }
    }

    /// Opens a store of 200 values, after something was done to its file.
    private func damaged(_ damage: (inout Data) -> Void, _ body: (SQLiteStorage, String) async throws -> Void)
        async throws
    {
        try await withTemporaryDirectory { directory in
            let store = try SQLiteStorage(directory: directory)
            for number in 0..<200 {
                _ = try await store.create(key("n\(number)"), value: Array(repeating: 1, count: 5_800))
            }
            await store.close()
            let path = directory + "/apus.db"
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            damage(&data)
            try data.write(to: URL(fileURLWithPath: path))
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            try await body(try SQLiteStorage(directory: directory, logger: quiet), path)
        }
    }

    @Test func damageIsNoticedWhenReadAndEndsWrites() async throws {
        try await damaged({ data in
            data.replaceSubrange(100_000..<600_000, with: Data(repeating: 0xA5, count: 500_000))
        }) { store, path in
            let watch = try await store.watch(.everything, after: try await store.currentRevision())
            let errors = [
                await error { _ = try await store.list(.everything, after: nil, limit: nil, at: nil) },
                await error { _ = try await store.currentRevision() },
                await error { _ = try await store.create(key("new"), value: [1]) },
                // For good.
                await error { _ = try await store.currentRevision() },
            ]
            for error in errors {
                guard case .unavailable(let reason) = error else {
                    Issue.record("not \(String(describing: error))")
                    continue
                }
                #expect(reason.contains(path) && reason.contains("damaged"), "\(reason)")
            }
            await store.close()
            await #expect(throws: StorageError.closed) {
                for try await batch in watch { Issue.record("\(batch)") }
            }
        }
    }

    @Test func aFileThatWasCutOffIsNoticed() async throws {
        await #expect(throws: StorageError.self) {
            try await damaged({ $0.removeLast($0.count / 2) }) { store, _ in
                _ = try await store.list(.everything, after: nil, limit: nil, at: nil)
            }
        }
    }

    private func error(_ body: () async throws -> Void) async -> StorageError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? StorageError
        }
    }

    @Test func historyIsBoundedOnTheDisk() async throws {
        try await withTemporaryDirectory { directory in
            let limits = SQLiteStorage.Limits(history: 50, historyAge: .zero)
            let store = try SQLiteStorage(directory: directory, limits: limits)
            var revision = try await store.create(key("a"), value: [])
            for number in 0..<2_000 {
                let value = [UInt8](repeating: UInt8(number % 256), count: 5_800)
                revision = try await store.update(key("a"), value: value, expecting: revision)
            }
            await store.close()
            let size = try #require(
                try FileManager.default.attributesOfItem(atPath: directory + "/apus.db")[.size] as? NSNumber)
            // 50 to about 200 values of one and a half to two pages each.
            #expect(size.intValue < 3_000_000)
        }
    }

    @Test func youngHistoryIsKeptUpToTheMaximum() async throws {
        try await withTemporaryDirectory { directory in
            let limits = SQLiteStorage.Limits(history: 10, historyAge: .seconds(300), maximumHistory: 300)
            let store = try SQLiteStorage(directory: directory, limits: limits)
            let start = try await store.currentRevision()
            for number in 0..<250 { _ = try await store.create(key("a\(number)"), value: []) }
            _ = try await store.watch(.everything, after: start)
            for number in 250..<900 { _ = try await store.create(key("a\(number)"), value: []) }
            let newest = try await store.currentRevision()
            _ = try await store.watch(.everything, after: Revision(newest.rawValue - 300))
            await #expect(throws: StorageError.self) { _ = try await store.watch(.everything, after: start) }
            await store.close()
        }
    }
}
