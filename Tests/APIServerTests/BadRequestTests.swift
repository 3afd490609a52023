import APIMachinery
import HTTPTypes
import JSON
import Testing

@Suite struct BadRequestTests {
    @Test(arguments: [
        (#"{"kind":"#, 400), ("", 400), ("[]", 400),
        (#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"}}"#, 400),
        (#"{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"x"}}"#, 400),
        (#"{"metadata":{"name":"x"},"data":{"a":1}}"#, 400),
        (#"{"metadata":{"name":"x"},"data":"str"}"#, 400),
        (#"{"metadata":{"name":"x","namespace":"elsewhere"}}"#, 400),
        (#"{"kind":"ConfigMap"}"#, 422),
        (#"{"metadata":{"name":"Bad_Name"}}"#, 422),
        (#"{"metadata":{"name":"x","labels":{"bad key!":"v"}}}"#, 422),
        (#"{"metadata":{"name":"x","labels":{"k":"bad value!"}}}"#, 422),
        (#"{"metadata":{"name":"x","finalizers":["noslash"]}}"#, 422),
        (#"{"metadata":{"name":"x","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"own"}]}}"#, 422),
        (#"{"metadata":{"name":"x"},"data":{"bad key":"1"}}"#, 422),
    ])
    func bodiesThatAreWrongAreRefused(body: String, status: Int) async throws {
        let server = try await TestServer()
        let answer = try await server.send(.post, TestServer.configMaps, text: body, type: "application/json")
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer["kind"] == "Status")
        #expect(answer["status"] == "Failure")
        #expect(answer["code"] == .integer(Int64(status)))
        #expect(answer.causes.isEmpty == (status == 400))
    }

    /// Kubernetes' own answer to this has no reason, and a trial, which stores nothing, does not get it.
    @Test func aRevisionIsNotGivenOnCreation() async throws {
        let server = try await TestServer()
        var object = TestServer.configMap("x")
        object["metadata"]?["resourceVersion"] = "5"
        let answer = try await server.send(.post, TestServer.configMaps, object)
        #expect(answer.status == 500)
        #expect(answer["message"] == "resourceVersion should not be set on objects to be created")
        #expect(answer["reason"] == nil)
        #expect(try await server.send(.post, TestServer.configMaps + "?dryRun=All", object).status == 201)
        for unset in ["0", "none"] {
            object["metadata"] = ["name": .string("x-\(unset)"), "resourceVersion": .string(unset)]
            #expect(try await server.send(.post, TestServer.configMaps, object).status == 201, "\(unset)")
        }
    }

    /// Methods that nobody knows are no verbs, whatever they are called.
    @Test(arguments: ["FOO", "PROPFIND", "LIST", "WATCH", "CREATE", "DELETECOLLECTION", "get"])
    func unknownMethodsAreRefused(method: String) async throws {
        let server = try await TestServer()
        let method = try #require(HTTPRequest.Method(method))
        for path in [TestServer.configMaps, TestServer.configMaps + "/x", TestServer.books + "/x/status"] {
            let answer = try await server.send(method, path)
            #expect(answer.status == 405)
            #expect(
                answer.json == [
                    "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
                    "message": "the server does not allow this method on the requested resource",
                    "reason": "MethodNotAllowed", "details": [:], "code": 405,
                ])
        }
    }

    @Test func faultsNameTheirFields() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.post, TestServer.books, TestServer.book("x", [:]))
        #expect(answer.status == 422)
        #expect(answer["details", "kind"] == "Book")
        #expect(answer["details", "group"] == "library.example.org")
        #expect(answer.causes.map { $0["field"] } == ["spec.title"])
        #expect(answer.causes.first?["reason"] == "FieldValueRequired")
    }

    @Test(arguments: [
        (HTTPRequest.Method.post, TestServer.configMaps + "/x", 405),
        (.put, TestServer.configMaps, 405),
        (.patch, TestServer.configMaps, 405),
        (.post, "/api/v1/configmaps", 405),
        (.head, TestServer.configMaps + "/x", 405),
        (.options, TestServer.configMaps + "/x", 405),
        (.trace, TestServer.configMaps + "/x", 405),
        (.post, "/version", 405),
        (.get, "/api/v1/nosuch", 404),
        (.get, "/apis/library.example.org/v2", 404),
        (.get, "/apis/library.example.org/v1/nosuch", 404),
        (.get, "/api/v1/configmaps/x", 404),
        (.get, "/api/v1/namespaces/default/namespaces", 404),
        (.get, TestServer.configMaps + "/a/b", 404),
        (.get, TestServer.configMaps + "/a/b/c", 404),
        (.get, TestServer.configMaps + "/a%2Fb", 404),
        (.get, TestServer.configMaps + "/..", 400),
        (.get, TestServer.configMaps + "/%2e%2e", 400),
        (.get, "/api/v1/namespaces/../configmaps", 400),
        (.get, TestServer.configMaps + "/a%zz", 400),
        (.get, TestServer.configMaps + "/a%ff", 400),
        (.get, TestServer.configMaps + "?limit=x", 400),
        (.get, TestServer.configMaps + "?resourceVersion=x", 400),
        (.get, TestServer.configMaps + "?resourceVersion=999999", 504),
        (.get, TestServer.configMaps + "?resourceVersion=0&resourceVersionMatch=Exact", 422),
        (.get, TestServer.configMaps + "?resourceVersionMatch=NotOlderThan", 422),
        (.get, TestServer.configMaps + "?watch=1&sendInitialEvents=true", 422),
        (.post, "/api/v1/namespaces/none/configmaps", 404),
    ])
    func pathsAndQueriesThatAreWrongAreRefused(method: HTTPRequest.Method, path: String, status: Int) async throws {
        let server = try await TestServer()
        let body = method == .get ? nil : TestServer.configMap("x")
        let answer = try await server.send(method, path, body)
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer["kind"] == "Status", "\(answer.text)")
    }

    @Test(arguments: [
        "/nosuch", "/apis/nosuch.example.com", "/apis/nosuch.example.com/v1/things", "//api/v1", "/openapi/v9",
        "/healthz/none",
    ])
    func pathsThatNothingOwnsAreNotFound(path: String) async throws {
        let answer = try await TestServer().send(.get, path)
        #expect(answer.status == 404)
        #expect(answer.text == "404 page not found\n")
        #expect(answer.type == "text/plain; charset=utf-8")
    }

    @Test func aBodyThatIsTooLargeIsRefused() async throws {
        let server = try await TestServer()
        let body = [UInt8](repeating: UInt8(ascii: " "), count: 3 << 20) + [UInt8(ascii: "{")]
        let answer = try await server.send(.post, TestServer.configMaps, bytes: body)
        #expect(answer.status == 413)
        #expect(answer.reason == "RequestEntityTooLarge")
    }

    @Test func deepNestingIsRefused() async throws {
        let server = try await TestServer()
        let text = String(repeating: "[", count: 100_000)
        for type in ["application/json", "application/yaml"] {
            let answer = try await server.send(.post, TestServer.configMaps, text: text, type: type)
            #expect(answer.status == 400)
        }
        let deep =
            #"{"metadata":{"name":"x"},"zzz":\#(String(repeating: "[", count: 200))\#(String(repeating: "]", count: 200))}"#
        #expect(try await server.send(.post, TestServer.configMaps, text: deep).status == 201)
    }

    @Test func arbitraryBytesAreRefused() async throws {
        let server = try await TestServer()
        var generator = SystemRandomNumberGenerator()
        for type in ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"] {
            for length in [1, 10, 100, 1000] {
                let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
                let answer = try await server.send(.post, TestServer.configMaps, bytes: bytes, type: type)
                #expect((400..<500).contains(answer.status), "\(type) \(bytes): \(answer.text)")
                #expect(answer["kind"] == "Status")
            }
        }
    }
}
