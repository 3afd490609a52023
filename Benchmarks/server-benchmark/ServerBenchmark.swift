import APIMachinery
import APIServer
import Benchmark
import Foundation
import HTTPTypes
import Synchronization

/// How many pods the server has.
let count = 10_000
private let step = BenchmarkScalingFactor.kilo.rawValue

private let protobuf = "application/vnd.kubernetes.protobuf"
private let table = "application/json;as=Table;v=v1;g=meta.k8s.io"
private let metadata = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"

/// What requests cost in the server, without sockets.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident], warmupIterations: 0, maxDuration: .seconds(60),
        maxIterations: 10)
    for backend in Backend.allCases {
        writes(backend)
        gets(backend)
        // The first list, the slowest, makes what the others take from a cache.
        list("list.json", "", accept: "application/json", backend)
        list("list.protobuf", "", accept: protobuf, backend)
        list("list.table", "", accept: table, backend)
        list("list.metadata", "", accept: metadata, backend)
        list("list.by.label", "?labelSelector=tier%3Drare", accept: "application/json", backend)
        list("list.by.field", "?fieldSelector=spec.nodeName%3Dn1", accept: "application/json", backend)
        list("list.page", "?limit=500", accept: "application/json", backend)
        slowLists("list.slowly.json", accept: "application/json", backend)
        slowLists("list.slowly.protobuf", accept: protobuf, backend)
        slowLists("list.slowly.table", accept: table, backend)
        watches(backend)
        collections(backend)
    }
    // Nothing is stored.
    expensiveRequests(.memory)
}

/// Registers a benchmark on a server with pods.
func measure(
    _ name: String, _ backend: Backend, pods: Int = count,
    _ configuration: Benchmark.Configuration = Benchmark.defaultConfiguration,
    _ body: @escaping (Benchmark, SampleServer) async throws -> Void
) {
    let name = "\(backend.rawValue).\(name)"
    Benchmark(name, configuration: configuration, closure: body) {
        try await SampleServer(name, backend, pods: pods)
    } teardown: {
        backend.remove(name)
    }
}

private func writes(_ backend: Backend) {
    measure("start", backend, pods: 0, .init(maxIterations: 1)) { benchmark, _ in
        benchmark.startMeasurement()
        blackHole(try await SampleServer("start-\(backend.rawValue)", backend, pods: 0))
        benchmark.stopMeasurement()
        backend.remove("start-\(backend.rawValue)")
    }
    measure("create", backend, pods: 0, .init(scalingFactor: .kilo, maxIterations: count / step)) { benchmark, sample in
        let first = benchmark.currentIteration * step
        let bodies = (first..<first + step).map(SampleServer.body)
        benchmark.startMeasurement()
        try await sample.create(bodies, writers: backend == .sqlite ? 8 : 1)
    }
}

private func gets(_ backend: Backend) {
    measure("get", backend, .init(scalingFactor: .kilo, maxIterations: 50)) { benchmark, sample in
        for number in benchmark.scaledIterations {
            blackHole(try await sample.read(try await sample.get("\(SampleServer.pods)/web-\(number % count)")))
        }
    }
}

private func list(_ name: String, _ query: String, accept: String, _ backend: Backend) {
    measure(name, backend) { _, sample in
        blackHole(try await sample.read(try await sample.get(SampleServer.pods + query, accept: accept)))
    }
}

/// What the server holds while some clients have each taken half of a list.
private func slowLists(_ name: String, accept: String, _ backend: Backend) {
    measure(name, backend, .init(metrics: [.peakMemoryResidentDelta], maxIterations: 1)) { _, sample in
        var readers: [ByteChunks.AsyncIterator] = []
        for _ in 0..<20 {
            readers.append(try await sample.get(SampleServer.pods, accept: accept).body.asChunks.makeAsyncIterator())
        }
        for _ in 0..<100 {
            for index in readers.indices { _ = try await readers[index].next() }
        }
    }
}

/// Some watchers of everything, and one writer, who is never so far ahead that they are cut off: a million deliveries.
private func watches(_ backend: Backend) {
    let watchers = 500
    let writes = BenchmarkScalingFactor.mega.rawValue / watchers
    let delivered = Deliveries()
    measure("watch", backend, .init(scalingFactor: .mega, maxIterations: 1)) { benchmark, sample in
        try await withThrowingTaskGroup(of: Void.self) { group in
            let revision = try await sample.revision()
            for _ in 0..<watchers {
                let response = try await sample.get(SampleServer.pods + "?watch=1&resourceVersion=\(revision)")
                group.addTask {
                    var received = 0
                    for try await chunk in response.body.asChunks {
                        // Every event ends with a line feed, and has no other.
                        let events = lines(chunk)
                        received += events
                        delivered.add(events)
                        if received >= writes { return }
                    }
                    throw UnexpectedAnswer(description: "a watch ended after \(received) of \(writes) events")
                }
            }
            benchmark.startMeasurement()
            for number in 0..<writes {
                let patch = #"{"metadata":{"annotations":{"round":"\#(number)"}}}"#
                try await sample.write(
                    .patch, "\(SampleServer.pods)/web-\(number % count)", "application/merge-patch+json",
                    Array(patch.utf8), status: 200)
                while delivered.count < (number - 100) * watchers { await Task.yield() }
            }
            try await group.waitForAll()
            benchmark.stopMeasurement()
        }
    }
}

/// How many events came to all watchers.
private final class Deliveries: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .relaxed) }

    func add(_ events: Int) {
        number.wrappingAdd(events, ordering: .relaxed)
    }
}

/// How many line feeds there are.
private func lines(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
        var count = 0
        var start = buffer.baseAddress
        let end = start.map { $0 + buffer.count }
        while let position = start, let end, let found = memchr(position, 10, end - position) {
            count += 1
            start = UnsafeRawPointer(found) + 1
        }
        return count
    }
}
