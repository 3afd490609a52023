import APIMachinery
import APISchema
import ControlPlaneAPI
import HTTPTypes
import JSON
import Storage
import Testing
import YAML

@testable import APIServer

/// Lists are the same in pieces as in one, in every form.
@Suite(.timeLimit(.minutes(1))) struct ListFormTests {
    private static let protobuf = "application/vnd.kubernetes.protobuf"
    private static let table = "application/json;as=Table;v=v1;g=meta.k8s.io"
    private static let type = "io.k8s.api.core.v1.ConfigMapList"

    private func server(_ count: Int, size: Int) async throws -> TestServer {
        let server = try await TestServer()
        for number in 0..<count {
            let text = String(repeating: "é\(number % 10)", count: size / 3)
            _ = try await server.create(
                TestServer.configMaps,
                [
                    "apiVersion": "v1", "kind": "ConfigMap", "data": ["k": "v"],
                    "metadata": ["name": .string("c\(1000 + number)"), "annotations": ["text": .string(text)]],
                ])
        }
        return server
    }

    private func encoded(_ json: JSONValue, as type: String, _ server: TestServer) throws -> [UInt8] {
        let codec = try ProtobufTranscoder(types: TestDefinitions.core.types).codec(for: type)
        if let codec { return try codec.encode(json) }
        var form = try AnswerForm(APIRequest(method: .get, path: "/"), QueryParameters(""))
        form.encoding = .protobuf
        let resource = try #require(server.server.resources.snapshot.resource("", "v1", "configmaps"))
        return try resource.transcoder.encode(json.serialized(), as: type, form)
    }

    /// The pieces of an answer.
    private func pieces(_ server: TestServer, _ query: String, accept: String) async throws -> [[UInt8]] {
        let response = try await server.response(.get, TestServer.configMaps + query, accept: accept)
        #expect(response.head.status == .ok)
        var pieces: [[UInt8]] = []
        for try await piece in response.body.asChunks { pieces.append(piece) }
        return pieces
    }

    @Test(arguments: [3, 100]) func protobufListsAreTheListsInJSON(count: Int) async throws {
        let server = try await server(count, size: 3_000)
        for query in ["", "?limit=2", "?limit=90", "?labelSelector=none"] {
            let json = try await server.send(.get, TestServer.configMaps + query).json
            for _ in 1...2 {
                let list = try await server.send(.get, TestServer.configMaps + query, accept: Self.protobuf)
                #expect(list.type == Self.protobuf)
                #expect(try list.bytes == encoded(json, as: Self.type, server), "\(query)")
            }
        }
        // What has been kept is of the object as it was.
        try await server.send(
            .patch, TestServer.configMaps + "/c1001", ["data": ["k": "new"]], type: "application/merge-patch+json")
        let json = try await server.send(.get, TestServer.configMaps).json
        let list = try await server.send(.get, TestServer.configMaps, accept: Self.protobuf)
        #expect(try list.bytes == encoded(json, as: Self.type, server))
    }

    @Test(arguments: [3, 100]) func metadataListsInProtobufAreThoseInJSON(count: Int) async throws {
        let server = try await server(count, size: 3_000)
        let view = ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"
        let json = try await server.send(.get, TestServer.configMaps, accept: "application/json" + view)
        let list = try await server.send(.get, TestServer.configMaps, accept: Self.protobuf + view)
        #expect(list.status == 200)
        #expect(try list.bytes == encoded(json.json, as: Transcoder.partialMetadataType + "List", server))
        let books = try await server.send(.get, TestServer.books, accept: Self.protobuf + view)
        #expect(books.status == 200)
    }

    @Test(arguments: [
        "application/json", protobuf, table, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
    ])
    func largeListsComeInPieces(accept: String) async throws {
        let server = try await server(100, size: 4_000)
        let pieces = try await pieces(server, "?includeObject=Object", accept: accept)
        #expect(pieces.count > 1)
        #expect(pieces.allSatisfy { $0.count < 272 << 10 })
        let whole = Array(pieces.joined())
        if accept == Self.protobuf {
            let json = try await server.send(.get, TestServer.configMaps).json
            #expect(try whole == encoded(json, as: Self.type, server))
        } else {
            let list = try JSONValue(parsing: whole)
            #expect((list["items"] ?? list["rows"])?.arrayValue?.count == 100)
            #expect(whole.last == UInt8(ascii: "\n"))
        }
        let few = try await self.pieces(server, "?limit=3", accept: accept)
        #expect(few.count == 1)
    }

    /// Lists for people are those of one tree, item by item: objects, metadata and rows.
    @Test(arguments: ["", ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io", ";as=Table;v=v1;g=meta.k8s.io"])
    func formattedListsAreTheListsInJSON(view: String) async throws {
        let server = try await server(100, size: 4_000)
        for query in ["?limit=100", "?limit=2", "?labelSelector=none"] {
            let path = TestServer.configMaps + query
            var plain = try await server.send(.get, path, accept: "application/json" + view).json
            // Ages pass.
            let rows = { (list: JSONValue) in list["rows"]?.arrayValue?.map { $0["object"] } }
            let pretty = try await pieces(server, query + "&pretty=1", accept: "application/json" + view)
            let yaml = try await pieces(server, query, accept: "application/yaml" + view)
            #expect(pretty.allSatisfy { $0.count < 272 << 10 } && yaml.allSatisfy { $0.count < 272 << 10 })
            #expect(pretty.count > 1 || query != "?limit=100")
            let read = try JSONValue(parsing: pretty.joined())
            let readYAML = try JSONValue(yaml: Array(yaml.joined()))
            if let objects = rows(plain) {
                #expect(rows(read) == objects && rows(readYAML) == objects)
                plain = read
            }
            #expect(read == plain)
            if rows(plain) == nil { #expect(readYAML == plain) }
            #expect(Array(pretty.joined()) == read.serialized(indent: 2) + [UInt8(ascii: "\n")])
            #expect(String(decoding: yaml.joined(), as: UTF8.self) == text(readYAML))
        }
    }

    private func text(_ value: JSONValue) -> String {
        var emitter = YAMLEmitter()
        emitter.document(value)
        return String(decoding: emitter.takeBytes(), as: UTF8.self)
    }

    /// A list through a version that is not stored is converted as it is sent, in every form.
    @Test(arguments: [
        "application/json", protobuf, table, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
        protobuf + ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io", "application/yaml", "application/json;pretty=1",
    ])
    func convertedListsComeInPieces(accept: String) async throws {
        let server = try await TestServer()
        try server.server.resources.add(ControlPlaneAPIRegistrations.all)
        for number in 0..<40 {
            _ = try await server.create(
                "/api/v1/namespaces/default/events",
                [
                    "apiVersion": "v1", "kind": "Event",
                    "metadata": [
                        "name": .string("e\(100 + number)"), "namespace": "default",
                        "annotations": ["text": .string(String(repeating: "x", count: 10_000))],
                    ],
                    "involvedObject": ["kind": "Pod", "name": "web", "namespace": "default"],
                    "reason": "Started", "type": "Normal", "message": "It runs",
                    "firstTimestamp": "2026-05-01T10:00:00Z", "lastTimestamp": "2026-05-01T11:00:00Z", "count": 1,
                ])
        }
        let path = "/apis/events.k8s.io/v1/namespaces/default/events"
        let response = try await server.response(.get, path + "?includeObject=Object", accept: accept)
        #expect(response.head.status == .ok)
        guard case .chunks(let chunks) = response.body else {
            Issue.record("the list is held as a whole")
            return
        }
        var pieces: [[UInt8]] = []
        for try await piece in chunks { pieces.append(piece) }
        #expect(pieces.count > 1)
        #expect(pieces.allSatisfy { $0.count < 272 << 10 })
        let json = try await server.send(.get, path).json
        #expect(json["items"]?.arrayValue?.count == 40)
        #expect(json["items"]?[0]?["note"] == "It runs")
        let whole = Array(pieces.joined())
        switch accept {
        case "application/json", "application/json;pretty=1": #expect(try JSONValue(parsing: whole) == json)
        case "application/yaml": #expect(try JSONValue(yaml: whole) == json)
        case Self.protobuf:
            let resource = try #require(
                server.server.resources.snapshot.resource("events.k8s.io", "v1", "events"))
            var form = try AnswerForm(APIRequest(method: .get, path: "/"), QueryParameters(""))
            form.encoding = .protobuf
            let type = resource.definition.listTypeName
            #expect(try whole == resource.transcoder.encode(json.serialized(), as: type, form))
        default: #expect(whole.count > 400_000)
        }
    }

    @Test func watchesInProtobufAreThoseInJSON() async throws {
        let server = try await server(1, size: 30)
        let path =
            TestServer.configMaps + "?watch=1&allowWatchBookmarks=true&sendInitialEvents=true"
            + "&resourceVersionMatch=NotOlderThan"
        var json = WatchReader(try await server.response(.get, path))
        let response = try await server.response(.get, path, accept: Self.protobuf)
        #expect(response.head.headerFields[.contentType] == Self.protobuf + ";stream=watch")
        var chunks = response.body.asChunks.makeAsyncIterator()
        try await server.send(
            .patch, TestServer.configMaps + "/c1000", ["data": ["k": "w"]], type: "application/merge-patch+json")
        try await server.send(.delete, TestServer.configMaps + "/c1000")
        var expected: [UInt8] = []
        for type in ["ADDED", "BOOKMARK", "MODIFIED", "DELETED"] {
            let event = try #require(try await json.next())
            #expect(event["type"]?.stringValue == type)
            let object = try #require(event["object"])
            if type == "BOOKMARK" { #expect(object.at("metadata.creationTimestamp") == nil) }
            expected += ProtobufWatchFrame.frame(
                type: type, object: try encoded(object, as: "io.k8s.api.core.v1.ConfigMap", server))
        }
        var received: [UInt8] = []
        while received.count < expected.count, let chunk = try await chunks.next() { received += chunk }
        #expect(received == expected)
    }

    @Test func aMessageSharesWhatItsObjectShares() throws {
        let shared = (1...2).map { SharedSegment([UInt8](repeating: UInt8($0), count: 200)) }
        let bytes = [1, 2, 3] + shared[0].bytes + [4] + [UInt8](repeating: 9, count: 200) + shared[1].bytes
        let message = ProtobufMessageBytes(bytes: bytes, verbatim: [3..<203, 204..<404, 404..<604])
        for segments in [shared, [shared[0]], [shared[1]], []] {
            let stored = StoredMessage(message, sharing: segments)
            var written: [UInt8] = [0]
            stored.write(to: &written)
            #expect(written == [0] + bytes)
            #expect(stored.size == bytes.count)
            #expect(stored.ownSize == bytes.count - 200 * segments.count)
        }
    }
}
