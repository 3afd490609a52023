import APIMachinery
import APISchema
import ControlPlaneAPI
import HTTPTypes
import HashTreeCollections
import JSON
import Testing

@testable import APIServer

/// What a change of the resources costs, and what it leaves as it is.
@Suite struct ResourceTableTests {
    /// A kind of its own, with the type of its spec beside it.
    static func notes(
        _ plural: String, group: String, version: String = "v1", field: String = "text", isStorage: Bool = true
    ) -> DefinitionSet {
        let name = "org.example.\(group).\(version).\(plural)"
        var resource = TestDefinitions.resource("Note", plural, name, group: group)
        resource.version = version
        resource.isStorageVersion = isStorage
        return DefinitionSet(
            types: TestDefinitions.named([
                TestDefinitions.type(
                    name, group: group,
                    [
                        TestDefinitions.metadata,
                        TestDefinitions.field("spec", TestDefinitions.reference(name + "Spec")),
                    ],
                    kind: "Note", message: false),
                TestDefinitions.type(
                    name + "Spec", group: group, [TestDefinitions.field(field, Schema(.string))], message: false),
            ]), resources: [resource])
    }

    static func note(_ group: String, _ name: String, version: String = "v1", _ spec: JSONValue) -> JSONValue {
        [
            "apiVersion": .string("\(group)/\(version)"), "kind": "Note", "metadata": ["name": .string(name)],
            "spec": spec,
        ]
    }

