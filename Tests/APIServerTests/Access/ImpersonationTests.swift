import APIMachinery
import HTTPTypes
import JSON
import Testing

@testable import APIServer

@Suite struct ImpersonationTests {
    private static let carol = PeerIdentity(
        address: "192.0.2.1:1", certificateSubject: CertificateSubject(commonName: "carol"))
    private static let admin = PeerIdentity(
        address: "192.0.2.1:1",
        certificateSubject: CertificateSubject(commonName: "admin", organizations: ["system:masters"]))

    private static func headers(_ fields: KeyValuePairs<String, String>) -> HTTPFields {
        var result = HTTPFields()
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { result.append(HTTPField(name: name, value: value)) }
        }
        return result
    }

    /// Allows what is on its list, and notes who asks for anything else.
    private struct Listed: Authorizer {
        let allowed: Set<String>
        let record: AsyncStream<UserInfo>.Continuation

        func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
            guard attributes.verb == "impersonate" else {
                record.yield(attributes.user)
                return .allowed
            }
            let group = attributes.group.isEmpty ? "" : ".\(attributes.group)"
            let part = attributes.subresource.isEmpty ? "" : "/\(attributes.subresource)"
            let namespace = attributes.namespace.isEmpty ? "" : "\(attributes.namespace)/"
            let text = "\(attributes.resource)\(part)\(group) \(namespace)\(attributes.name)"
            return allowed.contains(text) ? .allowed : .noOpinion(text)
        }
    }

    @Test func oneActsAsAnotherWithLessRights() async throws {
        let server = try await TestServer { $0.authorizers = [AlwaysDenyAuthorizer()] }
        let answer = try await server.send(
            .get, TestServer.configMaps, headers: Self.headers(["Impersonate-User": "alice"]), peer: Self.admin)
        #expect(answer.status == 403)
        #expect(
            answer["message"]?.stringValue?.hasPrefix(
                "configmaps is forbidden: User \"alice\" cannot list resource \"configmaps\"") == true)
        #expect(try await server.send(.get, TestServer.configMaps, peer: Self.admin).status == 200)
    }

    @Test func oneNeedsToBeAllowedTo() async throws {
        let server = try await TestServer { $0.authorizers = [AlwaysDenyAuthorizer()] }
        let answer = try await server.send(
            .get, "/version",
            headers: Self.headers(["Impersonate-User": "admin", "Impersonate-Group": "system:masters"]),
            peer: Self.carol)
        #expect(answer.status == 403)
        #expect(
            answer["message"]
                == """
                users "admin" is forbidden: User "carol" cannot impersonate resource "users" in API group "" at the cluster \
                scope: Everything is forbidden.
                """)
    }

    @Test func eachPartIsAskedAbout() async throws {
        let all: Set<String> = [
            "users bob", "groups readers", "uids.authentication.k8s.io 7",
            "userextras/example.org/scope.authentication.k8s.io a",
        ]
        let headers = Self.headers([
            "Impersonate-User": "bob", "Impersonate-Group": "readers", "Impersonate-Uid": "7",
            "Impersonate-Extra-Example.org%2fScope": "a",
        ])
        for missing in all.union([""]) {
            let (asked, record) = AsyncStream.makeStream(of: UserInfo.self)
            let server = try await TestServer {
                $0.authorizers = [Listed(allowed: all.subtracting([missing]), record: record)]
            }
            let answer = try await server.send(.get, TestServer.configMaps, headers: headers, peer: Self.carol)
            record.finish()
            var users: [UserInfo] = []
            for await user in asked { users.append(user) }
            #expect(answer.status == (missing.isEmpty ? 200 : 403), "without \(missing)")
            #expect(
                users
                    == (missing.isEmpty
                        ? [
                            UserInfo(
                                name: "bob", uid: "7", groups: ["readers", "system:authenticated"],
                                extra: ["example.org/scope": ["a"]])
                        ] : []))
        }
    }

    @Test func serviceAccountsAreInTheirGroups() async throws {
        let (asked, record) = AsyncStream.makeStream(of: UserInfo.self)
        let server = try await TestServer {
            $0.authorizers = [Listed(allowed: ["serviceaccounts ns/robot"], record: record)]
        }
        let name = "system:serviceaccount:ns:robot"
        let answer = try await server.send(
            .get, TestServer.configMaps, headers: Self.headers(["Impersonate-User": name]), peer: Self.carol)
        record.finish()
        #expect(answer.status == 200)
        var iterator = asked.makeAsyncIterator()
        #expect(
            await iterator.next()?.groups
                == ["system:serviceaccounts", "system:serviceaccounts:ns", "system:authenticated"])
    }

    @Test(arguments: ["Impersonate-Group", "Impersonate-Uid", "Impersonate-Extra-Scope", "Impersonate-Something"])
    func whoIsMeantHasToBeSaid(name: String) async throws {
        let server = try await TestServer()
        let answer = try await server.send(
            .get, TestServer.configMaps, headers: Self.headers([name: "x"]), peer: Self.admin)
        #expect(answer.status == 400)
        #expect(answer.reason == "BadRequest")
    }
}
