import Foundation
import Storage
import StorageSQLite
import Testing

/// That what is acknowledged has been synchronized to the disk, as the system's calls show it.
@Suite struct SynchronizationTests {
    @Test func theLogIsSynchronizedWithEveryCommit() async throws {
        try await withTemporaryDirectory { directory in
            let store = try SQLiteStorage(directory: directory)
            #expect(store.settings.journalMode == "wal")
            #expect(store.settings.synchronous == 2)
            await store.close()
        }
    }

    @Test(
        .enabled(if: tool("strace") != nil, "strace is not installed"),
        .timeLimit(.minutes(2)), arguments: [1, 8])
    func noWriteIsAcknowledgedBeforeItIsSynchronized(writers: Int) async throws {
        try await withTemporaryDirectory { scratch in
            let trace = scratch + "/trace"
            let count = 100
            let writer = try WriterProcess(
                directory: scratch + "/store", writers: writers, count: count,
                launcher: [
                    "strace", "-f", "-y", "-s", "64", "-e", "trace=fsync,fdatasync,write", "-o", trace,
                ], scratch: scratch)
            #expect(try await writer.exitStatus() == 0, "\(writer.lines.suffix(3))")
            var calls = TracedCalls()
            for line in try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n") { calls.read(line) }
            #expect(calls.acknowledgements == writers * count)
            #expect(calls.unsynchronized == [])
            // Several writers share a synchronization; one alone has one for each write.
            #expect(calls.synchronizations >= count)
            if writers == 1 { #expect(calls.synchronizations >= calls.acknowledgements) }
        }
    }
}

/// The calls of `storage-writer` in the order in which the tracer saw them begin and end.
private struct TracedCalls {
    var acknowledgements = 0
    var synchronizations = 0
    /// Acknowledgements of writes that cannot have been synchronized.
    var unsynchronized: [String] = []

    private var position = 0
    /// Where, by thread, the synchronization of the log began that has not ended.
    private var begun: [Substring: Int] = [:]
    /// Where the last synchronization of the log began that has ended.
    private var newest = 0
    /// Where each writer was last told of a write; its next one comes after that.
    private var lastAcknowledgement: [Substring: Int] = [:]

    mutating func read(_ line: Substring) {
        position += 1
        let thread = line.prefix { $0 != " " }
        let call = line.dropFirst(thread.count).drop { $0 == " " }
        if call.hasPrefix("fdatasync(") || call.hasPrefix("fsync(") {
            guard call.contains(".db-wal>") else { return }
            begun[thread] = position
            if call.hasSuffix("= 0") { end(thread) }
        } else if call.hasPrefix("<... fdatasync resumed") || call.hasPrefix("<... fsync resumed") {
            if call.hasSuffix("= 0") { end(thread) }
        } else if call.hasPrefix("write("), let start = call.range(of: "\"ack ") {
            acknowledge(call[start.upperBound...].prefix { $0 != "\\" })
        }
    }

    private mutating func end(_ thread: Substring) {
        guard let begin = begun.removeValue(forKey: thread) else { return }
        synchronizations += 1
        newest = begin
    }

    private mutating func acknowledge(_ text: Substring) {
        acknowledgements += 1
        // NAME STEP REVISION, where the name is PREFIX-wWRITER-NUMBER.
        let writer = text.split(separator: "-").dropFirst().first ?? ""
        // The write was asked for after the writer's last one was acknowledged, so that a synchronization that holds it
        // began later and has ended by now.
        if newest <= lastAcknowledgement[writer, default: 0] { unsynchronized.append(String(text)) }
        lastAcknowledgement[writer] = position
    }
}
