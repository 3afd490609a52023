import APIMachinery
import HTTPTypes
import JSON
import Synchronization
import Testing

@testable import APIServer

/// What is large is done away from the event loops, and not to its end where nobody waits for it any more.
@Suite(.timeLimit(.minutes(1))) struct WorkTests {
    /// Whether the task runs on the threads that are there for large work.
    private static var isOnWorker: Bool {
        let executor = withUnsafeCurrentTask { $0?.unownedTaskExecutor }
        return [WorkerThreads.short, .long].contains { executor == $0.asUnownedTaskExecutor() }
    }

    /// Notes where writes are done, and waits on demand until their requests are given up.
    private final class Witness: AdmissionPlugin {
        let name = "Witness"
        private let places = Mutex<[Bool]>([])
        let waits: Bool

        init(waits: Bool = false) {
            self.waits = waits
        }

        /// Whether each write since the last time was done by a worker.
        func take() -> [Bool] {
            places.withLock { places in
                defer { places = [] }
                return places
            }
        }

        func handles(_ write: WriteRequest) -> Bool { write.resource.groupResource.resource == "configmaps" }

        func validate(_ write: WriteRequest) async throws {
            places.withLock { $0.append(WorkTests.isOnWorker) }
            while waits, !Task.isCancelled { await Task.yield() }
        }
    }

    private func configMap(_ name: String, size: Int) -> JSONValue {
        TestServer.configMap(name, data: ["k": .string(String(repeating: "x", count: size))])
    }

    @Test func largeWritesAreDoneByWorkers() async throws {
        let witness = Witness()
        let server = try await TestServer { $0.admission = [witness] }
        _ = try await server.create(TestServer.configMaps, configMap("small", size: 100))
        #expect(witness.take() == [false])
        _ = try await server.create(TestServer.configMaps, configMap("large", size: 20_000))
        #expect(witness.take() == [true])

        // So is what consists of very many values.
        let many = (0..<1_000).map { ("k\($0)", JSONValue.string("")) }
        _ = try await server.create(
            TestServer.configMaps,
            TestServer.configMap("many", data: .object(JSONObject(uniqueKeysWithValues: many))))
        #expect(witness.take() == [true])

        // A small patch of what is large is large work.
        let patch: JSONValue = ["metadata": ["labels": ["a": "b"]]]
        for (name, isLarge) in [("small", false), ("large", true)] {
            let path = TestServer.configMaps + "/" + name
            let patched = try await server.send(.patch, path, patch, type: "application/merge-patch+json")
            #expect(patched.status == 200)
            #expect(witness.take() == [isLarge], "\(name)")
            #expect(try await server.send(.delete, path).status == 200)
            #expect(witness.take() == [isLarge], "\(name)")
        }

        // A few lines of YAML may stand for very much.
        for (text, isLarge) in [("a: b", false), ("a: &a b, c: *a", true)] {
            let yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml-\(isLarge)}\ndata: {\(text)}\n"
            let response = try await server.response(
                .post, TestServer.configMaps, bytes: Array(yaml.utf8), type: "application/yaml")
            #expect(response.head.status == .created)
            #expect(witness.take() == [isLarge])
        }
    }

    @Test func whatIsGivenUpIsNotWritten() async throws {
        let witness = Witness(waits: true)
        let server = try await TestServer {
            $0.admission = [witness]
            $0.limits.deadline = .milliseconds(20)
        }
        for size in [100, 20_000] {
            let late = try await server.send(.post, TestServer.configMaps, configMap("late", size: size))
            #expect(late.status == 504)
            #expect(try await server.send(.get, TestServer.configMaps + "/late").status == 404)
        }
    }

    @Test func largeWorkEndsWhereItIsGivenUp() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await Work.run(size: .max) { () throws -> Void in Issue.record("it is begun all the same") }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let many = Task {
            while !Task.isCancelled { await Task.yield() }
            var pace = Work.Pace()
            for _ in 0..<1_000 { try await pace.step() }
        }
        many.cancel()
        await #expect(throws: CancellationError.self) { try await many.value }
    }

    @Test func workReturnsToWhereItCameFrom() async throws {
        #expect(!Self.isOnWorker)
        #expect(try await Work.run(size: Work.smallSize) { Self.isOnWorker } == false)
        #expect(try await Work.run(size: Work.smallSize + 1) { Self.isOnWorker })
        #expect(!Self.isOnWorker)
        await #expect(throws: APIError.self) {
            try await Work.run(size: .max) { () throws -> Void in throw APIError.badRequest("no") }
        }
    }
}
