import Foundation
import Logging
import Storage
import StorageSQLite
import Testing

/// Disks that are full and directories that cannot be written. Some need root, to mount a small disk or to become
/// somebody else.
@Suite(.serialized) struct DiskTests {
    private func key(_ number: Int) -> StorageKey {
        StorageKey(collection: "things", namespace: "ns", name: "n\(number)")
    }

    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static let isRoot = geteuid() == 0

    private func run(_ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(.enabled(if: isRoot && tool("mount") != nil, "a small disk can be mounted by root only"))
    func aFullDiskIsReportedAndRecoveredFrom() async throws {
        try await withTemporaryDirectory { scratch in
            guard try run("mount", "-t", "tmpfs", "-o", "size=2m", "apus-test", scratch) == 0 else {
                // A container may not let even root mount anything.
                return withKnownIssue("nothing can be mounted here", isIntermittent: true) {
                    Issue.record("the full disk was not tried")
                }
            }
            defer { _ = try? run("umount", "-l", scratch) }
            let store = try SQLiteStorage(directory: scratch + "/store", logger: quiet)
            let value = [UInt8](repeating: 7, count: 5_800)
            let start = try await store.currentRevision()
            let watch = try await store.watch(.everything, after: start)
            var acknowledged: [StorageKey: Revision] = [:]
            var reasons: [StorageError] = []
            for number in 0..<1_000 where reasons.count < 5 {
                do throws(StorageError) {
                    acknowledged[key(number)] = try await store.create(key(number), value: value)
                } catch {
                    reasons.append(error)
                }
            }
            #expect(acknowledged.count > 20)
            try #require(reasons.count == 5)
            for case let reason in reasons {
                let text = "\(reason)"
                #expect(text.contains(scratch + "/store/apus.db") && text.contains("full"), "\(text)")
            }

            // It is not ready, also when asked by several, and what it answers is right.
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        await #expect(throws: StorageError.self) { try await store.currentRevision() }
                    }
                }
            }
            let page = try await store.list(.everything, after: nil, limit: nil, at: nil)
            #expect(Dictionary(uniqueKeysWithValues: page.records.map { ($0.key, $0.revision) }) == acknowledged)
            #expect(page.revision == acknowledged.values.max())

            #expect(try run("mount", "-o", "remount,size=64m", scratch) == 0)
            #expect(try await store.currentRevision() == page.revision)
            let next = try await store.create(key(5_000), value: value)
            #expect(next.rawValue == page.revision.rawValue + 1)
            acknowledged[key(5_000)] = next

            // The watch was told of what was acknowledged, and of nothing else.
            var reported: [StorageKey: Revision] = [:]
            for try await batch in watch {
                for event in batch.events { reported[event.key] = event.revision }
                if batch.revision >= next { break }
            }
            #expect(reported == acknowledged)
            await store.close()

            let again = try SQLiteStorage(directory: scratch + "/store")
            let records = try await again.list(.everything, after: nil, limit: nil, at: nil).records
            #expect(Dictionary(uniqueKeysWithValues: records.map { ($0.key, $0.revision) }) == acknowledged)
            #expect(records.allSatisfy { $0.value == value })
            await again.close()
        }
    }

    /// What `storage-writer` says when somebody without rights runs it.
    private func complaint(_ directory: String, scratch: String) async throws -> String {
        let launcher = Self.isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        let writer = try WriterProcess(
            directory: directory, writers: 1, count: 10, launcher: launcher, scratch: scratch)
        #expect(try await writer.exitStatus() == 1)
        return writer.lines.joined(separator: "\n")
    }

    @Test(.enabled(if: !isRoot || tool("setpriv") != nil, "root needs setpriv to become somebody without rights"))
    func aDirectoryThatCannotBeWrittenIsReported() async throws {
        try await withTemporaryDirectory { scratch in
            let directory = scratch + "/store"
            await (try SQLiteStorage(directory: directory)).close()
            #expect(chmod(scratch, 0o755) == 0 && chmod(directory, 0o555) == 0)
            defer { chmod(directory, 0o755) }

            // The files are another's, or are to be made where nothing can be made.
            #expect(chmod(directory + "/apus.lock", 0o400) == 0)
            let locked = try await complaint(directory, scratch: scratch)
            #expect(locked.contains("cannot open \(directory)/apus.lock: Permission denied"), "\(locked)")

            #expect(chmod(directory, 0o755) == 0 && chmod(directory + "/apus.lock", 0o666) == 0)
            #expect(chmod(directory + "/apus.db", 0o444) == 0 && chmod(directory, 0o555) == 0)
            let readOnly = try await complaint(directory, scratch: scratch)
            #expect(readOnly.contains("cannot open \(directory)/apus.db: Permission denied"), "\(readOnly)")
            #expect(readOnly.contains("needs to own the directory"), "\(readOnly)")

            let missing = try await complaint(directory + "/further/store", scratch: scratch)
            #expect(
                missing.contains("cannot make the directory \(directory)/further: Permission denied"), "\(missing)")
        }
    }
}
