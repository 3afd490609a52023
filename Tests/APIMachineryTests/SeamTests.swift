import APIMachinery
import HTTPTypes
import JSON
import Testing

@Suite struct SeamTests {
    @Test func bodiesAreCollectedUpToALimit() async throws {
        let chunks = APIResponseBody.segments([[1, 2], [3], []]).asChunks
        #expect(try await APIRequestBody.chunks(chunks).collect(upTo: 3) == [1, 2, 3])
        #expect(await apiError { _ = try await APIRequestBody.chunks(chunks).collect(upTo: 2) }?.code == 413)
        #expect(
            await apiError { _ = try await APIRequestBody.bytes([1, 2, 3]).collect(upTo: 2) }?.reason
                == .requestEntityTooLarge)
        #expect(try await APIRequestBody.empty.collect(upTo: 0) == [])
        #expect(try await APIResponseBody.segments([[1], [2, 3]]).collect() == [1, 2, 3])
        #expect(try await APIResponseBody.chunks(chunks).collect() == [1, 2, 3])
        #expect(APIResponseBody.segments([[1], [2, 3]]).count == 3)
        #expect(APIResponseBody.chunks(chunks).count == nil)
    }

    @Test func chunksComeFromStreams() async throws {
        let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
        for byte: UInt8 in 0..<3 { continuation.yield([byte]) }
        continuation.finish()
        #expect(try await ByteChunks(stream).collect(upTo: 10) == [0, 1, 2])
    }

    @Test func requestsSplitTheirTarget() {
        let request = APIRequest(method: .get, path: "/a%20b/c?x=1&y=?")
        #expect(request.path == "/a%20b/c")
        #expect(request.query == "x=1&y=?")
        #expect(APIRequest(method: .get, path: "/").query == "")
    }

    @Test func percentEncoding() {
        #expect(PercentEncoding.encode("a b/ü~-._:") == "a%20b%2F%C3%BC~-._%3A")
        #expect(PercentEncoding.decode("a%20b%2f%C3%BC+%zz%2".utf8) == "a b/ü+%zz%2")
        #expect(PercentEncoding.decode("a+b%2B".utf8, plusIsSpace: true) == "a b+")
        #expect(PercentEncoding.decode("%ff%".utf8) == "\u{fffd}%")
        let query = QueryParameters(parsing: "a=1&b=&c&a=x%26y&&=z&d=1=2")
        #expect(query["a"] == "1" && query.values("a") == ["1", "x&y"])
        #expect(query["b"] == "" && query["c"] == "" && query["gone"] == nil && query[""] == "z" && query["d"] == "1=2")
        #expect(QueryParameters(parsing: query.description) == query)
    }

    @Test func staticBytes() {
        let bytes = StaticBytes(#"{"a":"é"}"#)
        #expect(bytes.bytes == Array(#"{"a":"é"}"#.utf8))
        #expect(bytes.count == 10 && !bytes.isEmpty)
        #expect(StaticBytes("").isEmpty)
        #expect(StaticBytes("x").bytes == [120])
        let registration = GroupVersionRegistration(
            group: "test.example.org", version: "v1", definitions: bytes, descriptions: StaticBytes(""),
            openAPI: StaticBytes("{}"),
            resources: [ResourceRegistration(Widget.self)])
        #expect(registration.resources.first?.plural == "widgets")
        #expect(registration.resources.first?.type.groupVersionKind.kind == "Widget")
        #expect(registration.apiVersion.description == "test.example.org/v1")
    }
}
