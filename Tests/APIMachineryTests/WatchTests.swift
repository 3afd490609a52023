import APIMachinery
import HTTPTypes
import JSON
import Testing

@Suite struct WatchTests {
    static let stream = """
        {"type":"ADDED","object":{"kind":"Widget","apiVersion":"test.example.org/v1","metadata":{"name":"ä","resourceVersion":"1"}}}

        {"type":"MODIFIED","object":{"metadata":{"name":"ä","resourceVersion":"2"},"size":2}}\r
        {"type":"BOOKMARK","object":{"kind":"Widget","metadata":{"resourceVersion":"3","annotations":{"k8s.io/initial-events-end":"true"}}}}
        {"type":"DELETED","object":{"metadata":{"name":"ä","resourceVersion":"4"}}}

        """

    private func events(_ chunks: [[UInt8]]) async throws -> [ResourceEvent<Widget>] {
        var events: [ResourceEvent<Widget>] = []
        for try await event in ResourceWatch<Widget>(chunks: APIResponseBody.segments(chunks).asChunks) {
            events.append(event)
        }
        return events
    }

    @Test func readsEvents() async throws {
        let events = try await events([Array(Self.stream.utf8)])
        #expect(events.count == 4)
        #expect(events.map(\.resourceVersion) == ["1", "2", "3", "4"])
        guard case .added(let added) = events[0], case .modified(let modified) = events[1],
            case .bookmark(_, true) = events[2],
            case .deleted = events[3]
        else {
            Issue.record("\(events)")
            return
        }
        #expect(added.metadata.name == "ä" && modified.size == 2 && events[2].object == nil)
    }

    @Test func piecesMayEndAnywhere() async throws {
        let bytes = Array(Self.stream.utf8)
        let expected = try await events([bytes])
        for cut in 0...bytes.count {
            let events = try await events([Array(bytes[..<cut]), Array(bytes[cut...])])
            #expect(events == expected, "cut at \(cut)")
        }
        #expect(try await events(bytes.map { [$0] }) == expected)
        // Without the last line break the last event still counts.
        #expect(try await events([bytes.dropLast()]) == expected)
    }

    @Test func framesAreTheSameAtEveryBoundary() throws {
        let bytes = Array("a\n\nbc\r\n  \nd".utf8)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var decoder = WatchFrameDecoder()
                var frames: [String] = []
                for chunk in [bytes[..<first], bytes[first..<second], bytes[second...]] {
                    decoder.append(Array(chunk))
                    while let frame = try decoder.nextFrame() { frames.append(String(decoding: frame, as: UTF8.self)) }
                }
                if let rest = try decoder.finish() { frames.append(String(decoding: rest, as: UTF8.self)) }
                #expect(frames == ["a", "bc\r", "d"])
            }
        }
    }

    @Test func eventsHaveALimit() throws {
        var decoder = WatchFrameDecoder(maximumLength: 4)
        decoder.append(Array("1234\n123".utf8))
        #expect(try decoder.nextFrame()?.count == 4)
        #expect(try decoder.nextFrame() == nil)
        decoder.append(Array("45".utf8))
        #expect(throws: APIError.self) { try decoder.nextFrame() }
    }

    @Test(arguments: [
        (
            #"{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}}"#,
            StatusReason.expired
        ),
        (#"{"type":"ERROR","object":{}}"#, ""), (#"{"type":"ODD","object":{}}"#, .internalError),
        ("{}", .internalError),
        ("nonsense", .internalError), (#"{"type":"ADDED","object":{"kind":"Pod"}}"#, .internalError),
        (#"{"type":"ADDED","object":{"#, .internalError),
    ])
    func failuresEndTheWatch(line: String, reason: StatusReason) async throws {
        let chunks = APIResponseBody.bytes(Array((line + "\n" + Self.stream).utf8)).asChunks
        var iterator = ResourceWatch<Widget>(chunks: chunks).makeAsyncIterator()
        let error = await #expect(throws: APIError.self) { try await iterator.next() }
        #expect(error?.reason == reason)
        #expect(try await iterator.next() == nil)
    }

    @Test func aCutEventIsAnError() async throws {
        let bytes = Array(Self.stream.utf8.prefix(60))
        await #expect(throws: APIError.self) { try await events([bytes]) }
    }

    @Test func watchesThroughTheClient() async throws {
        let sender = FakeSender(
            APIResponse(status: .ok, body: .bytes(Array(Self.stream.utf8))), APIResponse(.expired("old")))
        let client = ResourceClient<Widget>(sender: sender).namespace("x")
        var count = 0
        for try await _ in try await client.watch(ListOptions(allowWatchBookmarks: true, resourceVersion: "0")) {
            count += 1
        }
        #expect(count == 4)
        #expect(
            sender.last?.target
                == "/apis/test.example.org/v1/namespaces/x/widgets?watch=true&allowWatchBookmarks=true&resourceVersion=0"
        )
        #expect(await apiError { _ = try await client.watch() }?.isExpired == true)
    }
}
