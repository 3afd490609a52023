import HTTPTypes
import JSON
import Testing

/// How pods end.
@Suite struct PodDeletionTests {
    private let path = WorkloadServer.pods + "/p"

    private func server(_ spec: JSONValue) async throws -> WorkloadServer {
        let server = try await WorkloadServer()
        _ = try await server.create(WorkloadServer.pods, WorkloadServer.pod("p", spec))
        return server
    }

    private func isGone(_ server: WorkloadServer) async throws -> Bool {
        try await server.send(.get, path, .null).status == 404
    }

    @Test func aPodOnANodeIsGivenTime() async throws {
        let server = try await server(["nodeName": "n1"])
        let deleting = try await server.send(.delete, path, [:])
        #expect(deleting.at("kind") == "Pod" && deleting.at("metadata.deletionGracePeriodSeconds") == 30)
        let end = try #require(deleting.at("metadata.deletionTimestamp")?.stringValue)
        #expect(deleting.generation == 2)
        // What would last longer changes nothing; what is shorter does.
        let longer = try await server.send(.delete, path, ["gracePeriodSeconds": 60])
        #expect(longer.at("metadata") == deleting.at("metadata"))
        let shorter = try await server.send(.delete, path, ["gracePeriodSeconds": 5])
        #expect(shorter.at("metadata.deletionGracePeriodSeconds") == 5)
        #expect(try #require(shorter.at("metadata.deletionTimestamp")?.stringValue) < end)
        // An update does not end it early.
        #expect(try await server.merge(path, ["metadata": ["labels": ["a": "b"]]]).status == 200)
        #expect(try await !isGone(server))
        let last = try await server.send(.delete, path, ["gracePeriodSeconds": 0])
        #expect(last.status == 200)
        #expect(try await isGone(server))
    }

    @Test func whatRunsNowhereIsGoneAtOnce() async throws {
        for (spec, options): (JSONValue, JSONValue) in [
            ([:], [:]), (["nodeName": "n1"], ["gracePeriodSeconds": 0]),
            (["nodeName": "n1", "terminationGracePeriodSeconds": 0], [:]),
        ] {
            let server = try await server(spec)
            #expect(try await server.send(.delete, path, options).status == 200)
            #expect(try await isGone(server), "\(spec) \(options)")
        }
        let done = try await server(["nodeName": "n1"])
        _ = try await done.merge(path + "/status", ["status": ["phase": "Succeeded"]])
        _ = try await done.send(.delete, path, [:])
        #expect(try await isGone(done))
    }

    @Test func aFinalizerOutlastsTheTime() async throws {
        let server = try await server(["nodeName": "n1"])
        _ = try await server.merge(path, ["metadata": ["finalizers": ["example.com/hold"]]])
        _ = try await server.send(.delete, path, ["gracePeriodSeconds": 10])
        _ = try await server.send(.delete, path, ["gracePeriodSeconds": 0])
        #expect(try await !isGone(server))
        _ = try await server.merge(path, ["metadata": ["finalizers": .null]])
        #expect(try await isGone(server))
    }

    @Test func tablesSayThatAPodIsDone() async throws {
        let server = try await server([:])
        func conditions() async throws -> JSONValue? {
            let table = try await server.send(
                .get, WorkloadServer.pods + "?includeObject=None", .null,
                accept: "application/json;as=Table;g=meta.k8s.io;v=v1")
            #expect(table.at("rows.0.object") == .null)
            return table.at("rows.0.conditions")
        }
        #expect(try await conditions() == nil)
        for phase in ["Succeeded", "Failed"] {
            _ = try await server.merge(path + "/status", ["status": ["phase": .string(phase)]])
            let found = try await conditions()
            #expect(found?[0]?["type"] == "Completed" && found?[0]?["status"] == "True")
            #expect(found?[0]?["reason"] == .string(phase))
        }
    }
}
