import APIMachinery
import APISchema
import APIServer
import Benchmark
import ControlPlaneAPI
import Foundation
import HTTPTypes
import Storage
import Synchronization

/// How many resources are added, half of them in groups of their own.
private let count = 1_000

/// What it costs to add resources to a running server, one after the other, and how long requests that are answered
/// meanwhile wait.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(metrics: [.wallClock], warmupIterations: 0, maxDuration: .seconds(5))
    let each = Benchmark.Configuration(maxDuration: .seconds(60), maxIterations: count)
    let once = Benchmark.Configuration(maxIterations: 1)
    let often = Benchmark.Configuration(warmupIterations: 1, maxIterations: 100)

    Benchmark("add", configuration: each) { benchmark, state in
        state.server.resources.add(state.sets[benchmark.currentIteration], named: "\(benchmark.currentIteration)")
    } setup: {
        (server: try await makeServer([]), sets: (0..<count).map(definitions))
    }
    Benchmark("remove", configuration: each) { (benchmark, server: APIServer) in
        server.resources.remove("\(benchmark.currentIteration)")
    } setup: {
        try await makeServer((0..<count).map(definitions))
    }
    for (name, path) in [("groups", "/apis"), ("openapi", "/openapi/v3")] {
        Benchmark("\(name).first", configuration: once) { (_, server: APIServer) in
            try await get(path, of: server, status: 200)
        } setup: {
            try await makeServer((0..<count).map(definitions))
        }
        Benchmark("\(name).again", configuration: often) { (_, server: APIServer) in
            try await get(path, of: server, status: 200)
        } setup: {
            try await makeServer((0..<count).map(definitions))
        }
        Benchmark("\(name).after.one.more", configuration: often) { (benchmark, server: APIServer) in
            let number = count + benchmark.currentIteration
            server.resources.add(definitions(number), named: "\(number)")
            benchmark.startMeasurement()
            try await get(path, of: server, status: 200)
            benchmark.stopMeasurement()
            server.resources.remove("\(number)")
        } setup: {
            let server = try await makeServer((0..<count).map(definitions))
            try await get(path, of: server, status: 200)
            return server
        }
    }
    requestsMeanwhile()
}

/// Requests go on while resources are added and removed: their slowest says how long the table can keep one waiting.
private func requestsMeanwhile() {
    let changes = Changes()
    // What other programs on the machine take from a request is no wait for the table.
    let own = BenchmarkMetric.custom("Time without other programs' (ns)", useScalingFactor: false)
    Benchmark(
        "request.meanwhile",
        configuration: .init(metrics: [.wallClock, own], warmupIterations: 100, maxIterations: 1_000_000)
    ) { (benchmark, server: APIServer) in
        let before = ProcessorWait.ofThisThread
        let start = BenchmarkClock.now
        benchmark.startMeasurement()
        try await get("/api/v1/namespaces/default/configmaps/none", of: server, status: 404)
        benchmark.stopMeasurement()
        let time = start.duration(to: BenchmarkClock.now)
        if let before, let after = ProcessorWait.ofThisThread, before.thread == after.thread {
            benchmark.measurement(own, max(0, Int(time / .nanoseconds(1)) - (after.nanoseconds - before.nanoseconds)))
        }
    } setup: {
        let server = try await makeServer([])
        changes.start(on: server)
        return server
    } teardown: {
        changes.stop()
    }
}

/// Adds and removes resources until it is stopped, on a thread of its own: Swift's own are for the requests.
private final class Changes: Sendable {
    private let isStopped = Atomic(false)

    func start(on server: APIServer) {
        let sets = (0..<count).map(definitions)
        isStopped.store(false, ordering: .relaxed)
        Thread.detachNewThread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                for (number, set) in sets.enumerated() { server.resources.add(set, named: "\(number)") }
                for number in sets.indices { server.resources.remove("\(number)") }
            }
        }
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
    }
}

/// For how long a thread was ready to run and other programs had the processor.
private struct ProcessorWait {
    var thread: String
    var nanoseconds: Int

    /// That of the current thread; `nil` where nobody tells.
    static var ofThisThread: ProcessorWait? {
        guard let thread = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self"),
            let text = try? String(contentsOfFile: "/proc/\(thread)/schedstat", encoding: .utf8),
            let wait = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return ProcessorWait(thread: thread, nanoseconds: wait)
    }
}

private struct UnexpectedStatus: Error {
    var path: String
    var status: Int
}

private func get(_ path: String, of server: APIServer, status: Int) async throws {
    let response = try await server.send(APIRequest(method: .get, path: path))
    _ = try await response.body.collect()
    guard response.head.status.code == status else {
        throw UnexpectedStatus(path: path, status: response.head.status.code)
    }
}

/// A server with some resources beside its own.
private func makeServer(_ sets: [DefinitionSet]) async throws -> APIServer {
    let server = try APIServer(storage: MemoryStorage(), registrations: ControlPlaneAPIRegistrations.all)
    try await server.prepare()
    for (number, set) in sets.enumerated() { server.resources.add(set, named: "\(number)") }
    return server
}

/// A kind with some fields, every second one in a group of its own and the others in ten groups.
private func definitions(_ number: Int) -> DefinitionSet {
    let group = number % 2 == 0 ? "g\(number).example.org" : "shared\(number % 20).example.org"
    let name = "org.example.v1.Thing\(number)"
    func field(_ name: String, _ schema: Schema) -> Field { Field(name, schema, presence: .implicit) }
    let spec = ObjectSchema(
        fields: (0..<20).map { field("field\($0)", Schema(.string)) }
            + [field("more", Schema(.array(ArraySchema(items: Schema(.reference(name + "Spec"))))))])
    let object = ObjectSchema(fields: [
        field("kind", Schema(.string)), field("apiVersion", Schema(.string)),
        field("metadata", Schema(.reference("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"))),
        field("spec", Schema(.reference(name + "Spec"))), field("status", Schema(.reference(name + "Spec"))),
    ])
    func type(_ name: TypeName, _ object: ObjectSchema) -> TypeDefinition {
        TypeDefinition(
            name: name, group: group, version: "v1", schema: Schema(.object(object)), swiftName: "Thing\(number)")
    }
    return DefinitionSet(
        types: [name: type(name, object), name + "Spec": type(name + "Spec", spec)],
        resources: [
            ResourceDefinition(
                group: group, version: "v1", kind: "Thing\(number)", plural: "thing\(number)s",
                singular: "thing\(number)", scope: .namespaced, verbs: Verb.offered, typeName: name,
                listKind: "Thing\(number)List", subresources: [Subresource(name: "status", verbs: [.get, .update])],
                isNormalized: false)
        ])
}
