import Benchmark
import Foundation
import Storage
import StorageSQLite

/// How many objects a store has, and how many of them an iteration writes.
private let count = 10_000
private let step = BenchmarkScalingFactor.kilo.rawValue

/// How fast the SQLite storage writes durably and loads, on the disk of the current directory.
let benchmarks: @Sendable () -> Void = {
    // Each object is written once.
    let writes = Benchmark.Configuration(
        metrics: [.wallClock, .peakMemoryResident], warmupIterations: 0, scalingFactor: .kilo,
        maxDuration: .seconds(60), maxIterations: count / step)
    let reads = Benchmark.Configuration(
        metrics: [.wallClock, .peakMemoryResident], warmupIterations: 0, maxDuration: .seconds(5), maxIterations: 10)

    for writers in [1, 8, 64] {
        let store = Store(name: "create-\(writers)")
        Benchmark("create.by.\(writers)", configuration: writes) { (benchmark, storage: SQLiteStorage) in
            try await write(iteration: benchmark.currentIteration, writers: writers) { number in
                _ = try await storage.create(key(number), value: values[number % values.count])
            }
        } setup: {
            try store.open()
        } teardown: {
            store.remove()
        }
    }
    let updated = Store(name: "update")
    Benchmark("update.by.8", configuration: writes) { (benchmark, storage: SQLiteStorage) in
        try await write(iteration: benchmark.currentIteration, writers: 8) { number in
            guard let record = try await storage.get(key(number)) else { throw MissingRecord(number: number) }
            let value = values[(number + 1) % values.count]
            _ = try await storage.update(key(number), value: value, expecting: record.revision)
        }
    } setup: {
        try await updated.fill()
        return try updated.open()
    } teardown: {
        updated.remove()
    }

    let opened = Store(name: "open")
    Benchmark("open", configuration: reads) { benchmark in
        let storage = try opened.open()
        benchmark.stopMeasurement()
        await storage.close()
    } setup: {
        try await opened.fill()
    } teardown: {
        opened.remove()
    }
    for (name, limit) in [("load.at.once", nil), ("load.in.pages.of.500", 500)] {
        let store = Store(name: name)
        Benchmark(name, configuration: reads) { (_, storage: SQLiteStorage) in
            var page = try await storage.list(.everything, after: nil, limit: limit, at: nil)
            var loaded = page.records.count
            while page.remaining > 0 {
                page = try await storage.list(
                    .everything, after: page.records.last?.key, limit: limit, at: page.revision)
                loaded += page.records.count
            }
            guard loaded == count else { throw MissingRecord(number: loaded) }
        } setup: {
            try await store.fill()
            return try store.open()
        } teardown: {
            store.remove()
        }
    }
}

private struct MissingRecord: Error {
    var number: Int
}

/// A store of a benchmark's own.
private struct Store: Sendable {
    var name: String

    private var directory: String {
        FileManager.default.currentDirectoryPath + "/.build/storage-benchmark-\(getpid())-\(name)"
    }

    func open() throws -> SQLiteStorage {
        try SQLiteStorage(directory: directory)
    }

    /// Makes the store with all objects in it.
    func fill() async throws {
        let storage = try open()
        for iteration in 0..<count / step {
            try await write(iteration: iteration, writers: 64) { number in
                _ = try await storage.create(key(number), value: values[number % values.count])
            }
        }
        await storage.close()
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: directory)
    }
}

/// Has some writers share out the numbers of an iteration among themselves.
private func write(iteration: Int, writers: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<writers {
            group.addTask {
                for number in stride(from: writer, to: step, by: writers) { try await body(iteration * step + number) }
            }
        }
        try await group.waitForAll()
    }
}

private func key(_ number: Int) -> StorageKey {
    StorageKey(collection: "pods", namespace: "default", name: "pod-\(number)")
}

private let values = (0..<64).map(value)

/// Bytes that are like an object's: text, with some that differs from object to object.
private func value(_ number: Int) -> [UInt8] {
    var bytes = Array(#"{"kind":"Pod","metadata":{"name":"pod-\#(number)"}"#.utf8)
    var state = UInt64(number) &+ 1
    while bytes.count < 5_800 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(32 + state >> 57 % 95))
    }
    return bytes
}
