import Foundation
import Storage
import StorageSQLite

/// Writes to a store as several writers at once and says on standard output what was acknowledged, for tests that kill
/// or trace it.
///
/// Arguments: the directory, how many writers, how many writes of each (0: until killed), and a prefix for the keys.
///
/// A line `ack NAME STEP REVISION` follows each acknowledged write, `seen REVISION` each batch that a watch of
/// everything was told of. On every key the writes are, step by step, a creation, two updates and a deletion, over and
/// over; a value begins with its key's name and the step.
@main
struct StorageWriter {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let writers = Int(arguments[2]), let count = Int(arguments[3]) else {
            complain("usage: storage-writer DIRECTORY WRITERS COUNT PREFIX")
            exit(2)
        }
        do {
            let limits = SQLiteStorage.Limits(history: 2_000, historyAge: .zero, maximumHistory: 2_000)
            let store = try SQLiteStorage(directory: arguments[1], limits: limits)
            let watch = try await store.watch(.everything, after: try await store.currentRevision())
            let watcher = Task {
                for try await batch in watch { say("seen \(batch.revision)") }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<writers {
                    group.addTask {
                        try await write(count == 0 ? .max : count, prefix: "\(arguments[4])-w\(writer)", to: store)
                    }
                }
                try await group.waitForAll()
            }
            await store.close()
            _ = await watcher.result
        } catch {
            complain("error: \(error)")
            exit(1)
        }
    }

    private static func write(_ count: Int, prefix: String, to store: SQLiteStorage) async throws {
        var steps = [Int](repeating: 0, count: 5)
        var revisions = [Revision](repeating: .zero, count: 5)
        for number in 0..<count {
            let index = number % steps.count
            let key = StorageKey(collection: "things", namespace: "ns", name: "\(prefix)-\(index)")
            let step = steps[index] + 1
            let value = value(key.name, step)
            switch (step - 1) % 4 {
            case 0: revisions[index] = try await store.create(key, value: value)
            case 3: revisions[index] = try await store.delete(key, expecting: revisions[index])
            default: revisions[index] = try await store.update(key, value: value, expecting: revisions[index])
            }
            steps[index] = step
            say("ack \(key.name) \(step) \(revisions[index])")
        }
    }

    private static func value(_ name: String, _ step: Int) -> [UInt8] {
        Array("\(name) \(step) ".utf8) + [UInt8](repeating: UInt8(97 + step % 26), count: step * 997 % 5_800)
    }

    /// Writes a line at once, so that it is there however the process ends.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = Foundation.write(STDOUT_FILENO, bytes, bytes.count)
    }

    private static func complain(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = Foundation.write(STDERR_FILENO, bytes, bytes.count)
    }
}