    @Test func whatOtherPartsHaveStaysAsItIs() async throws {
        let server = try await TestServer()
        let table = server.server.resources
        for number in 0..<20 { table.add(Self.notes("notes", group: "g\(number)"), named: "g\(number)") }
        table.add(Self.notes("a", group: "shared"), named: "a")
        // Everything has been asked for once.
        _ = try await server.send(.get, "/openapi/v3")
        _ = try await server.send(.get, "/apis")
        let before = table.snapshot
        for group in before.groups.values {
            _ = (group.group.value, group.aggregated.value)
            for version in group.versions.values { _ = version.resourceList.value }
        }

        table.add(Self.notes("b", group: "shared"), named: "b")
        let after = table.snapshot
        #expect(after.compiled === before.compiled)
        #expect(after.resources.count == before.resources.count + 1)
        for resource in before.resources {
            let same = after.resource(
                resource.definition.group, resource.definition.version, resource.definition.plural)
            #expect(same === resource)
        }
        for (name, group) in before.groups where name != "shared" { #expect(after.group(name) === group) }
        let shared = try #require(after.group("shared"))
        #expect(shared !== before.group("shared"))
        // Nothing is rendered before it is asked for.
        #expect(!shared.group.isMade && !shared.aggregated.isMade)
        #expect(shared.versions.values.allSatisfy { !$0.resourceList.isMade && !$0.aggregated.isMade })
        #expect(!after.documents.groupList.isMade && !after.documents.openAPIIndex.isMade)
        let list = try await server.send(.get, "/apis/shared/v1")
        #expect(list["resources"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["a", "b"])
        #expect(try await server.send(.get, "/apis/g3/v1/namespaces/default/notes").status == 200)
    }

    /// Two parts may call their own types the same, and see neither the other's types nor what the other makes of one.
    @Test func partsSeeTheirOwnTypes() async throws {
        let server = try await TestServer()
        var other = Self.notes("others", group: "g", field: "number")
        let own = Self.notes("notes", group: "g")
        // The same name for the specs of both.
        let name: TypeName = "org.example.g.v1.notesSpec"
        other.types[name] = other.types.removeValue(forKey: "org.example.g.v1.othersSpec")
        other.types[name]?.name = name
        other.types["org.example.g.v1.others"]?.schema = Schema(
            .object(
                ObjectSchema(fields: [
                    TestDefinitions.field("kind", Schema(.string)),
                    TestDefinitions.field("apiVersion", Schema(.string)), TestDefinitions.metadata,
                    TestDefinitions.field("spec", TestDefinitions.reference(name)),
                ])))
        server.server.resources.add(own, named: "own")
        server.server.resources.add(other, named: "other")
        let path = "/apis/g/v1/namespaces/default/"
        let spec: JSONValue = ["text": "a", "number": "1"]
        let first = try await server.create(path + "notes", Self.note("g", "n", spec))
        #expect(first["spec"] == ["text": "a"])
        let second = try await server.create(path + "others", Self.note("g", "n", spec))
        #expect(second["spec"] == ["number": "1"])

        // A part that refers to another's type knows nothing of it, and takes any value.
        var borrower = Self.notes("borrowers", group: "h")
        borrower.types["org.example.h.v1.borrowersSpec"] = nil
        borrower.types["org.example.h.v1.borrowers"]?.schema = try #require(
            other.types["org.example.g.v1.others"]
        ).schema
        server.server.resources.add(borrower, named: "borrower")
        let any: JSONValue = ["whatever": [1, "x"]]
        #expect(
            try await server.create("/apis/h/v1/namespaces/default/borrowers", Self.note("h", "n", any))["spec"] == any)
    }

    /// The first part that has a resource serves it, and the next when that is gone.
    @Test func theFirstDefinitionServes() async throws {
        let server = try await TestServer()
        let table = server.server.resources
        table.add(Self.notes("notes", group: "g", field: "text"), named: "first")
        table.add(Self.notes("notes", group: "g", field: "number"), named: "second")
        let path = "/apis/g/v1/namespaces/default/notes"
        let spec: JSONValue = ["text": "a", "number": "1"]
        let stored = try await server.create(path, Self.note("g", "a", spec))
        #expect(stored["spec"] == ["text": "a"])
        var watch = WatchReader(try await server.response(.get, path + "?watch=1&resourceVersion=0"))
        _ = try await watch.next()
        #expect(table.remove("first"))
        #expect(try await watch.next() == nil)
        #expect(try await server.create(path, Self.note("g", "b", spec))["spec"] == ["number": "1"])
        #expect(table.remove("second"))
        #expect(try await server.send(.get, path).status == 404)
    }

    /// How a version is stored follows from what else is served of the resource, whatever it was added with.
    @Test func versionsOfOneResourceShareTheirObjects() async throws {
        let server = try await TestServer()
        let table = server.server.resources
        table.add(Self.notes("notes", group: "g", version: "v1beta1", isStorage: false), named: "beta")
        let beta = try #require(table.snapshot.resource("g", "v1beta1", "notes"))
        #expect(beta.isStorageVersion)
        table.add(Self.notes("notes", group: "g"), named: "stable")
        let stored = try #require(table.snapshot.resource("g", "v1beta1", "notes"))
        #expect(stored !== beta)
        #expect(stored.storageDefinition.version == "v1")
        let path = "/apis/g/v1/namespaces/default/notes"
        _ = try await server.create(path, Self.note("g", "a", ["text": "x"]))
        let shown = try await server.send(.get, "/apis/g/v1beta1/namespaces/default/notes/a")
        #expect(shown["apiVersion"] == "g/v1beta1")
        #expect(shown["spec"] == ["text": "x"])
        let hashes = try await [
            server.send(.get, "/apis/g/v1"), server.send(.get, "/apis/g/v1beta1"),
        ].map { $0.json.at("resources.0.storageVersionHash") }
        #expect(hashes[0] == hashes[1])
    }

    /// ETags and hashes are of what the documents say, and say nothing of how they came about.
    @Test func documentsDependOnContentAlone() async throws {
        let aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
        let sets = ["a", "b", "c"].map { (name: $0, set: Self.notes($0, group: $0 == "c" ? "h" : "g")) }
        var eTags: Set<String> = []
        var indices: Set<String> = []
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 1, 0]] {
            let server = try await TestServer()
            for index in order { server.server.resources.add(sets[index].set, named: sets[index].name) }
            eTags.insert(try #require(try await server.send(.get, "/apis", accept: aggregated).fields[.eTag]))
            indices.insert(try await server.send(.get, "/openapi/v3").text)
        }
        #expect(eTags.count == 1)
        #expect(indices.count == 1)
    }

    /// What is compiled in comes first, whenever it is registered.
    @Test func registrationsCanBeAddedLater() async throws {
        let server = try await TestServer()
        let table = server.server.resources
        let before = table.snapshot
        try table.add(ControlPlaneAPIRegistrations.all)
        let after = table.snapshot
        #expect(before.resource("", "v1", "configmaps")?.part.number != 0)
        #expect(after.resource("", "v1", "configmaps")?.part.number == 0)
        let books = try #require(after.resource("library.example.org", "v1", "books"))
        #expect(before.resource("library.example.org", "v1", "books") === books)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        // The document that came with the definitions is served as it is.
        let document = try #require(after.version(APIVersion(group: "", version: "v1"))?.openAPI)
        #expect(try await server.send(.get, "/openapi/v3/api/v1").bytes == document.bytes)
        #expect(ControlPlaneAPIRegistrations.all.contains { $0.openAPI.bytes == document.bytes })
    }
}
