import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Synchronization
import Testing

@testable import APIServer

/// The stages that every write passes, and what stands in their places.
@Suite struct WritePipelineTests {
    private static let merge = "application/merge-patch+json"
    private static let books = GroupResource(group: "library.example.org", resource: "books")

    @Test func stagesStandInTheirOrder() async throws {
        let server = try await TestServer()
        let registry = server.server.registry
        func names(_ admission: [any AdmissionPlugin]) -> [String] {
            WritePipeline.stages(registry, admission, AlwaysDenyAuthorizer()).map { "\(type(of: $0))" }
        }
        #expect(
            names([]) == [
                "DecodingStage", "ConversionStage", "IdentityStage", "NamespaceStage", "OwnershipStage",
                "StrategyStage",
                "ValidationStage", "AllocationStage", "StorageStage", "SettlingStage",
            ])
        #expect(
            names([Stamp()]) == [
                "DecodingStage", "ConversionStage", "IdentityStage", "NamespaceStage", "MutatingAdmissionStage",
                "OwnershipStage", "StrategyStage", "ValidationStage", "AllocationStage", "ValidatingAdmissionStage",
                "StorageStage",
                "SettlingStage",
            ])
    }

    // MARK: Admission

    /// Notes every write, stamps what is written, and refuses what is called so.
    private final class Stamp: AdmissionPlugin {
        let name = "Stamp"
        private let notes = Mutex<[String]>([])

        func take() -> [String] {
            notes.withLock { notes in
                defer { notes = [] }
                return notes
            }
        }

        private func note(_ phase: String, _ write: WriteRequest) {
            let place = [write.resource.groupResource.resource, write.subresource].compactMap(\.self)
            let text = "\(phase) \(write.operation.rawValue) \(place.joined(separator: "/")) \(write.name)"
            notes.withLock { $0.append(text) }
        }

        func handles(_ write: WriteRequest) -> Bool { write.resource.groupResource.resource == "books" }

        func mutate(_ write: inout WriteRequest) async throws {
            note("mutate", write)
            // A stage may wait for something.
            await Task.yield()
            write.object?["spec"]?["binding"] = "Ebook"
            // A default is filled in again where it is taken away.
            write.object?["spec"]?["copies"] = nil
        }

        func validate(_ write: WriteRequest) async throws {
            note("validate", write)
            #expect(write.object?["spec"]?["copies"] != nil || write.operation == .delete)
            guard (write.object ?? write.old)?["spec"]?["title"] == "Kept" else { return }
            throw APIError.forbidden(write.resource.groupResource, name: write.name, message: "it is kept")
        }
    }

    @Test func admissionChangesAndRefusesEveryKindOfWrite() async throws {
        let stamp = Stamp()
        let server = try await TestServer { $0.admission = [stamp] }
        let created = try await server.create(TestServer.books, TestServer.book("dune"))
        #expect(created["spec"] == ["title": "Dune", "copies": 1, "binding": "Ebook"])
        #expect(stamp.take() == ["mutate CREATE books dune", "validate CREATE books dune"])

        let patched = try await server.send(
            .patch, TestServer.books + "/dune", ["spec": ["copies": 5]], type: Self.merge)
        #expect(patched["spec", "copies"] == 1)
        #expect(stamp.take() == ["mutate UPDATE books dune", "validate UPDATE books dune"])

        try await server.send(
            .patch, TestServer.books + "/dune/status", ["status": ["lent": 1]], type: Self.merge)
        #expect(stamp.take() == ["mutate UPDATE books/status dune", "validate UPDATE books/status dune"])
        try await server.send(.patch, TestServer.books + "/dune/scale", ["spec": ["replicas": 2]], type: Self.merge)
        #expect(stamp.take() == ["mutate UPDATE books/scale dune", "validate UPDATE books/scale dune"])

        // What is not valid does not come to validating admission, a trial does.
        try await server.send(.post, TestServer.books, TestServer.book("Bad_Name"))
        #expect(stamp.take() == ["mutate CREATE books Bad_Name"])
        let refused = try await server.send(
            .post, TestServer.books + "?dryRun=All", TestServer.book("emma", ["title": "Kept"]))
        #expect(refused.status == 403)
        #expect(stamp.take() == ["mutate CREATE books emma", "validate CREATE books emma"])

        #expect(try await server.send(.delete, TestServer.books + "/dune").status == 200)
        #expect(stamp.take() == ["mutate DELETE books dune", "validate DELETE books dune"])
        try await server.create(TestServer.books, TestServer.book("a"))
        try await server.create(TestServer.books, TestServer.book("b"))
        _ = stamp.take()
        #expect(try await server.send(.delete, TestServer.books).status == 200)
        #expect(
            stamp.take().filter { $0.hasPrefix("validate DELETE") }.sorted() == [
                "validate DELETE books a", "validate DELETE books b",
            ])
        // Others are none of its business.
        try await server.create(TestServer.configMaps, TestServer.configMap("c"))
        #expect(stamp.take() == [])
    }

    // MARK: Versions

    /// Books of another version, which has other names for two fields, beside those of the stored one.
    private static let editions: DefinitionSet = {
        var definitions = TestDefinitions.library
        let name = "org.example.library.v2.Book"
        var meta = TestDefinitions.metadata
        meta.schema = TestDefinitions.reference("\(TestDefinitions.meta).ObjectMeta")
        definitions.types[name] = TestDefinitions.type(
            name, group: "library.example.org",
            [
                meta,
                TestDefinitions.field(
                    "content",
                    Schema(
                        .object(
                            ObjectSchema(fields: [
                                TestDefinitions.field("heading", Schema(.string), nil, .optional),
                                TestDefinitions.field("count", Schema(.int32), nil, .optional),
                            ]))), nil, .optional),
            ], kind: "Book", message: false)
        definitions.resources.append(
            TestDefinitions.resource("Book", "books", name, group: "library.example.org") {
                $0.version = "v2"
                $0.isStorageVersion = false
                $0.conversion = [
                    FieldMapping(
                        path: FieldPath([.member("content"), .member("heading")]),
                        storagePath: FieldPath([.member("spec"), .member("title")])),
                    FieldMapping(
                        path: FieldPath([.member("content"), .member("count")]),
                        storagePath: FieldPath([.member("spec"), .member("copies")])),
                ]
            })
        return definitions
    }()

    /// Refuses more than nine copies, and counts none as one.
    private struct FewCopies: ResourceStrategy {
        func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
            if object["spec"]?["copies"] == 0 { object["spec"]?["copies"] = 1 }
        }

        func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
            #expect(object["apiVersion"] == "library.example.org/v1")
            #expect(context.definition.version == "v1")
            guard let copies = object["spec"]?["copies"]?.int64Value, copies > 9 else { return [] }
            return [FieldError(.invalid, "spec.copies", "are too many", badValue: .integer(copies))]
        }
    }

    @Test func noVersionPassesTheRulesOfTheStoredOneBy() async throws {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior(strategy: FewCopies())
        }
        server.server.resources.add(Self.editions, named: "library")
        let path = "/apis/library.example.org/v2/namespaces/default/books"
        func book(_ count: JSONValue) -> JSONValue {
            [
                "apiVersion": "library.example.org/v2", "kind": "Book", "metadata": ["name": "dune"],
                "content": ["heading": "Dune", "count": count],
            ]
        }
        let refused = try await server.send(.post, path, book(10))
        #expect(refused.status == 422)
        // The fault is where this version has the field.
        #expect(refused.causes.compactMap { $0["field"]?.stringValue } == ["content.count"])
        let untitled = try await server.send(
            .post, path,
            [
                "apiVersion": "library.example.org/v2", "kind": "Book", "metadata": ["name": "dune"],
                "content": ["heading": "", "count": 1],
            ])
        #expect(untitled.causes.compactMap { $0["field"]?.stringValue } == ["content.heading"])

        let created = try await server.create(path, book(0))
        #expect(created["apiVersion"] == "library.example.org/v2")
        #expect(created["content"] == ["heading": "Dune", "count": 1])
        #expect(try await server.send(.get, TestServer.books + "/dune")["spec", "copies"] == 1)
        for type in [Self.merge, "application/json-patch+json"] {
            let patch: JSONValue =
                type == Self.merge
                ? ["content": ["count": 12]] : [["op": "replace", "path": "/content/count", "value": 12]]
            let answer = try await server.send(.patch, path + "/dune", patch, type: type)
            #expect(answer.status == 422)
            #expect(answer.causes.compactMap { $0["field"]?.stringValue } == ["content.count"])
        }
        let changed = try await server.send(.patch, path + "/dune", ["content": ["count": 3]], type: Self.merge)
        #expect(changed["content", "count"] == 3)
        // Nor does the scale, which writes the object.
        let scale = TestServer.books + "/dune/scale"
        let scaled = try await server.send(.patch, scale, ["spec": ["replicas": 12]], type: Self.merge)
        #expect(scaled.status == 422)
        #expect(try await server.send(.patch, scale, ["spec": ["replicas": 9]], type: Self.merge).status == 200)
    }

    /// Meddles with what is none of its business.
    private struct Meddler: AdmissionPlugin {
        let name = "Meddler"

        func handles(_ write: WriteRequest) -> Bool { write.resource.groupResource.resource == "books" }

        func mutate(_ write: inout WriteRequest) async throws {
            guard var object = write.object ?? write.old else { return }
            for member in ["name", "namespace", "uid"] { object.setMetadata(member, "meddled") }
            object["status"] = ["lent": 99]
            if write.subresource == "status" { object["spec"] = ["title": "Meddled"] }
            write.object = object
        }
    }

    @Test func admissionCannotChangeWhatIsNotWritten() async throws {
        let server = try await TestServer { $0.admission = [Meddler()] }
        let created = try await server.create(TestServer.books, TestServer.book("dune"))
        #expect(created["metadata", "name"] == "dune")
        #expect(created["metadata", "uid"] != "meddled")
        #expect(created["status"] == nil)
        let status = try await server.send(
            .patch, TestServer.books + "/dune/status", ["status": ["lent": 1]], type: Self.merge)
        #expect(status["spec", "title"] == "Dune")
        #expect(status["metadata", "uid"] == created["metadata", "uid"])
        #expect(try await server.send(.delete, TestServer.books + "/dune").status == 200)
        #expect(try await server.send(.get, TestServer.books + "/dune").status == 404)
    }

    @Test func whatHasNoDependentsWaitsForNoCollector() async throws {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior().with { $0.canHaveDependents = false }
        }
        for policy in ["Foreground", "Orphan"] {
            try await server.create(TestServer.books, TestServer.book("dune"))
            let path = TestServer.books + "/dune?propagationPolicy=" + policy
            #expect(try await server.send(.delete, path).status == 200)
            #expect(try await server.send(.get, TestServer.books + "/dune").status == 404)
        }
    }

    @Test func namesAreTheSameByTheirBytes() async throws {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior(names: .pathSegment).with { $0.createsOnUpdate = true }
        }
        let answer = try await server.send(.put, TestServer.books + "/%C3%A9", TestServer.book("e\u{301}"))
        #expect(answer.status == 400)
        #expect(try await server.send(.put, TestServer.books + "/%C3%A9", TestServer.book("\u{e9}")).status == 201)
    }

    @Test func anotherOrderOfMembersIsNoChange() async throws {
        let server = try await TestServer()
        var definitions = TestDefinitions.library
        definitions.resources[0].isNormalized = false
        server.server.resources.add(definitions, named: "library")
        let created = try await server.create(TestServer.books, TestServer.book("dune", ["title": "D", "copies": 2]))
        var update = created.json
        update["spec"] = ["copies": 2, "title": "D"]
        let answer = try await server.send(.put, TestServer.books + "/dune", update)
        #expect(answer["metadata", "resourceVersion"] == created["metadata", "resourceVersion"])
    }

    // MARK: What a write comes to

    @Test func whatChangesNothingIsNotStored() async throws {
        let server = try await TestServer()
        let created = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        let version = created["metadata", "resourceVersion"]
        let put = try await server.send(.put, TestServer.configMaps + "/a", TestServer.configMap("a"))
        #expect(put["metadata", "resourceVersion"] == version)
        let patch = try await server.send(
            .patch, TestServer.configMaps + "/a", ["data": ["a": "1"]], type: Self.merge)
        #expect(patch["metadata", "resourceVersion"] == version)
        let list = try await server.send(.get, TestServer.configMaps)
        #expect(list["metadata", "resourceVersion"] == version)
    }

    @Test func aPutCreatesWhereTheResourceAllowsIt() async throws {
        let server = try await TestServer {
            $0.behaviors[Self.books] = ResourceBehavior().with { $0.createsOnUpdate = true }
        }
        let created = try await server.send(.put, TestServer.books + "/dune", TestServer.book("dune"))
        #expect(created.status == 201)
        #expect(created["metadata", "generation"] == 1)
        var update = created.json
        update["spec"]?["copies"] = 4
        #expect(try await server.send(.put, TestServer.books + "/dune", update).status == 200)
        let wrong = try await server.send(.put, TestServer.books + "/emma", TestServer.book("dune"))
        #expect(wrong.status == 400)
        // Who names the uid of what is gone has lost a race.
        var gone = TestServer.book("gone")
        gone["metadata"] = ["name": "gone", "uid": "u"]
        #expect(try await server.send(.put, TestServer.books + "/gone", gone).status == 409)
        // Elsewhere it is just not there.
        gone["kind"] = "ConfigMap"
        gone["apiVersion"] = "v1"
        let missing = try await server.send(.put, TestServer.configMaps + "/gone", gone)
        #expect(missing.status == 404)
        #expect(missing.reason == "NotFound")
    }

    @Test func aGeneratedNameThatIsTakenIsMadeAnew() async throws {
        // There are 27^5 names; the store says of the first that it is there.
        let storage = UnsteadyStorage()
        let server = try await TestServer(storage: storage)
        storage.refuseNextCreation()
        let body: JSONValue = ["metadata": ["generateName": "c-"], "data": [:]]
        let created = try await server.send(.post, TestServer.configMaps, body)
        #expect(created.status == 201)
        storage.refuseNextCreation()
        #expect(
            try await server.send(.post, TestServer.configMaps, TestServer.configMap("fixed")).reason
                == "AlreadyExists")
    }

    // MARK: Patches

    @Test func aPatchOfWhatIsNotThereIsNotRead() async throws {
        let server = try await TestServer()
        for type in [Self.merge, "application/json-patch+json", "application/strategic-merge-patch+json"] {
            let answer = try await server.send(.patch, TestServer.configMaps + "/none", text: "{{", type: type)
            #expect(answer.status == 404)
        }
        #expect(
            try await server.send(.patch, TestServer.configMaps + "/none", text: "{}", type: "text/plain").status == 415
        )
    }

    @Test func theKindThatAPatchNamesCountsWhereItIsTheResult() async throws {
        let server = try await TestServer()
        try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        let patch: JSONValue = ["apiVersion": "autoscaling/v1", "kind": "Scale", "data": ["b": "2"]]
        let strategic = try await server.send(
            .patch, TestServer.configMaps + "/a", patch, type: "application/strategic-merge-patch+json")
        #expect(strategic.status == 200)
        #expect(strategic["data"] == ["a": "1", "b": "2"])
        let merged = try await server.send(.patch, TestServer.configMaps + "/a", patch, type: Self.merge)
        #expect(merged.status == 422)
        #expect(merged.causes.compactMap { $0["field"]?.stringValue } == ["patch"])
        let json = try await server.send(
            .patch, TestServer.configMaps + "/a", [["op": "replace", "path": "/kind", "value": "Secret"]],
            type: "application/json-patch+json")
        #expect(json.causes.compactMap { $0["field"]?.stringValue } == ["patch"])
    }

    @Test(arguments: ["application/merge-patch+json", "application/strategic-merge-patch+json"])
    func keysThatRepeatInAPatchAreWarnedOf(_ type: String) async throws {
        let server = try await TestServer()
        try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        let text = #"{"data":{"k":"1","k":"2"}}"#
        let warned = try await server.send(.patch, TestServer.configMaps + "/a", text: text, type: type)
        #expect(warned["data", "k"] == "2")
        #expect(warned.warnings.count == 1)
        let silent = try await server.send(
            .patch, TestServer.configMaps + "/a?fieldValidation=Ignore", text: text, type: type)
        #expect(silent.status == 200 && silent.warnings.isEmpty)
        let strict = try await server.send(
            .patch, TestServer.configMaps + "/a?fieldValidation=Strict", text: text, type: type)
        #expect(strict.status == 422)
    }

    @Test func aPatchWhoseResultIsNoObjectOfTheKindIsTheFault() async throws {
        let server = try await TestServer()
        try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        for (patch, type) in [
            (["data": ["a": 1]] as JSONValue, Self.merge),
            (["data": "x"], "application/strategic-merge-patch+json"),
            ([["op": "add", "path": "/data/a", "value": 1]], "application/json-patch+json"),
        ] {
            let answer = try await server.send(.patch, TestServer.configMaps + "/a", patch, type: type)
            #expect(answer.status == 422)
            #expect(answer.causes.map { $0["field"]?.stringValue } == ["patch"])
            #expect(answer.causes.first?["reason"] == "FieldValueInvalid")
        }
        let whole = try await server.send(
            .patch, TestServer.configMaps + "/a",
            [["op": "replace", "path": "", "value": TestServer.configMap("a", data: ["w": "1"])]],
            type: "application/json-patch+json")
        #expect(whole["data"] == ["w": "1"])
        let removed = try await server.send(
            .patch, TestServer.configMaps + "/a", [["op": "remove", "path": ""]], type: "application/json-patch+json")
        #expect(removed.status == 422)
    }
}
