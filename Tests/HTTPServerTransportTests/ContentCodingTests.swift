import APIMachinery
import CZlib
import HTTPServerTransport
import NIOCore
import Testing

// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct ContentCodingTests {
    private struct Answer {
        var head: String
        var body: [UInt8]
    }

    private func get(_ path: String, accepting coding: String?) async throws -> Answer {
        let cluster = try TestCluster()
        let tls = try cluster.client()
        let bytes = try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            try await RawClient.connected(port, tls: tls) { client in
                let field = coding.map { "Accept-Encoding: \($0)\r\n" } ?? ""
                try await client.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\(field)Connection: close\r\n\r\n")
                var bytes: [UInt8] = []
                while let buffer = try await client.inbound.next() { bytes += buffer.readableBytesView }
                return bytes
            }
        }
        let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
        let body = Array(bytes[end.upperBound...])
        return Answer(head: head, body: head.contains("chunked") ? try Self.joined(body) : body)
    }

    /// The pieces of a chunked body.
    private static func joined(_ bytes: [UInt8]) throws -> [UInt8] {
        var rest = bytes[...]
        var body: [UInt8] = []
        while true {
            let line = try #require(rest.firstRange(of: Array("\r\n".utf8)))
            let count = try #require(Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16))
            rest = rest[line.upperBound...]
            if count == 0 { return body }
            body += rest.prefix(count)
            rest = rest.dropFirst(count + 2)
        }
    }

    private static func inflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return []
        }
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: 4 << 20)
        var input = bytes
        let code = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { return [] }
        return Array(output[..<Int(stream.total_out)])
    }

    @Test(arguments: ["/large", "/list"], ["gzip", "deflate, GZIP;q=0.5, br", "gzip, *;q=0"])
    func largeAnswersAreCompressed(path: String, coding: String) async throws {
        let answer = try await get(path, accepting: coding)
        #expect(answer.head.contains("\r\ncontent-encoding: gzip"))
        #expect(answer.head.contains("\r\nvary: accept-encoding"))
        #expect(!answer.head.contains("content-length"))
        #expect(answer.body.count < 100_000)
        #expect(Self.inflated(answer.body) == Array(Echo.large.joined()))
    }

    @Test(arguments: ["/large", "/list"], [nil, "identity", "gzip;q=0", "deflate"])
    func whatIsNotAskedForIsNotCompressed(path: String, coding: String?) async throws {
        let answer = try await get(path, accepting: coding)
        #expect(!answer.head.contains("content-encoding"))
        #expect(answer.body == Array(Echo.large.joined()))
    }

    @Test(arguments: ["/short-list", "/ignore"])
    func shortAnswersAreNotCompressed(path: String) async throws {
        let answer = try await get(path, accepting: "gzip")
        #expect(!answer.head.contains("content-encoding"))
        #expect(answer.head.contains("content-length"))
    }

    @Test(arguments: ["/list?watch=true", "/list?limit=5&watch=1", "/list?watch"])
    func watchesAreNotCompressed(path: String) async throws {
        let answer = try await get(path, accepting: "gzip")
        #expect(!answer.head.contains("content-encoding"))
    }
}
