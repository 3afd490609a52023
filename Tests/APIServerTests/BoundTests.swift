import APIMachinery
import HTTPTypes
import JSON
import Storage
import Testing

@testable import APIServer

/// What is more than the server looks at is refused, or cut.
@Suite struct BoundTests {
    @Test func aQueryHasSoManyParameters() async throws {
        let server = try await TestServer()
        func path(_ count: Int) -> String {
            TestServer.configMaps + "?" + Array(repeating: "limit=1", count: count).joined(separator: "&")
        }
        #expect(try await server.send(.get, path(QueryParameters.maximumCount)).status == 200)
        let refused = try await server.send(.get, path(QueryParameters.maximumCount + 1))
        #expect(refused.status == 400)
        #expect(refused["message"] == "the query has more than 10000 parameters")
    }

    @Test func anAcceptHeaderIsReadToItsBound() async throws {
        let server = try await TestServer()
        let many = Array(repeating: "text/plain", count: 100_000).joined(separator: ",")
        let late = try await server.send(.get, TestServer.configMaps, accept: many + ",application/yaml")
        #expect(late.status == 406)
        let early = try await server.send(.get, TestServer.configMaps, accept: "application/yaml," + many)
        #expect(early.status == 200 && early.type == "application/yaml")
    }

    @Test func aGeneratedNameHasItsLength() async throws {
        let server = try await TestServer()
        let body: JSONValue = [
            "kind": "ConfigMap", "metadata": ["generateName": .string(String(repeating: "a", count: 200))],
        ]
        let created = try await server.send(.post, TestServer.configMaps, body)
        #expect(created.status == 201)
        #expect(created["metadata", "name"]?.stringValue?.count == 63)
    }

    @Test func soManyUnknownFieldsAreNamed() async throws {
        let server = try await TestServer()
        var object = try #require(TestServer.configMap("a").objectValue)
        for number in 0..<50_000 { object["unknown\(number)"] = 1 }
        let body = JSONValue.object(object)
        let strict = try await server.send(.post, TestServer.configMaps + "?fieldValidation=Strict", body)
        #expect(strict.status == 400)
        #expect(strict["message"]?.stringValue?.split(separator: "unknown field").count == 101)
        let warned = try await server.send(.post, TestServer.configMaps, body)
        #expect(warned.status == 201)
        #expect(warned.warnings.reduce(0) { $0 + $1.utf8.count } < 8_192)
    }

    @Test func anOldEventKeepsNothingThatCanBeMadeAgain() throws {
        let event = CacheEvent(
            key: StorageKey(collection: "c", namespace: "n", name: "a"), revision: Revision(1), object: nil,
            previous: nil)
        let form = CacheEvent.FrameForm(
            resource: 1, type: .added, encoding: .json, view: .object, rowObject: .metadata)
        var made = 0
        func frame() -> [UInt8] {
            event.frame(form) {
                made += 1
                return [1]
            }
        }
        #expect(frame() == [1] && frame() == [1] && made == 1)
        event.dropFrames()
        #expect(frame() == [1] && frame() == [1] && made == 3)
    }
}
