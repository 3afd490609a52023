import APISchema
import HTTPTypes
import JSON
import Testing
import YAML

@Suite struct NegotiationTests {
    private func server() async throws -> TestServer {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        return server
    }

    private static let protobuf = "application/vnd.kubernetes.protobuf"
    private let path = TestServer.configMaps + "/a"

    @Test(arguments: [
        ("*/*", 200, "application/json"),
        ("application/xml;q=0.9,application/json;q=0.1", 200, "application/json"),
        ("application/yaml", 200, "application/yaml"),
        (protobuf, 200, protobuf),
        ("application/json;q=0.1, application/yaml", 200, "application/yaml"),
        ("application/*", 406, "application/json"),
        ("application/xml", 406, "application/json"),
        ("application/json;as=Table;v=v9;g=meta.k8s.io", 406, "application/json"),
        ("nonsense", 406, "application/json"),
    ])
    func answersAreInWhatTheClientAccepts(accept: String, status: Int, type: String) async throws {
        let answer = try await server().send(.get, path, accept: accept)
        #expect(answer.status == status)
        #expect(answer.type == type)
    }

    @Test func failuresToo() async throws {
        let server = try await server()
        let answer = try await server.send(.get, path + "x", accept: "application/yaml")
        #expect(answer.status == 404)
        #expect(answer.type == "application/yaml")
        #expect(try JSONValue(yaml: answer.bytes)["reason"] == "NotFound")
    }

    @Test func yamlIsReadAndWritten() async throws {
        let server = try await server()
        let text =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: why}\ndata:\n  multi: |\n    line1\n    line2\n  num: \"1\"\n"
        let created = try await server.send(.post, TestServer.configMaps, text: text, type: "application/yaml")
        #expect(created.status == 201)
        #expect(created["data"] == ["multi": "line1\nline2\n", "num": "1"])
        let read = try await server.send(.get, TestServer.configMaps + "/why", accept: "application/yaml")
        #expect(try JSONValue(yaml: read.bytes) == created.json)
    }

    @Test func protobufIsReadAndWritten() async throws {
        let server = try await server()
        let transcoder = ProtobufTranscoder(types: TestDefinitions.core.types)
        let codec = try #require(try transcoder.codec(for: "io.k8s.api.core.v1.ConfigMap"))
        let body = try codec.encode(TestServer.configMap("p", data: ["k": "v"]))
        let created = try await server.send(
            .post, TestServer.configMaps, bytes: body, type: Self.protobuf, accept: Self.protobuf)
        #expect(created.status == 201)
        #expect(created.type == Self.protobuf)
        #expect(try codec.decode(created.bytes)["data"] == ["k": "v"])
        let read = try await server.send(.get, TestServer.configMaps + "/p")
        #expect(try codec.decode(created.bytes) == read.json)
        let list = try await server.send(.get, TestServer.configMaps, accept: Self.protobuf)
        #expect(list.status == 200)
        #expect(list.bytes.starts(with: ProtobufEnvelope.prefix))
    }

    @Test func kindsWithoutProtobufSaySo() async throws {
        let server = try await server()
        let refused = try await server.send(.post, TestServer.books, bytes: [1], type: Self.protobuf)
        #expect(refused.status == 415)
        #expect(try await server.send(.get, TestServer.books, accept: Self.protobuf).status == 406)
        #expect(
            try await server.send(.get, TestServer.books, accept: Self.protobuf + ",application/json").type
                == "application/json")
    }

    @Test func aBodyOfUnknownTypeIsRefused() async throws {
        let answer = try await server().send(
            .post, TestServer.configMaps, TestServer.configMap("x"), type: "text/plain")
        #expect(answer.status == 415)
        #expect(answer.reason == "UnsupportedMediaType")
    }

    @Test func tablesHaveTheColumnsOfTheDefinition() async throws {
        let server = try await server()
        let table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
        let answer = try await server.send(.get, TestServer.configMaps, accept: table)
        #expect(answer.type == "application/json")
        #expect(answer["kind"] == "Table")
        #expect(answer.json.at("columnDefinitions.1.name") == "Data")
        #expect(answer.json.at("rows.0.cells") == ["a", 1])
        #expect(answer.json.at("rows.0.object.kind") == "PartialObjectMetadata")
        #expect(answer.json.at("rows.0.object.metadata.name") == "a")
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        let books = try await server.send(.get, TestServer.books + "/dune?includeObject=None", accept: table)
        let names = books["columnDefinitions"]?.arrayValue?.map { $0["name"] }
        #expect(names == ["Name", "Title", "Age"])
        #expect(books.json.at("rows.0.cells.1") == "Dune")
        #expect(books.json.at("rows.0.object") == .some(.null))
        #expect(try await server.send(.get, TestServer.books + "?includeObject=Odd", accept: table).status == 400)
    }

    @Test func metadataAloneCanBeHad() async throws {
        let server = try await server()
        func form(_ view: String) -> String { "application/json;as=\(view);v=v1;g=meta.k8s.io" }
        let one = try await server.send(.get, path, accept: form("PartialObjectMetadata"))
        #expect(one["kind"] == "PartialObjectMetadata")
        #expect(one["metadata", "name"] == "a")
        #expect(one["data"] == nil)
        let list = try await server.send(.get, TestServer.configMaps, accept: form("PartialObjectMetadataList"))
        #expect(list["kind"] == "PartialObjectMetadataList")
        #expect(list.json.at("items.0.metadata.name") == "a")
        #expect(try await server.send(.get, path, accept: form("PartialObjectMetadataList")).status == 406)
    }

    @Test func everyAnswerHasItsAuditID() async throws {
        let answer = try await server().send(.get, path)
        #expect(HTTPField.Name("Audit-Id").flatMap { answer.fields[$0] }?.count == 36)
        #expect(answer.fields[.cacheControl] == "no-cache, private")
    }

    @Test func prettyAnswersAreIndented() async throws {
        let answer = try await server().send(.get, path + "?pretty=true")
        #expect(answer.text.contains("\n  \"kind\""))
    }
}
