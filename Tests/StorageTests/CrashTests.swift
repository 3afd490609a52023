import Foundation
import Storage
import StorageSQLite
import Testing

/// What a process that is killed leaves behind.
@Suite struct CrashTests {
    /// A write as `storage-writer` tells of it. Every fourth step on a key is a deletion.
    private struct Step: Equatable {
        var number: Int
        var revision: Revision

        var isDeletion: Bool { number.isMultiple(of: 4) }
    }

    private static let kills = ProcessInfo.processInfo.environment["APUS_KILLS"].flatMap { Int($0) } ?? 20

    @Test(.timeLimit(.minutes(10))) func nothingAcknowledgedIsLostByKilling() async throws {
        try await withTemporaryDirectory { scratch in
            let directory = scratch + "/store"
            var known: [String: Step] = [:]
            var acknowledgedInAll = 0
            for run in 0..<Self.kills {
                let writer = try WriterProcess(
                    directory: directory, writers: 8, prefix: "run\(run)", scratch: scratch)
                #expect(try await writer.waitForLines(.random(in: 1...200)))
                try await Task.sleep(for: .microseconds(.random(in: 0...20_000)))
                writer.kill()
                acknowledgedInAll += try await check(writer.lines, &known, directory, run: run)
            }
            // Each run gets through some.
            #expect(acknowledgedInAll > Self.kills)
        }
    }

    /// Compares the store with what was acknowledged by the run that was killed, and by all before it.
    private func check(
        _ lines: [Substring], _ known: inout [String: Step], _ directory: String, run: Int
    ) async throws -> Int {
        var seen: Revision?
        var acknowledged: [String: Step] = [:]
        var acknowledgedRevisions: Set<Revision> = []
        for line in lines {
            let words = line.split(separator: " ")
            switch words.first {
            case "ack":
                let step = Step(
                    number: try #require(Int(words[2])), revision: Revision(try #require(Int64(words[3]))))
                acknowledged[String(words[1])] = step
                acknowledgedRevisions.insert(step.revision)
            case "seen": seen = Revision(try #require(Int64(words[1])))
            default: Issue.record("the writer said: \(line)")
            }
        }
        known.merge(acknowledged) { $1 }

        let store = try SQLiteStorage(directory: directory)
        let newest = try await store.currentRevision()
        #expect(acknowledgedRevisions.allSatisfy { $0 <= newest })
        let records = try await store.list(.everything, after: nil, limit: nil, at: nil).records
        let stored = Dictionary(uniqueKeysWithValues: records.map { ($0.key.name, $0) })
        for name in Set(known.keys).union(stored.keys) {
            // One write more than those that were acknowledged may have been made.
            let mayBeAhead = name.hasPrefix("run\(run)-")
            known[name] = try compare(stored[name], known[name], mayBeAhead: mayBeAhead, name: name)
        }

        // A watch goes on from the last revision that the killed process saw, and misses nothing.
        if let seen {
            #expect(seen <= newest)
            let before = try await store.list(.everything, after: nil, limit: nil, at: seen)
            let watch = try await store.watch(.everything, after: seen)
            var state = Dictionary(uniqueKeysWithValues: before.records.map { ($0.key.name, $0) })
            var last = seen
            watch.requestProgress()
            for try await batch in watch {
                for event in batch.events {
                    #expect(event.revision.rawValue == last.rawValue + 1)
                    #expect(event.previous == state[event.key.name])
                    last = event.revision
                    state[event.key.name] = event.value.map {
                        StorageRecord(key: event.key, value: $0, revision: event.revision)
                    }
                }
                if batch.revision >= newest { break }
            }
            #expect(last == newest)
            #expect(state == stored)
        }
        await store.close()
        return acknowledgedRevisions.count
    }

    /// - Returns: the step that the key is at.
    private func compare(
        _ record: StorageRecord?, _ known: Step?, mayBeAhead: Bool, name: String
    ) throws -> Step {
        let last = known ?? Step(number: 0, revision: .zero)
        guard let record else {
            if last.isDeletion { return last }
            #expect(mayBeAhead && (last.number + 1).isMultiple(of: 4), "\(name) is lost at step \(last.number)")
            return Step(number: last.number + 1, revision: .zero)
        }
        let words = String(decoding: record.value.prefix(64), as: UTF8.self).split(separator: " ")
        #expect(words[0] == name)
        let number = try #require(Int(words[1]))
        var value = Data("\(name) \(number) ".utf8)
        value.append(Data(repeating: UInt8(97 + number % 26), count: number * 997 % 5_800))
        #expect(value == Data(record.value), "\(name) has another value at step \(number)")
        if number == last.number {
            #expect(!last.isDeletion, "\(name) is there again at step \(number)")
            // The revision of a write that was under way was not told.
            #expect(record.revision == last.revision || last.revision == .zero)
        } else {
            #expect(mayBeAhead && number == last.number + 1, "\(name) is at step \(number), not \(last.number)")
        }
        return Step(number: number, revision: record.revision)
    }
}
