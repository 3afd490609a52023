import APIMachinery
import HTTPTypes
import JSON
import Synchronization
import Testing

@testable import APIServer

@Suite struct HealthTests {
    @Test func checksAreListed() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.get, "/readyz?verbose")
        #expect(
            answer.text == """
                [+]ping ok
                [+]storage ok
                [+]watch-cache ok
                [+]shutdown ok
                readyz check passed

                """)
        #expect(try await server.send(.get, "/livez?verbose").text == "[+]ping ok\nlivez check passed\n")
        #expect(try await server.send(.get, "/readyz").text == "ok")
    }

    @Test func aCheckThatFailsSaysNoMoreThanThat() async throws {
        let server = try await TestServer()
        server.server.health.add("disk", isReadinessOnly: false) { "the secret reason" }
        for page in ["healthz", "livez", "readyz"] {
            let answer = try await server.send(.get, "/\(page)")
            #expect(answer.status == 500)
            #expect(answer.text.hasSuffix("[-]disk failed: reason withheld\n\(page) check failed\n"))
            #expect(!answer.text.contains("secret"))
            #expect(try await server.send(.get, "/\(page)?exclude=disk").text == "ok")
            #expect(try await server.send(.get, "/\(page)/ping").text == "ok")
            let named = try await server.send(.get, "/\(page)/disk")
            #expect(named.status == 500)
            #expect(!named.text.contains("secret"))
        }
        // A check of the same name takes its place.
        server.server.health.add("disk") { nil }
        #expect(try await server.send(.get, "/readyz/disk").text == "ok")
        #expect(try await server.send(.get, "/livez/disk").status == 404)
    }

    @Test func checksCanBeExcluded() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.get, "/readyz?verbose&exclude=ping&exclude=none&exclude=storage")
        #expect(answer.status == 200)
        #expect(answer.text.hasPrefix("[+]ping excluded: ok\n[+]storage excluded: ok\n"))
        #expect(answer.text.contains("warn: some health checks cannot be excluded"))
        #expect(!answer.text.contains("none\n"))
    }

    @Test(arguments: [
        (HTTPRequest.Method.post, "/healthz", 405), (.put, "/readyz/ping", 405), (.delete, "/livez", 405),
        (.head, "/healthz", 200), (.get, "/healthz/", 200), (.get, "/healthz/none", 404),
        (.get, "/healthz/ping/x", 404),
        (.get, "/readyz//ping", 404), (.post, "/version", 405), (.get, "/version/x", 404),
    ])
    func otherMethodsAndPathsAreRefused(method: HTTPRequest.Method, path: String, status: Int) async throws {
        #expect(try await TestServer().send(method, path).status == status)
    }
}
