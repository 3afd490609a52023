import APIMachinery
import HTTPServerTransport
import HTTPTypes
import NIOCore
import Testing

// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct HTTP1Tests {
    @Test func requestsAreAnswered() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port, "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nxyz")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("POST /a?b=c xyz"))
        #expect(answer.lowercased().contains("content-length: 15\r\n"))
        #expect(answer.lowercased().contains("\r\ndate: "))
    }

    @Test func aConnectionServesSeveralRequests() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port,
                "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde"
                    + "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        let first = try #require(answer.firstRange(of: "GET /1 "))
        let second = try #require(answer.firstRange(of: "ignored"))
        let third = try #require(answer.firstRange(of: "GET /2 "))
        #expect(first.upperBound < second.lowerBound && second.upperBound < third.lowerBound)
    }

    @Test func moreRequestsThanMayWaitAreReadLater() async throws {
        let count = 100
        let answer = try await TestServer.serving {
            $0.maximumPipelinedRequests = 2
        } _: { port in
            let requests = (1...count).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
            return try await RawClient.exchange(port, requests, until: "GET /\(count) ")
        }
        let paths = answer.matches(of: #/GET /([0-9]+) /#).map { String($0.output.1) }
        #expect(paths == (1...count).map(String.init))
    }

    @Test(arguments: [
        "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func whatIsNoRequestGetsAStatus(text: String) async throws {
        let answer = try await TestServer.serving { try await RawClient.exchange($0, text) }
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(answer)")
        #expect(answer.contains(#""kind":"Status""#))
        #expect(answer.contains(#""reason":"BadRequest""#))
    }

    @Test(arguments: [
        "FOO /api HTTP/1.1\r\nHost: x\r\n\r\n", "garbage\r\n\r\n", "G\u{1}T / HTTP/1.1\r\n\r\n", "GET\r\n\r\n",
    ])
    func anUnknownMethodIsNotAllowed(text: String) async throws {
        let answer = try await TestServer.serving { try await RawClient.exchange($0, text) }
        #expect(answer.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"), "\(answer)")
        #expect(answer.contains(#""reason":"MethodNotAllowed""#))
    }

    @Test func aHeaderThatIsTooLargeGetsAStatus() async throws {
        let answer = try await TestServer.serving {
            $0.maximumHeaderBytes = 1000
        } _: { port in
            try await RawClient.exchange(
                port, "GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "x", count: 5000))\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer)")
        #expect(answer.contains(#""kind":"Status""#))
    }

    @Test func aClientThatHasSentAllIsStillAnswered() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(port, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n", halfCloses: true)
        }
        #expect(answer.hasSuffix("GET /1 "))
    }

    @Test func failuresAreAnswers() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(port, "GET /fail HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 409 Conflict\r\n"))
        #expect(answer.contains(#""reason":"Conflict""#))
    }

    @Test func piecesAreSentAtOnce() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(port, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n", until: "two\n")
        }
        #expect(answer.contains("one\n"))
        #expect(answer.lowercased().contains("transfer-encoding: chunked"))
    }

    @Test func aBodyIsAskedForWhereTheClientWaits() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.connected(port) { client in
                try await client.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\n"
                )
                #expect(try await client.inbound.text(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await client.send("z")
                return try await client.inbound.text()
            }
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("POST / z"))
    }

    @Test func aClientThatNeedNotSendItsBodyIsNotToldTo() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port, "POST /ignore HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.lowercased().contains("connection: close\r\n"))
    }

    @Test func aLongBodyThatNobodyReadsEndsTheConnection() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port,
                "POST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n"
                    + String(repeating: "x", count: 1_000_000))
        }
        #expect(answer.hasSuffix("ignored"))
        #expect(answer.lowercased().contains("connection: close\r\n"))
    }

    @Test func largeBodiesArePassedOnAndLimitedByTheHandler() async throws {
        let body = String(repeating: "x", count: 3 << 20)
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port,
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n" + body)
        }
        #expect(answer.hasSuffix("POST /a \(body.count) bytes"))
        let refused = try await TestServer.serving { port in
            try await RawClient.exchange(
                port,
                "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + (0..<6).map { _ in "100000\r\n\(String(repeating: "x", count: 1 << 20))\r\n" }.joined())
        }
        #expect(refused.hasPrefix("HTTP/1.1 413 "), "\(refused.prefix(200))")
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
    ])
    func aRequestThatNamesNoTargetGetsAStatus(text: String) async throws {
        let answer = try await TestServer.serving { try await RawClient.exchange($0, text) }
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(answer)")
        #expect(answer.contains(#""kind":"Status""#))
    }

    @Test func aTargetMayBeAWholeURL() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port, "GET http://x.example/a?b=c HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.hasSuffix("GET /a?b=c "))
    }

    @Test func aTargetThatIsTooLongGetsAStatus() async throws {
        let answer = try await TestServer.serving {
            $0.maximumHeaderBytes = 1000
        } _: { port in
            try await RawClient.exchange(
                port, "GET /\(String(repeating: "x", count: 100_000)) HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer.prefix(200))")
    }

    @Test func anUpgradeIsNotTaken() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port,
                "GET /a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nGET /b HTTP/1.1\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("GET /a "))
        #expect(answer.lowercased().contains("connection: close\r\n"))
    }

    @Test func anOlderClientGetsABodyThatEndsWithTheConnection() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(port, "GET /short-list HTTP/1.0\r\n\r\n")
        }
        #expect(answer.hasSuffix("\r\n\r\nshort"))
        #expect(!answer.lowercased().contains("transfer-encoding"))
    }

    @Test func aHeadRequestGetsTheHead() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port, "HEAD /ignore HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.contains("Content-Length: 7\r\n"))
        #expect(!answer.contains("ignored"))
        #expect(answer.hasSuffix("GET /2 "))
    }

    @Test func anAnswerThatFailsHalfwayIsNotEnded() async throws {
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(port, "GET /broken HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        #expect(!answer.contains("\r\n0\r\n"))
    }

    @Test func largeAnswersComeWhole() async throws {
        let expected = String(decoding: Array(Echo.large.joined()), as: UTF8.self)
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(port, "GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.hasSuffix(expected))
        #expect(answer.contains("Content-Length: \(expected.utf8.count)\r\n"))
    }

    @Test func aClientThatGoesEndsItsStream() async throws {
        let echo = Echo()
        try await TestServer.serving(echo) { port in
            _ = try await RawClient.exchange(port, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n", until: "two\n")
            try await eventually { echo.endless.count == 0 }
        }
    }

    @Test func manyRequestsAtOnceAreAnsweredInTheirOrder() async throws {
        let count = 200
        let requests = (0..<count).map { "GET /\($0)- HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        let answer = try await TestServer.serving { port in
            try await RawClient.exchange(
                port, requests + "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        var rest = answer[...]
        for index in 0..<count {
            let range = try #require(rest.firstRange(of: "GET /\(index)- "))
            rest = rest[range.upperBound...]
        }
        #expect(rest.hasSuffix("GET /last "))
    }
}
