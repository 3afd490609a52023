import APIMachinery
import HTTPTypes
import Testing

@testable import APIServer

@Suite struct RequestInfoTests {
    private func text(_ method: HTTPRequest.Method, _ path: String) throws -> String {
        let info = try RequestInfo(APIRequest(method: method, path: path))
        guard info.isResource else { return "\(info.verb) \(info.segments)" }
        return [
            info.verb.rawValue, info.group, info.version, info.namespace, info.resource, info.name, info.subresource,
        ].joined(
            separator: "|")
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "/api/v1/namespaces/ns/pods/p", "get||v1|ns|pods|p|"),
        (.get, "/api/v1/namespaces/ns/pods/p/status", "get||v1|ns|pods|p|status"),
        (.get, "/api/v1/pods?watch=1", "watch||v1||pods||"),
        (.get, "/api/v1/pods?watch=false", "list||v1||pods||"),
        (.get, "/api/v1/namespaces", "list||v1||namespaces||"),
        (.get, "/api/v1/namespaces/ns", "get||v1|ns|namespaces|ns|"),
        (.put, "/api/v1/namespaces/ns/status", "update||v1|ns|namespaces|ns|status"),
        (.put, "/api/v1/namespaces/ns/finalize", "update||v1|ns|namespaces|ns|finalize"),
        (.delete, "/apis/apps/v1/namespaces/ns/deployments", "deletecollection|apps|v1|ns|deployments||"),
        (.delete, "/apis/apps/v1/namespaces/ns/deployments/d", "delete|apps|v1|ns|deployments|d|"),
        (.patch, "/apis/apps/v1/namespaces/ns/deployments/d/", "patch|apps|v1|ns|deployments|d|"),
        (.post, "/api/v1/nodes", "create||v1||nodes||"),
        (.get, "/api/v1/watch/namespaces/ns/pods/p", "watch||v1|ns|pods|p|"),
        (.get, "/api/v1", "get [\"api\", \"v1\"]"),
        (.get, "/apis/apps/v1", "get [\"apis\", \"apps\", \"v1\"]"),
        (.post, "/healthz", "post [\"healthz\"]"),
        (.get, "/", "get []"),
    ])
    func pathsAreRead(method: HTTPRequest.Method, path: String, expected: String) throws {
        #expect(try text(method, path) == expected)
    }

    @Test func queriesAreRead() {
        let query = QueryParameters("a=1&b=x%3Dy+z&c&a=2&bad=%zz&=e")
        #expect(query["a"] == "1")
        #expect(query.values("a") == ["1", "2"])
        #expect(query["b"] == "x=y z")
        #expect(query.contains("c") && query["c"] == nil && query.flag("c"))
        #expect(!query.contains("bad"))
    }

    @Test func mediaTypesAreRead() throws {
        let accepted = MediaType.accepted(
            "text/html;q=0.5, application/json;as=Table;g=meta.k8s.io , */*;q=0.1, bad, a/b;q=0, x/y;p=\"a,b\"")
        #expect(accepted.map(\.name) == ["application/json", "x/y", "text/html", "*/*"])
        #expect(accepted[0].parameters == ["as": "Table", "g": "meta.k8s.io"])
        #expect(accepted[1].parameters == ["p": "a,b"])
    }

    @Test(arguments: [
        ("/api/v1/pods?watch=1", true), ("/api/v1/namespaces/ns/pods/p/log", true),
        ("/apis/g/v1/namespaces/ns/things/t/exec", true), ("/api/v1/pods", false),
        ("/api/v1/namespaces/ns/pods/log", false), ("/api/v1/namespaces/ns/pods/p/status", false), ("/healthz", false),
    ])
    func whatFollowsLastsAsLongAsItIsWanted(path: String, isLongRunning: Bool) throws {
        #expect(try RequestInfo(APIRequest(method: .get, path: path)).isLongRunning == isLongRunning)
    }

    @Test(arguments: ["LIST", "WATCH", "CREATE", "FOO"])
    func unknownMethodsAreNoVerbs(method: String) throws {
        let method = try #require(HTTPRequest.Method(method))
        #expect(try text(method, "/api/v1/pods") == "||v1||pods||")
    }

    @Test func identifiersAreRandomAndOfVersionFour() {
        let identifiers = (0..<100).map { _ in makeUUID() }
        #expect(Set(identifiers).count == 100)
        for identifier in identifiers {
            let parts = identifier.split(separator: "-")
            #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
            #expect(parts[2].first == "4")
            #expect(["8", "9", "a", "b"].contains(String(parts[3].prefix(1))))
        }
    }
}
