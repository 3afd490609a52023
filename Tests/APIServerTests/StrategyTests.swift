import APIMachinery
import APISchema
import ControlPlaneAPI
import HTTPTypes
import JSON
import Synchronization
import Testing

@testable import APIServer

/// When strategies are asked, what they see, and what becomes of what they say.
@Suite struct StrategyTests {
    /// Notes which phases it went through, and for whom.
    private final class Recorder: ResourceStrategy, DeletionStrategy {
        private let notes = Mutex<[String]>([])

        /// The phases since the last time.
        func take() -> [String] {
            notes.withLock { notes in
                defer { notes = [] }
                return notes
            }
        }

        private func note(_ phase: String, _ context: WriteContext) {
            let parts = [phase, context.subresource, context.isDryRun ? "trial" : nil, context.user?.name]
            notes.withLock { $0.append(parts.compactMap(\.self).joined(separator: " ")) }
        }

        func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
            note("prepareForCreate", context)
            object["spec"]?["binding"] = "Paperback"
        }

        func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
            note("prepareForUpdate", context)
        }

        func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
            note("validate", context)
            // What was prepared is there, and the defaults of the definition.
            #expect(object["spec"]?["binding"] != nil)
            #expect(object["spec"]?["copies"] != nil)
            return object["spec"]?["title"] == "Forbidden" ? [FieldError(.forbidden, "spec.title", "not this one")] : []
        }

        func warnings(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) -> [String] {
            note("warnings", context)
            return ["\(object["spec"]?["title"]?.stringValue ?? "") is long"]
        }

        func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String? {
            note("deletionFault", context)
            return object["spec"]?["copies"] == 2 ? "two copies are left" : nil
        }
    }

    private static let books = GroupResource(group: "library.example.org", resource: "books")

    private func makeServer(_ recorder: Recorder) async throws -> TestServer {
        try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior(
                object: EndpointBehavior(recorder), subresources: ["status": .status(recorder)]
            ).with { $0.setDeletion(recorder) }
        }
    }

    @Test func phasesComeInOrderWithTheirContext() async throws {
        let recorder = Recorder()
        let server = try await makeServer(recorder)
        let me = "system:apiserver"

        let created = try await server.create(TestServer.books, TestServer.book("dune"))
        #expect(created["spec", "binding"] == "Paperback")
        #expect(created.warnings == ["299 - \"Dune is long\""])
        #expect(recorder.take() == ["prepareForCreate \(me)", "validate \(me)", "warnings \(me)"])

        try await server.send(.post, TestServer.books + "?dryRun=All", TestServer.book("emma"))
        #expect(
            recorder.take() == ["prepareForCreate trial \(me)", "validate trial \(me)", "warnings trial \(me)"])

        try await server.send(
            .patch, TestServer.books + "/dune", ["spec": ["copies": 2]], type: "application/merge-patch+json")
        #expect(recorder.take() == ["prepareForUpdate \(me)", "validate \(me)", "warnings \(me)"])

        try await server.send(
            .patch, TestServer.books + "/dune/status", ["status": ["lent": 1]], type: "application/merge-patch+json")
        #expect(
            recorder.take() == ["prepareForUpdate status \(me)", "validate status \(me)", "warnings status \(me)"])

        let refused = try await server.send(.delete, TestServer.books + "/dune")
        #expect(refused.status == 403)
        #expect(refused["message"]?.stringValue?.hasSuffix("two copies are left") == true)
        #expect(recorder.take() == ["deletionFault \(me)"])
    }

    @Test func faultsComeTogetherWithThoseOfTheSchema() async throws {
        let recorder = Recorder()
        let server = try await makeServer(recorder)
        let answer = try await server.send(
            .post, TestServer.books, TestServer.book("bad", ["title": "Forbidden", "copies": "many"]))
        // What cannot even be decoded does not come to the strategy.
        #expect(answer.status == 400)
        #expect(recorder.take() == [])

        let both = try await server.send(.post, TestServer.books, TestServer.book("Bad_Name", ["title": "Forbidden"]))
        #expect(both.status == 422)
        #expect(both.causes.compactMap { $0["field"]?.stringValue } == ["metadata.name", "spec.title"])
        #expect(recorder.take() == ["prepareForCreate system:apiserver", "validate system:apiserver"])
    }

    @Test func theUserIsTheOneWhoAsks() async throws {
        let recorder = Recorder()
        let server = try await makeServer(recorder)
        var request = APIRequest(
            method: .post, path: TestServer.books, headerFields: [.contentType: "application/json"],
            body: .bytes(TestServer.book("dune").serialized()))
        request.peer = PeerIdentity(
            address: "192.0.2.1:4242",
            certificateSubject: CertificateSubject(commonName: "ada", organizations: ["system:masters"]))
        let response = try await server.server.send(request)
        #expect(response.head.status == .created)
        #expect(recorder.take() == ["prepareForCreate ada", "validate ada", "warnings ada"])
    }

    // MARK: Endpoints

    /// Says that nothing may be changed.
    private struct Refusal: ResourceStrategy {
        func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
            [FieldError(.forbidden, "", "stays")]
        }
    }

    @Test func eachEndpointHasItsOwnStrategy() async throws {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior(strategy: Refusal())
        }
        try await server.create(TestServer.books, TestServer.book("dune"))
        let type = "application/merge-patch+json"
        let object = try await server.send(
            .patch, TestServer.books + "/dune", ["spec": ["copies": 2]], type: type)
        #expect(object.status == 422)
        let status = try await server.send(
            .patch, TestServer.books + "/dune/status", ["status": ["lent": 1]], type: type)
        #expect(status.status == 200)
        #expect(status["status", "lent"] == 1)
    }

    @Test func anEndpointWritesWhatIsItsOwn() async throws {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior(
                object: EndpointBehavior(keeps: [FieldPath([.member("spec"), .member("copies")])]),
                subresources: ["status": EndpointBehavior(writes: [.status, .spec])])
        }
        try await server.create(TestServer.books, TestServer.book("dune"))
        let type = "application/merge-patch+json"
        let change: JSONValue = ["spec": ["copies": 7, "binding": "Ebook"], "status": ["lent": 1]]
        let object = try await server.send(.patch, TestServer.books + "/dune", change, type: type)
        #expect(object["spec"] == ["title": "Dune", "copies": 1, "binding": "Ebook"])
        #expect(object["status"] == nil)
        let both = try await server.send(.patch, TestServer.books + "/dune/status", change, type: type)
        #expect(both["spec", "copies"] == 7)
        #expect(both["status", "lent"] == 1)
    }

    // MARK: On models

    /// Config maps are made with their values in capitals, and keep as many keys as they have.
    private struct Capitals: ResourceStrategy {
        func prepareForCreate(_ map: inout CoreV1.ConfigMap, _ context: WriteContext) {
            map.data = map.data?.mapValues { $0.uppercased() }
        }

        func validateUpdate(
            _ map: CoreV1.ConfigMap, from old: CoreV1.ConfigMap, _ context: WriteContext
        ) -> [FieldError] {
            map.data?.count == old.data?.count ? [] : [FieldError(.forbidden, "data", "keys stay")]
        }
    }

    @Test func typedStrategiesWorkOnTheModel() async throws {
        let server = try await TestServer {
            $0.behaviors[GroupResource(group: "", resource: "configmaps")] = ResourceBehavior(
                strategy: Capitals())
        }
        let created = try await server.create(TestServer.configMaps, TestServer.configMap("a", data: ["k": "word"]))
        #expect(created["data", "k"] == "WORD")
        // What a strategy does not implement does nothing.
        let changed = try await server.send(
            .put, TestServer.configMaps + "/a", TestServer.configMap("a", data: ["k": "other"]))
        #expect(changed["data", "k"] == "other")
        let refused = try await server.send(
            .put, TestServer.configMaps + "/a", TestServer.configMap("a", data: ["k": "1", "l": "2"]))
        #expect(refused.status == 422)
        #expect(refused.causes.first?["field"] == "data")
    }

    private struct OddBook: ResourceStrategy {
        func validate(_ book: LibraryBook, _ context: WriteContext) -> [FieldError] { [] }
    }

    /// A model that is at odds with the definition.
    private struct LibraryBook: APIObject {
        var apiVersion = ""
        var kind = ""
        var metadata = ObjectMeta()

        init() {}

        init(json: JSONNode) throws(JSONDecodingError) {
            throw JSONDecodingError(path: "spec.title", message: "expected a number, found a string")
        }

        func encode(to writer: inout JSONWriter) {}
    }

    @Test func whatIsNoModelIsRefused() async throws {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior(strategy: OddBook())
        }
        let refused = try await server.send(.post, TestServer.books, TestServer.book("dune"))
        #expect(refused.status == 422)
        #expect(refused["message"]?.stringValue?.contains("cannot be read as a Book") == true)
        #expect(try await server.send(.get, TestServer.books + "/dune").status == 404)
        // What the schema says is more to the point.
        let both = try await server.send(.post, TestServer.books, TestServer.book("dune", ["title": ""]))
        #expect(both.causes.compactMap { $0["field"]?.stringValue } == ["spec.title"])
    }
}
