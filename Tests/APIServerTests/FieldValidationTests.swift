import HTTPTypes
import JSON
import Testing

@Suite struct FieldValidationTests {
    private let odd = #"{"metadata":{"name":"a"},"data":{"a":"1","a":"2"},"bogus":1}"#

    @Test func strictnessRefuses() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.post, TestServer.configMaps + "?fieldValidation=Strict", text: odd)
        #expect(answer.status == 400)
        #expect(answer["message"]?.stringValue?.contains(#"duplicate field "data.a", unknown field "bogus""#) == true)
    }

    @Test(arguments: ["", "?fieldValidation=Warn"])
    func otherwiseTheClientIsWarned(query: String) async throws {
        let server = try await TestServer()
        let answer = try await server.send(.post, TestServer.configMaps + query, text: odd)
        #expect(answer.status == 201)
        #expect(answer["data"] == ["a": "2"])
        #expect(answer["bogus"] == nil)
        #expect(answer.warnings == [#"299 - "duplicate field \"data.a\"""#, #"299 - "unknown field \"bogus\"""#])
    }

    @Test func orNot() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.post, TestServer.configMaps + "?fieldValidation=Ignore", text: odd)
        #expect(answer.status == 201)
        #expect(answer.warnings.isEmpty)
    }

    @Test(arguments: [
        ("Ignore", 201, []),
        ("Warn", 201, [#"299 - "yaml: unmarshal errors:   line 4: key \"a\" already set in map""#]),
        ("Strict", 400, []),
    ])
    func keysOfYAMLThatComeTwiceAreSeenAsStrictly(validation: String, status: Int, warnings: [String]) async throws {
        let server = try await TestServer()
        let answer = try await server.send(
            .post, TestServer.configMaps + "?fieldValidation=\(validation)",
            text: "metadata: {name: a}\ndata:\n  a: b\n  a: c\n", type: "application/yaml")
        #expect(answer.status == status)
        #expect(answer.warnings == warnings)
        if status == 201 { #expect(answer["data"] == ["a": "c"]) }
    }

    @Test func anUnknownWayIsRefused() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.post, TestServer.configMaps + "?fieldValidation=Nope", text: odd)
        #expect(answer.status == 422)
        #expect(answer.causes.first?["reason"] == "FieldValueNotSupported")
    }

    @Test func patchesAreValidatedAlike() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        let merge = "application/merge-patch+json"
        let path = TestServer.configMaps + "/a?fieldValidation="
        let strict = try await server.send(.patch, path + "Strict", ["zzz": 1], type: merge)
        #expect(strict.status == 422)
        #expect(strict.causes.map { $0["field"] } == ["patch"])
        let warned = try await server.send(.patch, path + "Warn", ["zzz": 1], type: merge)
        #expect(warned.status == 200)
        #expect(warned.warnings == [#"299 - "unknown field \"zzz\"""#])
    }
}
