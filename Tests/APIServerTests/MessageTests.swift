import APIMachinery
import HTTPTypes
import JSON
import Testing

@testable import APIServer

/// What people look for in logs is worded as kube-apiserver does.
@Suite(.timeLimit(.minutes(1))) struct MessageTests {
    private static let maps = TestServer.configMaps

    @Test(arguments: [
        (maps + "?limit=x", 400, "strconv.ParseInt: parsing \"x\": invalid syntax"),
        (maps + "?limit=-", 400, "strconv.ParseInt: parsing \"-\": invalid syntax"),
        (
            maps + "?timeoutSeconds=99999999999999999999", 400,
            "strconv.ParseInt: parsing \"99999999999999999999\": value out of range"
        ),
        (maps + "?labelSelector=a%3D%3D%3Db", 400, "unable to parse requirement: found '=', expected: identifier"),
        (maps + "?labelSelector=a%3Db!", 400, "found '!', expected: ',' or 'end of string'"),
        (
            maps + "?fieldSelector=data.a%3D1", 400,
            "\"data.a\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        ),
        (TestServer.books + "?fieldSelector=spec.x%3D1", 400, "field label not supported: spec.x"),
        (
            maps + "?resourceVersion=x", 400,
            "invalid resource version: resourceVersion: Invalid value: \"x\": strconv.ParseUint: parsing \"x\": invalid syntax"
        ),
        (
            maps + "?watch=1&resourceVersion=x", 500,
            "resourceVersion: Invalid value: \"x\": strconv.ParseUint: parsing \"x\": invalid syntax"
        ),
        (maps + "?continue=x", 400, "invalid continue token: continue key is not valid"),
    ])
    func queries(path: String, status: Int, message: String) async throws {
        let answer = try await TestServer().send(.get, path)
        #expect(answer.status == status)
        #expect(answer["message"]?.stringValue == message)
    }

    @Test func aVersionThatIsYetToComeIsNamed() async throws {
        let server = try await TestServer()
        for query in ["", "&limit=38", "&resourceVersionMatch=Exact", "&resourceVersionMatch=NotOlderThan", "&watch=1"]
        {
            let answer = try await server.send(.get, Self.maps + "?resourceVersion=999999999" + query)
            #expect(answer.status == 504, "\(query)")
            let message = answer["message"]?.stringValue ?? ""
            #expect(message.hasPrefix("Timeout: Too large resource version: 999999999, current: "), "\(query)")
        }
    }

    @Test func mediaTypes() async throws {
        let server = try await TestServer()
        _ = try await server.create(Self.maps, TestServer.configMap("a"))
        let all = "application/json, application/yaml, application/vnd.kubernetes.protobuf"
        func message(_ accept: String, _ path: String = Self.maps) async throws -> String {
            let answer = try await server.send(.get, path, accept: accept)
            #expect(answer.status == 406)
            return answer["message"]?.stringValue ?? ""
        }
        #expect(try await message("text/html") == "406: Not Acceptable\n\nAvailable representations: \(all)")
        #expect(
            try await message("application/json;as=Table;v=v9;g=meta.k8s.io")
                == "only the following media types are accepted: \(all)")
        #expect(
            try await message("application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io")
                == "you requested PartialObjectMetadata, but the requested object is a list")
        let sent = try await server.send(.post, Self.maps, TestServer.configMap("b"), type: "text/plain")
        #expect(sent.status == 415)
        #expect(
            sent["message"]?.stringValue
                == "the body of the request was in an unknown format - accepted media types include: \(all)")
        let patched = try await server.send(.patch, Self.maps + "/a", [:], type: "application/json")
        #expect(patched["message"]?.stringValue == "415: Unsupported Media Type")
    }

    @Test func jsonEndsWithALineFeed() async throws {
        let server = try await TestServer()
        let created = try await server.create(Self.maps, TestServer.configMap("a"))
        let table = "application/json;as=Table;v=v1;g=meta.k8s.io"
        var answers = [created, try await server.send(.get, Self.maps + "?pretty=true")]
        for path in [Self.maps, Self.maps + "/a", Self.maps + "/none", Self.maps + "?limit=x"] {
            answers.append(try await server.send(.get, path))
            answers.append(try await server.send(.get, path, accept: table))
        }
        answers.append(try await server.send(.delete, Self.maps + "/a"))
        for answer in answers {
            #expect(answer.text.hasSuffix("}\n"), "\(answer.text)")
            #expect(!answer.text.hasSuffix("\n\n"))
        }
    }

    @Test func viewsAreServedInTheOlderVersionToo() async throws {
        let server = try await TestServer()
        _ = try await server.create(Self.maps, TestServer.configMap("a"))
        func form(_ view: String) -> String { "application/json;as=\(view);v=v1beta1;g=meta.k8s.io" }
        let table = try await server.send(.get, Self.maps, accept: form("Table"))
        #expect(table["apiVersion"] == "meta.k8s.io/v1beta1")
        #expect(table.json.at("rows.0.object.apiVersion") == "meta.k8s.io/v1beta1")
        let one = try await server.send(.get, Self.maps + "/a", accept: form("PartialObjectMetadata"))
        #expect(one["apiVersion"] == "meta.k8s.io/v1beta1")
        let list = try await server.send(.get, Self.maps, accept: form("PartialObjectMetadataList"))
        #expect(list["apiVersion"] == "meta.k8s.io/v1beta1")
        #expect(list.json.at("items.0.apiVersion") == "meta.k8s.io/v1beta1")
        // Watchers of both versions get each their own.
        var readers: [WatchReader] = []
        for version in ["v1", "v1beta1"] {
            let accept = "application/json;as=PartialObjectMetadata;v=\(version);g=meta.k8s.io"
            readers.append(WatchReader(try await server.response(.get, Self.maps + "?watch=1", accept: accept)))
        }
        for version in ["v1", "v1beta1"].enumerated() {
            let event = try await readers[version.offset].next()
            #expect(event?.at("object.apiVersion") == .string("meta.k8s.io/\(version.element)"))
        }
        _ = try await server.create(Self.maps, TestServer.configMap("b"))
        for version in ["v1", "v1beta1"].enumerated() {
            let event = try await readers[version.offset].next()
            #expect(event?.at("object.apiVersion") == .string("meta.k8s.io/\(version.element)"))
        }
    }
}
