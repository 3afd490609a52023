import HTTPTypes
import JSON
import Testing

/// Subresources besides the status: what they show and which part of the object they write.
struct SubresourceTests {
    private static let scale = TestServer.books + "/dune/scale"

    private func serverWithBook() async throws -> TestServer {
        let server = try await TestServer()
        try await server.send(.post, TestServer.books, TestServer.book("dune"))
        return server
    }

    @Test func aScaleShowsTheReplicasOfAnObject() async throws {
        let server = try await serverWithBook()
        let book = try await server.send(.get, TestServer.books + "/dune")
        let scale = try await server.send(.get, Self.scale)
        #expect(scale.status == 200)
        #expect(scale["apiVersion"] == "autoscaling/v1")
        #expect(scale["kind"] == "Scale")
        for member in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            #expect(scale["metadata", member] == book["metadata", member])
        }
        #expect(scale["spec"] == ["replicas": 1])
        #expect(scale["status"] == ["replicas": 0])
        #expect(try await server.send(.get, TestServer.books + "/none/scale").status == 404)
    }

    @Test func aScaleIsShownAsATable() async throws {
        let server = try await serverWithBook()
        let table = try await server.send(.get, Self.scale, accept: "application/json;as=Table;v=v1;g=meta.k8s.io")
        let names = table["columnDefinitions"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
        #expect(names == ["Name", "Desired", "Available", "Age"])
        let cells = table["rows"]?.arrayValue?.first?["cells"]?.arrayValue ?? []
        #expect(cells.prefix(3) == ["dune", 1, 0])
    }

    @Test func aScaleIsReplacedAndPatched() async throws {
        let server = try await serverWithBook()
        var scale = try await server.send(.get, Self.scale).json
        scale["spec"] = ["replicas": 3]
        #expect(try await server.send(.put, Self.scale, scale)["spec", "replicas"] == 3)
        let patched = try await server.send(
            .patch, Self.scale, ["spec": ["replicas": 5]], type: "application/merge-patch+json")
        #expect(patched.status == 200)
        #expect(patched["spec", "replicas"] == 5)
        let book = try await server.send(.get, TestServer.books + "/dune")
        #expect(book["spec"] == ["title": "Dune", "copies": 5])
        #expect(book["metadata", "generation"] == 3)
    }

    @Test func aScaleThatIsWrongIsRefused() async throws {
        let server = try await serverWithBook()
        let old = try await server.send(.get, Self.scale).json
        var wrong = old
        wrong["spec"] = ["replicas": -1]
        let negative = try await server.send(.put, Self.scale, wrong)
        #expect(negative.status == 422)
        #expect(negative.causes.first?["field"] == "spec.replicas")
        wrong["spec"] = ["replicas": "many"]
        #expect(try await server.send(.put, Self.scale, wrong).status == 400)
        wrong = old
        wrong["metadata"]?["namespace"] = "elsewhere"
        #expect(try await server.send(.put, Self.scale, wrong).status == 400)
        wrong = old
        wrong["kind"] = "Book"
        #expect(try await server.send(.put, Self.scale, wrong).status == 400)
        #expect(try await server.send(.delete, Self.scale).status == 405)

        // Meanwhile somebody else has written the object.
        var newer = old
        newer["spec"] = ["replicas": 2]
        #expect(try await server.send(.put, Self.scale, newer).status == 200)
        #expect(try await server.send(.put, Self.scale, newer).status == 409)
    }

    @Test func aNamespaceGoesOnceItIsFinalized() async throws {
        let server = try await TestServer()
        let path = "/api/v1/namespaces/shelf"
        try await server.send(
            .post, "/api/v1/namespaces", ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "shelf"]])
        var namespace = try await server.send(.delete, path).json
        #expect(namespace["status"]?["phase"] == "Terminating")

        // Another part of the object is not written through this path, and finalizers not through any other.
        namespace["spec"] = [:]
        #expect(try await server.send(.put, path, namespace)["spec", "finalizers"] == ["kubernetes"])
        namespace["status"] = ["phase": "Active"]
        namespace["metadata"]?["resourceVersion"] = nil
        let finalized = try await server.send(.put, path + "/finalize", namespace)
        #expect(finalized.status == 200)
        #expect(finalized["status", "phase"] == "Terminating")
        #expect(try await server.send(.get, path).status == 404)
    }

    @Test func aSubresourceThatNothingServesIsNotFound() async throws {
        let server = try await TestServer()
        #expect(try await server.send(.get, "/api/v1/namespaces/default/unserved").status == 404)
    }
}
