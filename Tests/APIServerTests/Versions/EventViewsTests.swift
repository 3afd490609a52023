import APIMachinery
import APISchema
import ControlPlaneAPI
import HTTPTypes
import JSON
import Testing

@testable import APIServer

/// Events of core/v1 and of events.k8s.io/v1: one store, seen as two kinds.
@Suite struct EventViewsTests {
    private static let core = "/api/v1/namespaces/default/events"
    private static let events = "/apis/events.k8s.io/v1/namespaces/default/events"
    private static let table = "application/json;as=Table;v=v1;g=meta.k8s.io"

    private func server() async throws -> TestServer {
        let server = try await TestServer()
        try server.server.resources.add(ControlPlaneAPIRegistrations.all)
        return server
    }

    private static func coreEvent(_ name: String, about pod: String = "web") -> JSONValue {
        [
            "apiVersion": "v1", "kind": "Event", "metadata": ["name": .string(name), "namespace": "default"],
            "involvedObject": ["kind": "Pod", "name": .string(pod), "namespace": "default"],
            "reason": "Started", "message": "It runs", "type": "Normal",
            "source": ["component": "kubelet", "host": "n1"], "firstTimestamp": "2026-05-01T10:00:00Z",
            "lastTimestamp": "2026-05-01T11:00:00Z", "count": 4, "reportingComponent": "kubelet",
            "reportingInstance": "n1", "series": ["count": 3, "lastObservedTime": "2026-05-01T11:00:00.000000Z"],
        ]
    }

    private static let event: JSONValue = [
        "apiVersion": "events.k8s.io/v1", "kind": "Event", "metadata": ["name": "new", "namespace": "default"],
        "eventTime": "2026-05-01T10:00:00.000001Z", "reportingController": "example.com/mailer",
        "reportingInstance": "m1", "action": "Send", "reason": "Sent", "type": "Normal", "note": "A letter",
        "regarding": ["kind": "ConfigMap", "name": "letters", "namespace": "default"],
    ]

