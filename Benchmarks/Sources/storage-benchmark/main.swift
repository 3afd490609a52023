import Foundation
import Storage
import StorageSQLite

// How fast the SQLite storage writes durably and loads, on the disk of the directory given or the current one.

/// Bytes that are like an object's: text, with some that differs from object to object.
func value(_ number: Int) -> [UInt8] {
    var bytes = Array(#"{"kind":"Pod","metadata":{"name":"pod-\#(number)"}"#.utf8)
    var state = UInt64(number) &+ 1
    while bytes.count < 5_800 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(32 + state >> 57 % 95))
    }
    return bytes
}

func key(_ number: Int) -> StorageKey {
    StorageKey(collection: "pods", namespace: "default", name: "pod-\(number)")
}

func residentMegabytes() -> String {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    guard let pages, pages.count > 1, let resident = Int(pages[1]) else { return "?" }
    return String(resident * 4_096 / 1_000_000)
}

@MainActor func measure(_ what: String, count: Int, _ body: () async throws -> Void) async throws {
    let clock = ContinuousClock()
    let duration = try await clock.measure { try await body() }
    let seconds = Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds)
    print(
        "\(what): \(String(format: "%.3f", seconds)) s, \(Int(Double(count) / seconds))/s, "
            + "resident \(residentMegabytes()) MB")
}

let directory = (CommandLine.arguments.dropFirst().first ?? ".") + "/storage-benchmark-\(getpid())"
defer { try? FileManager.default.removeItem(atPath: directory) }
let count = 10_000
let values = (0..<64).map(value)

var storage = try SQLiteStorage(directory: directory)
for writers in [1, 8, 64] {
    try await measure("\(count) creates by \(writers)", count: count) { [storage] in
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    for number in stride(from: writer, to: count, by: writers) {
                        _ = try await storage.create(key(writers * 1_000_000 + number), value: values[number % 64])
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
try await measure("\(count) updates by 8", count: count) { [storage] in
    try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<8 {
            group.addTask {
                for number in stride(from: writer, to: count, by: 8) {
                    let key = key(8_000_000 + number)
                    guard let record = try await storage.get(key) else { continue }
                    _ = try await storage.update(key, value: values[number % 64], expecting: record.revision)
                }
            }
        }
        try await group.waitForAll()
    }
}
for writers in [1, 64] {
    for number in 0..<count {
        let key = key(writers * 1_000_000 + number)
        guard let record = try await storage.get(key) else { continue }
        _ = try await storage.delete(key, expecting: record.revision)
    }
}
await storage.close()

try await measure("open", count: 1) { storage = try SQLiteStorage(directory: directory) }
for _ in 0..<3 {
    try await measure("load \(count) at once", count: count) { [storage] in
        let page = try await storage.list(.everything, after: nil, limit: nil, at: nil)
        precondition(page.records.count == count)
    }
}
for _ in 0..<3 {
    try await measure("load \(count) in pages of 500", count: count) { [storage] in
        var page = try await storage.list(.everything, after: nil, limit: 500, at: nil)
        var loaded = page.records.count
        while page.remaining > 0 {
            page = try await storage.list(.everything, after: page.records.last?.key, limit: 500, at: page.revision)
            loaded += page.records.count
        }
        precondition(loaded == count)
    }
}
await storage.close()
