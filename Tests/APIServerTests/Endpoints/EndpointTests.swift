import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Testing

@testable import APIServer

/// What is served of a resource follows from the verbs of its definition and from what its endpoints can do.
@Suite struct EndpointTests {
    private static let books = GroupResource(group: "library.example.org", resource: "books")

    /// Lends a copy of a book: an action on an object, as `binding` or `eviction` are.
    private struct Lending: CreateHandler {
        func create(_ call: EndpointCall) async throws -> APIResponse {
            let sent = try await call.sentObject()
            let reader = sent["metadata"]?["name"]?.stringValue ?? ""
            try await call.change { book in
                var book = book
                let lent = book["status"]?["lent"]?.int64Value ?? 0
                guard lent < book["spec"]?["copies"]?.int64Value ?? 0 else {
                    throw APIError.conflict(call.resource.groupResource, name: call.name, message: "none is left")
                }
                book["status"] = ["lent": .integer(lent + 1)]
                return book
            }
            #expect(reader == "dune")
            return try call.answerSuccess()
        }
    }

    /// Passes on what it is asked.
    private struct Proxy: ConnectHandler {
        func connect(_ call: EndpointCall) async throws -> APIResponse {
            _ = try await call.object()
            return APIResponse(
                status: .ok, headerFields: [.contentType: "text/plain"],
                body: .bytes(Array("\(call.info.verb) \(call.name) for \(call.user?.name ?? "")".utf8)))
        }
    }

    private func makeServer() async throws -> TestServer {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior(
                subresources: ["lending": EndpointBehavior(writes: [.status])]
            ).with { $0.subresourceHandlers = ["lending": Lending(), "proxy": Proxy()] }
        }
        var definitions = TestDefinitions.library
        definitions.resources[0].subresources += [
            Subresource(name: "lending", verbs: [.create]),
            Subresource(name: "proxy", verbs: [.create, .get]),
            Subresource(name: "log", verbs: [.get]),
            Subresource(name: "unserved", verbs: [.get]),
        ]
        server.server.resources.add(definitions, named: "library")
        try await server.create(TestServer.books, TestServer.book("dune"))
        return server
    }

    @Test func anActionChangesItsObject() async throws {
        let server = try await makeServer()
        let path = TestServer.books + "/dune/lending"
        let lent = try await server.send(.post, path, TestServer.book("dune"))
        #expect(lent.status == 201)
        #expect(lent["status"] == "Success")
        #expect(try await server.send(.get, TestServer.books + "/dune")["status", "lent"] == 1)
        let refused = try await server.send(.post, path, TestServer.book("dune"))
        #expect(refused.status == 409)
        #expect(try await server.send(.get, path).status == 405)
        #expect(try await server.send(.post, TestServer.books + "/none/lending", TestServer.book("dune")).status == 404)
        #expect(try await server.send(.post, path, ["kind": "Other"]).status == 400)
    }

    @Test func aConnectionTakesWhatTheDefinitionOffers() async throws {
        let server = try await makeServer()
        let path = TestServer.books + "/dune/proxy"
        #expect(try await server.send(.get, path).text == "get dune for system:apiserver")
        #expect(try await server.send(.post, path, text: "x").text == "create dune for system:apiserver")
        #expect(try await server.send(.delete, path).status == 405)
        // As kube-apiserver does: what is passed on is counted apart from what it looks like.
        let metrics = try await server.send(.get, "/metrics").text.split(separator: "\n")
        let counts = metrics.filter {
            $0.hasPrefix("apiserver_request_total{code=\"200\"") && $0.contains("subresource=\"proxy\"")
        }
        #expect(counts.count == 1 && counts[0].contains("verb=\"CONNECT\"") && counts[0].hasSuffix(" 2"), "\(counts)")
    }

    @Test func discoveryAndDocumentsSayWhatIsServed() async throws {
        let server = try await makeServer()
        let list = try await server.send(.get, "/apis/library.example.org/v1")
        let names = list["resources"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
        #expect(names == ["books", "books/lending", "books/proxy", "books/scale", "books/status"])
        let document = try await server.send(.get, "/openapi/v3/apis/library.example.org/v1")
        let paths = document["paths"]?.objectValue?.map(\.key) ?? []
        let book = "/apis/library.example.org/v1/namespaces/{namespace}/books/{name}"
        #expect(paths.contains(book + "/lending"))
        #expect(!paths.contains(book + "/unserved"))
        #expect(try await server.send(.get, TestServer.books + "/dune/unserved").status == 404)
    }

    // MARK: Reviews

    private static let review = DefinitionSet(
        types: TestDefinitions.named([
            TestDefinitions.type(
                "org.example.library.v1.LoanReview", group: "library.example.org",
                [
                    TestDefinitions.metadata,
                    TestDefinitions.field(
                        "spec",
                        Schema(
                            .object(
                                ObjectSchema(fields: [
                                    TestDefinitions.field("book", Schema(.string), nil, required: true, .optional)
                                ]))), nil, required: true, .optional),
                    TestDefinitions.field(
                        "status",
                        Schema(
                            .object(
                                ObjectSchema(fields: [TestDefinitions.field("allowed", Schema(.boolean), nil, .always)])
                            ))),
                ], kind: "LoanReview", message: false)
        ]),
        resources: [
            TestDefinitions.resource(
                "LoanReview", "loanreviews", "org.example.library.v1.LoanReview", group: "library.example.org"
            ) {
                $0.isStored = false
                $0.verbs = [.create]
                $0.listKind = nil
            }
        ])

    @Test func aReviewIsAskedAndNeverStored() async throws {
        let resource = GroupResource(group: "library.example.org", resource: "loanreviews")
        let server = try await TestServer {
            $0.behaviors[resource] = ResourceBehavior(names: .pathSegment).with {
                $0.handler = ReviewEndpoint { question, user in
                    var question = question
                    let isKnown = question["spec"]?["book"] == "dune"
                    question["status"] = ["allowed": .bool(isKnown && user?.name == "system:apiserver")]
                    return question
                }
            }
        }
        server.server.resources.add(Self.review, named: "reviews")
        let path = "/apis/library.example.org/v1/namespaces/default/loanreviews"
        let before = try await server.send(.get, TestServer.configMaps)["metadata", "resourceVersion"]
        let answer = try await server.send(
            .post, path, ["metadata": ["name": "any"], "spec": ["book": "dune"], "status": ["allowed": false]])
        #expect(answer.status == 201)
        #expect(answer["kind"] == "LoanReview")
        #expect(answer["status", "allowed"] == true)
        let invalid = try await server.send(.post, path, ["metadata": ["name": "any"], "spec": [:]])
        #expect(invalid.status == 422)
        #expect(try await server.send(.get, path).status == 405)
        #expect(try await server.send(.get, TestServer.configMaps)["metadata", "resourceVersion"] == before)
    }
}