    @Test func whatIsCreatedAsOneIsReadAsTheOther() async throws {
        let server = try await server()
        let created = try await server.create(Self.core, Self.coreEvent("old"))
        let shown = try await server.send(.get, Self.events + "/old")
        #expect(shown.status == 200)
        #expect(shown["apiVersion"] == "events.k8s.io/v1")
        #expect(shown["kind"] == "Event")
        #expect(shown["metadata"] == created["metadata"])
        #expect(shown["regarding"] == created["involvedObject"])
        #expect(shown["note"] == "It runs")
        #expect(shown["deprecatedSource"] == ["component": "kubelet", "host": "n1"])
        #expect(shown["deprecatedFirstTimestamp"] == "2026-05-01T10:00:00Z")
        #expect(shown["deprecatedLastTimestamp"] == "2026-05-01T11:00:00Z")
        #expect(shown["deprecatedCount"] == 4)
        #expect(shown["reportingController"] == "kubelet")
        #expect(shown["series"] == created["series"])
        for name in [
            "involvedObject", "message", "source", "count", "firstTimestamp", "lastTimestamp", "reportingComponent",
        ] { #expect(shown[name] == nil, "\(name)") }

        _ = try await server.create(Self.events, Self.event)
        let other = try await server.send(.get, Self.core + "/new")
        #expect(other["apiVersion"] == "v1")
        #expect(other["involvedObject", "name"] == "letters")
        #expect(other["message"] == "A letter")
        #expect(other["reportingComponent"] == "example.com/mailer")
        #expect(other["eventTime"] == "2026-05-01T10:00:00.000001Z")
        #expect(other["note"] == nil && other["regarding"] == nil)
        // One name, one object.
        #expect(try await server.send(.post, Self.core, Self.coreEvent("new")).status == 409)
        #expect(try await server.send(.get, Self.core).json["items"]?.arrayValue?.count == 2)
        #expect(try await server.send(.get, Self.events).json["items"]?.arrayValue?.count == 2)
    }

    @Test func eachViewChangesAndDeletesWhatBothShow() async throws {
        let server = try await server()
        _ = try await server.create(Self.core, Self.coreEvent("a"))
        let merge = "application/merge-patch+json"
        let change: JSONValue = ["metadata": ["labels": ["seen": "yes"]]]
        let patched = try await server.send(.patch, Self.events + "/a", change, type: merge)
        #expect(patched.status == 200, "\(patched.text)")
        #expect(patched["note"] == "It runs")
        var read = try await server.send(.get, Self.core + "/a").json
        #expect(read["message"] == "It runs")
        #expect(read["metadata"]?["labels"] == ["seen": "yes"])
        #expect(read["count"] == 4)
        read["count"] = 5
        #expect(try await server.send(.put, Self.core + "/a", read).status == 200)
        let seen = try await server.send(.get, Self.events + "/a")
        #expect(seen["deprecatedCount"] == 5)
        #expect(try await server.send(.put, Self.events + "/a", patched.json).status == 409)
        #expect(try await server.send(.delete, Self.events + "/a").status == 200)
        #expect(try await server.send(.get, Self.core + "/a").status == 404)
    }

    @Test func selectorsNameTheFieldsOfTheirKind() async throws {
        let server = try await server()
        _ = try await server.create(Self.core, Self.coreEvent("a", about: "web"))
        _ = try await server.create(Self.core, Self.coreEvent("b", about: "db"))
        _ = try await server.create(Self.events, Self.event)
        func names(_ path: String) async throws -> [String] {
            let list = try await server.send(.get, path)
            #expect(list.status == 200, "\(list.text)")
            return list.json["items"]?.arrayValue?.compactMap { $0["metadata"]?["name"]?.stringValue } ?? []
        }
        #expect(try await names(Self.core + "?fieldSelector=involvedObject.name%3Dweb") == ["a"])
        #expect(try await names(Self.events + "?fieldSelector=regarding.name%3Dweb") == ["a"])
        #expect(try await names(Self.events + "?fieldSelector=regarding.kind%3DConfigMap") == ["new"])
        #expect(try await names(Self.core + "?fieldSelector=reportingComponent%3Dexample.com/mailer") == ["new"])
        #expect(try await server.send(.get, Self.events + "?fieldSelector=involvedObject.name%3Dweb").status == 400)
        #expect(try await server.send(.get, Self.core + "?fieldSelector=regarding.name%3Dweb").status == 400)
    }

    @Test func watchesOfBothSeeEveryWrite() async throws {
        let server = try await server()
        let start = try await server.send(.get, Self.core).json["metadata"]?["resourceVersion"]?.stringValue ?? ""
        var core = WatchReader(
            try await server.response(.get, Self.core + "?watch=1&resourceVersion=\(start)"))
        var events = WatchReader(
            try await server.response(
                .get, Self.events + "?watch=1&resourceVersion=\(start)&fieldSelector=regarding.name%3Dletters"))
        _ = try await server.create(Self.core, Self.coreEvent("a"))
        _ = try await server.create(Self.events, Self.event)
        _ = try await server.send(.delete, Self.core + "/new")
        let seen = try await core.next(3)
        #expect(seen.map { $0["type"] } == ["ADDED", "ADDED", "DELETED"])
        #expect(seen.map { $0["object"]?["message"] } == ["It runs", "A letter", "A letter"])
        #expect(seen.allSatisfy { $0["object"]?["apiVersion"] == "v1" })
        let selected = try await events.next(2)
        #expect(selected.map { $0["type"] } == ["ADDED", "DELETED"])
        #expect(selected.allSatisfy { $0["object"]?["note"] == "A letter" })
        #expect(selected.allSatisfy { $0["object"]?["apiVersion"] == "events.k8s.io/v1" })
    }

    @Test func tablesAndProtobufAreOfTheKindThatIsAskedFor() async throws {
        let server = try await server()
        _ = try await server.create(Self.core, Self.coreEvent("a"))
        for path in [Self.core, Self.events] {
            let table = try await server.send(.get, path, accept: Self.table).json
            let names = table["columnDefinitions"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
            let cells = Dictionary(
                zip(names, table.at("rows.0.cells")?.arrayValue ?? []), uniquingKeysWith: { first, _ in first })
            #expect(cells["Object"] == "pod/web")
            #expect(cells["Message"] == "It runs")
            #expect(cells["Source"] == "kubelet, n1")
            #expect(cells["Count"] == 3)
        }
        let protobuf = "application/vnd.kubernetes.protobuf"
        let snapshot = server.server.resources.snapshot
        let core = try #require(snapshot.resource("", "v1", "events"))
        let events = try #require(snapshot.resource("events.k8s.io", "v1", "events"))
        for (resource, path) in [(core, Self.core), (events, Self.events)] {
            let json = try await server.send(.get, path + "/a")
            let answer = try await server.send(.get, path + "/a", accept: protobuf)
            #expect(answer.type == protobuf)
            let read = try resource.transcoder.decodeProtobuf(answer.bytes, as: resource.definition.typeName)
            #expect(read == json.json)
        }
        // What is sent as one in protobuf is there as the other.
        let form = try AnswerForm(
            APIRequest(method: .get, path: "/", headerFields: [.accept: protobuf]), QueryParameters(""))
        let body = try events.transcoder.encode(Self.event.serialized(), as: events.definition.typeName, form)
        let created = try await server.send(.post, Self.events, bytes: body, type: protobuf)
        #expect(created.status == 201, "\(created.text)")
        #expect(try await server.send(.get, Self.core + "/new")["message"] == "A letter")
    }

    @Test func theStoredKindIsTold() async throws {
        let server = try await server()
        func hash(_ path: String) async throws -> JSONValue? {
            try await server.send(.get, path).json["resources"]?.arrayValue?
                .first { $0["name"] == "events" }?["storageVersionHash"]
        }
        let core = try #require(try await hash("/api/v1"))
        #expect(try await hash("/apis/events.k8s.io/v1") == core)
        let snapshot = server.server.resources.snapshot
        let events = try #require(snapshot.resource("events.k8s.io", "v1", "events"))
        #expect(events.collection == "events")
        #expect(!events.isStorageVersion)
        #expect(snapshot.resource("", "v1", "events")?.isStorageVersion == true)
    }

    /// What shows another kind's objects comes and goes with that kind.
    @Test func aViewIsServedWhereItsStoreIs() async throws {
        let server = try await TestServer()
        let table = server.server.resources
        var view = ResourceTableTests.notes("views", group: "h")
        view.resources[0].storedAs = GroupVersionResource(group: "g", version: "v1", resource: "notes")
        view.resources[0].conversion = [
            FieldMapping(
                path: FieldPath([.member("spec"), .member("text")]),
                storagePath: FieldPath([.member("spec"), .member("content")]))
        ]
        table.add(view, named: "view")
        #expect(try await server.send(.get, "/apis/h/v1").status == 404)
        table.add(ResourceTableTests.notes("notes", group: "g", field: "content"), named: "stored")
        let path = "/apis/h/v1/namespaces/default/views"
        _ = try await server.create(path, ResourceTableTests.note("h", "a", ["text": "x"]))
        let stored = try await server.send(.get, "/apis/g/v1/namespaces/default/notes/a")
        #expect(stored["spec"] == ["content": "x"])
        var watch = WatchReader(try await server.response(.get, path + "?watch=1&resourceVersion=0"))
        _ = try await watch.next()
        table.remove("stored")
        #expect(try await watch.next() == nil)
        #expect(try await server.send(.get, path).status == 404)
        table.add(ResourceTableTests.notes("notes", group: "g", field: "content"), named: "stored")
        #expect(try await server.send(.get, path + "/a")["spec"] == ["text": "x"])
        // Another version of the stored kind than the one that the fields lead to: it cannot be shown.
        table.remove("stored")
        table.add(ResourceTableTests.notes("notes", group: "g", version: "v2", field: "content"), named: "stored")
        #expect(try await server.send(.get, path).status == 404)
        // A view that goes before the next comes leaves nothing behind.
        table.remove("view")
        table.remove("stored")
        table.add(ResourceTableTests.notes("views", group: "h"), named: "view")
        #expect(table.snapshot.resource("h", "v1", "views")?.collection == "views.h")
    }
}
