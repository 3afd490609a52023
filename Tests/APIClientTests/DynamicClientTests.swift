import APIClient
import APIMachinery
import ControlPlaneAPI
import JSON
import Testing

@Suite struct DynamicClientTests {
    private static let configMaps = GroupVersionResource(group: "", version: "v1", resource: "configmaps")

    private static func object(_ name: String, _ data: JSONValue = ["x": "1"]) -> UnstructuredObject {
        UnstructuredObject([
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)], "data": data,
        ])
    }

    @Test func hasAllVerbs() async throws {
        let server = try await InProcess()
        let all = server.client.dynamic(Self.configMaps, scope: .namespaced)
        let maps = all.namespace("default")
        let created = try await maps.create(Self.object("a"))
        #expect(created.name == "a" && created.namespace == "default" && created.uid?.isEmpty == false)
        #expect(created.groupVersionKind == GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"))

        var read = try await maps.get("a")
        #expect(read == created)
        read["data"] = ["x": "2"]
        let updated = try await maps.update(read)
        #expect(updated["data"]?["x"] == "2" && updated.resourceVersion != created.resourceVersion)
        let conflict = await #expect(throws: APIError.self) { try await maps.update(created) }
        #expect(conflict?.isConflict == true)

        let patched = try await maps.patch("a", .merge(["data": ["y": "3"]]))
        #expect(patched["data"] == ["x": "2", "y": "3"])

        // The object's own namespace will do.
        var other = Self.object("b")
        other.namespace = "kube-public"
        try await all.create(other)
        #expect(try await all.list().items.map(\.name) == ["a", "b"])
        #expect(try await maps.list(ListOptions(fieldSelector: "metadata.name=none")).items.isEmpty)

        let outcome = try await maps.delete("a")
        #expect(outcome.kind == "Status" && outcome["status"] == "Success")
        try await all.namespace("kube-public").deleteCollection()
        #expect(try await all.list().items.isEmpty)
    }

    @Test func listsAreWholeObjects() async throws {
        let server = try await InProcess()
        let maps = server.client.dynamic(Self.configMaps, scope: .namespaced).namespace("default")
        for index in 0..<5 { try await maps.create(Self.object("m\(index)")) }
        var sizes: [Int] = []
        for try await page in maps.pages(ListOptions(limit: 2)) {
            sizes.append(page.items.count)
            #expect(page.kind == "ConfigMapList")
            #expect(page.items.allSatisfy { $0.kind == "ConfigMap" && $0.apiVersion == "v1" })
        }
        #expect(sizes == [2, 2, 1])
        let table = try await maps.list(accept: "application/json;as=Table;v=v1;g=meta.k8s.io")
        #expect(table.kind == "Table" && table["rows"]?.arrayValue?.count == 5)
    }

    @Test func watchesAndInforms() async throws {
        let server = try await InProcess()
        let maps = server.client.dynamic(Self.configMaps, scope: .namespaced).namespace("default")
        try await maps.create(Self.object("a"))
        var events = try await maps.watch().makeAsyncIterator()
        #expect(try await events.next()?.object?.name == "a")
        let informer = Informer(ListWatch(maps))
        let task = Task { await informer.run() }
        try await informer.waitUntilSynced()
        try await maps.create(Self.object("b"))
        try await eventually("it is known") { informer.store["b", in: "default"] != nil }
        #expect(informer.store["a", in: "default"]?["data"] == ["x": "1"])
        #expect(informer.store["a", in: "default"]?.kind == "ConfigMap")
        task.cancel()
        await task.value
    }

    @Test func subresources() async throws {
        let server = try await InProcess()
        let namespaces = server.client.dynamic(
            GroupVersionResource(group: "", version: "v1", resource: "namespaces"), scope: .cluster)
        // Cluster-scoped resources have no namespaces.
        #expect(namespaces.namespace("default").namespace == nil)
        var namespace = try await namespaces.get("default", subresource: "status")
        namespace["status"] = ["phase": "Active"]
        #expect(try await namespaces.update(namespace, subresource: "status").name == "default")
    }

    @Test func whatIsMissingIsSaid() async throws {
        let server = try await InProcess()
        let all = server.client.dynamic(Self.configMaps, scope: .namespaced)
        for operation in [
            { try await all.get("a") }, { try await all.delete("a") }, { try await all.create(Self.object("a")) },
        ] as [@Sendable () async throws -> UnstructuredObject] {
            let error = await #expect(throws: APIError.self) { try await operation() }
            #expect(error?.message == "configmaps are namespaced: call namespace(_:) first")
        }
        let error = await #expect(throws: APIError.self) {
            try await all.namespace("default").update(UnstructuredObject(["kind": "ConfigMap"]))
        }
        #expect(error?.message == "metadata.name: the object has no name")
        let missing = await #expect(throws: APIError.self) { try await all.namespace("default").get("none") }
        #expect(missing?.isNotFound == true)
    }

    @Test func objectsKeepWhatTheyAre() throws {
        let text = #"{"kind":"X","metadata":{"name":"a","odd":[1,null],"labels":7},"apiVersion":"g/v1","z":1.50}"#
        var object = try UnstructuredObject(parsing: Array(text.utf8))
        #expect(String(decoding: object.encodedJSON(), as: UTF8.self) == text)
        // Metadata that is none is empty, and does not hide the name.
        #expect(object.metadata.name == nil && object.name == "a")
        object.name = "b"
        object.resourceVersion = "7"
        object.resourceVersion = nil
        #expect(object["metadata"]?["odd"] == [1, .null])
        #expect(object["metadata"]?["name"] == "b" && object["metadata"]?["resourceVersion"] == nil)
        object.metadata = ObjectMeta(name: "c")
        #expect(object["metadata"] == ["name": "c"])
        for bad in ["[]", "7", "null", #"{"items":{}}"#, #"{"items":[7]}"#] {
            #expect(throws: (any Error).self) { try UnstructuredList(parsing: Array(bad.utf8)) }
        }
        #expect(throws: (any Error).self) { try UnstructuredObject(parsing: Array("[]".utf8)) }
        #expect(try UnstructuredList(parsing: Array(#"{"items":null}"#.utf8)).items.isEmpty)
    }
}
