import APIMachinery
import HTTPTypes
import JSON
import Testing

@Suite struct ResourceClientTests {
    static let widget: JSONValue = [
        "kind": "Widget", "apiVersion": "test.example.org/v1",
        "metadata": ["name": "a", "namespace": "x", "resourceVersion": "3"], "size": 1,
        "unknown": ["kept": true],
    ]
    static let success: JSONValue = ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"]

    @Test func gets() async throws {
        let sender = FakeSender(json: Self.widget)
        let widget = try await Clientset(sender: sender).resource(Widget.self).namespace("x").get(
            "a", options: GetOptions(resourceVersion: "0"))
        #expect(widget.size == 1 && widget.metadata.name == "a" && widget.unknownFields["unknown"] == ["kept": true])
        #expect(sender.last?.method == "GET")
        #expect(sender.last?.target == "/apis/test.example.org/v1/namespaces/x/widgets/a?resourceVersion=0")
        #expect(sender.last?.accept == "application/json" && sender.last?.contentType == nil)
    }

    @Test func writes() async throws {
        let sender = FakeSender(
            APIResponse(status: .created, json: Self.widget), APIResponse(json: Self.widget),
            APIResponse(json: Self.widget),
            APIResponse(json: Self.widget), APIResponse(json: Self.widget), APIResponse(json: Self.success),
            APIResponse(json: Self.widget),
            APIResponse(json: ["items": []] as JSONValue))
        let client = ResourceClient<Widget>(sender: sender).namespace("x")
        var widget = try await client.create(
            Widget(name: "a", size: 1), options: CreateOptions(dryRun: ["All"], fieldValidation: .strict))
        #expect(sender.last?.method == "POST" && sender.last?.contentType == "application/json")
        #expect(
            sender.last?.target == "/apis/test.example.org/v1/namespaces/x/widgets?dryRun=All&fieldValidation=Strict")
        #expect(
            sender.last?.body
                == #"{"kind":"Widget","apiVersion":"test.example.org/v1","metadata":{"name":"a"},"size":1}"#)
        widget.size = 2
        try await client.update(widget, options: UpdateOptions(fieldManager: "me"))
        #expect(sender.last?.method == "PUT")
        #expect(sender.last?.target == "/apis/test.example.org/v1/namespaces/x/widgets/a?fieldManager=me")
        #expect(sender.last?.body.contains(#""unknown":{"kept":true}"#) == true)
        try await client.updateStatus(widget)
        #expect(sender.last?.target == "/apis/test.example.org/v1/namespaces/x/widgets/a/status")
        try await client.patch("a", .merge(["size": .null]), subresource: "status", options: PatchOptions(force: true))
        #expect(sender.last?.method == "PATCH" && sender.last?.contentType == "application/merge-patch+json")
        #expect(sender.last?.target == "/apis/test.example.org/v1/namespaces/x/widgets/a/status?force=true")
        #expect(sender.last?.body == #"{"size":null}"#)
        try await client.apply(Widget(name: "a"), fieldManager: "me", force: true)
        #expect(sender.last?.contentType == "application/apply-patch+yaml")
        #expect(sender.last?.target.hasSuffix("/widgets/a?force=true&fieldManager=me") == true)
        #expect(
            try await client.delete("a", options: DeleteOptions(propagationPolicy: .foreground))
                == .deleted(decoded(text(Self.success))))
        #expect(
            sender.last?.method == "DELETE" && sender.last?.body.contains(#""propagationPolicy":"Foreground""#) == true)
        if case .accepted(let object) = try await client.delete("a") {
            #expect(object.metadata.name == "a")
        } else {
            Issue.record("no object")
        }
        try await client.deleteCollection(ListOptions(labelSelector: "a=b"))
        #expect(sender.last?.target == "/apis/test.example.org/v1/namespaces/x/widgets?labelSelector=a%3Db")
    }

    @Test func scales() async throws {
        let scale: JSONValue = [
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": ["name": "a"], "spec": ["replicas": 2],
            "status": ["replicas": 1],
        ]
        let sender = FakeSender(APIResponse(json: scale), APIResponse(json: scale))
        let client = ResourceClient<Widget>(sender: sender).namespace("x")
        var value = try await client.getScale("a")
        #expect(value.spec?.replicas == 2)
        value.spec?.replicas = 5
        try await client.updateScale("a", value)
        #expect(sender.last?.method == "PUT" && sender.last?.target.hasSuffix("/widgets/a/scale") == true)
        #expect(sender.last?.body.contains(#""spec":{"replicas":5}"#) == true)
    }

    @Test func listsPageByPage() async throws {
        func page(_ names: [String], next: String) -> APIResponse {
            APIResponse(
                json: [
                    "kind": "WidgetList", "apiVersion": "test.example.org/v1",
                    "metadata": ["resourceVersion": "9", "continue": .string(next)],
                    "items": .array(names.map { ["metadata": ["name": .string($0)]] }),
                ] as JSONValue)
        }
        let sender = FakeSender(page(["a", "b"], next: "t/1"), page([], next: "t2"), page(["c"], next: ""))
        let client = ResourceClient<Widget>(sender: sender)
        var names: [String] = []
        for try await widget in client.listAll(
            ListOptions(resourceVersion: "9", resourceVersionMatch: .exact, limit: 2))
        {
            names.append(widget.metadata.name ?? "")
        }
        #expect(names == ["a", "b", "c"])
        #expect(
            sender.requests.map(\.target) == [
                "/apis/test.example.org/v1/widgets?resourceVersion=9&resourceVersionMatch=Exact&limit=2",
                "/apis/test.example.org/v1/widgets?limit=2&continue=t%2F1",
                "/apis/test.example.org/v1/widgets?limit=2&continue=t2",
            ])
    }

    @Test func aFailingPageEndsTheSequence() async throws {
        let sender = FakeSender(APIResponse(.expired("too old")))
        var pages = ResourceClient<Widget>(sender: sender).pages().makeAsyncIterator()
        await #expect(throws: APIError.self) { try await pages.next() }
        #expect(try await pages.next() == nil)
        #expect(sender.last?.target == "/apis/test.example.org/v1/widgets?limit=500")
    }

    @Test func clusterScopedResourcesHaveNoNamespace() async throws {
        let sender = FakeSender(
            APIResponse(json: ["kind": "Realm", "apiVersion": "v1", "metadata": ["name": "r"]] as JSONValue),
            APIResponse(json: ["kind": "RealmList", "apiVersion": "v1", "metadata": [:], "items": []] as JSONValue))
        let client = ResourceClient<Realm>(sender: sender)
        _ = try await client.get("system:r")
        #expect(sender.last?.target == "/api/v1/realms/system%3Ar")
        _ = try await client.list()
        #expect(sender.last?.target == "/api/v1/realms")
    }

    @Test(arguments: ["", ".", "..", "a/b", "a%2fb", "../secrets/x"])
    func refusesNamesThatAreNone(name: String) async {
        let sender = FakeSender(json: Self.widget)
        let client = ResourceClient<Widget>(sender: sender)
        #expect(await apiError { _ = try await client.namespace("x").get(name) }?.reason == .badRequest)
        #expect(await apiError { _ = try await client.namespace(name).get("a") }?.reason == .badRequest)
        #expect(
            await apiError { _ = try await client.namespace("x").getSubresource(name, of: "a", as: Scale.self) }?.reason
                == .badRequest || name == "a/b")
        #expect(name == "a/b" || sender.requests.isEmpty)
    }

    @Test func namespacedResourcesNeedANamespace() async throws {
        let sender = FakeSender(APIResponse(json: Self.widget), APIResponse(json: Self.widget))
        let client = ResourceClient<Widget>(sender: sender)
        #expect(await apiError { _ = try await client.get("a") }?.reason == .badRequest)
        #expect(await apiError { _ = try await client.create(Widget(name: "a")) }?.reason == .badRequest)
        #expect(await apiError { try await client.deleteCollection() }?.reason == .badRequest)
        #expect(await apiError { _ = try await client.namespace("x").update(Widget()) }?.reason == .badRequest)
        #expect(sender.requests.isEmpty)
        try await client.create(Widget(name: "a", namespace: "own"))
        #expect(sender.last?.target == "/apis/test.example.org/v1/namespaces/own/widgets")
        try await client.update(Widget(name: "a", namespace: "own"))
        #expect(sender.last?.target == "/apis/test.example.org/v1/namespaces/own/widgets/a")
    }

    @Test func failuresCarryTheStatus() async throws {
        let sender = FakeSender(
            APIResponse(.notFound(GroupResource(group: "test.example.org", resource: "widgets"), name: "a")),
            APIResponse(status: .badGateway, headerFields: [.retryAfter: "12"], body: .bytes(Array("<html>".utf8))),
            APIResponse(status: .tooManyRequests), APIResponse(status: .movedPermanently),
            APIResponse(status: .ok, body: .bytes(Array("nonsense".utf8))),
            APIResponse(json: ["kind": "Odd"] as JSONValue),
            APIResponse(status: .conflict, json: ["kind": "Status", "reason": "Conflict"] as JSONValue))
        let client = ResourceClient<Widget>(sender: sender).namespace("x")
        func next() async -> APIError? { await apiError { _ = try await client.get("a") } }
        let notFound = await next()
        #expect(notFound?.isNotFound == true && notFound?.status.details?.name == "a")
        let gateway = await next()
        #expect(gateway?.code == 502 && gateway?.reason == .internalError && gateway?.retryAfterSeconds == 12)
        #expect(gateway?.causes.first?.message == "<html>")
        #expect(await next()?.reason == .tooManyRequests)
        #expect(await next()?.code == 301)
        #expect(await next()?.message.contains("cannot be read") == true)
        #expect(await next()?.message.contains("kind") == true)
        let conflict = await next()
        #expect(conflict?.isConflict == true && conflict?.code == 409)
    }

    @Test func otherErrorsPassThrough() async {
        struct Broken: RequestSender {
            func send(_ request: APIRequest) async throws -> APIResponse { throw CancellationError() }
        }
        let client = ResourceClient<Widget>(sender: Broken())
        await #expect(throws: CancellationError.self) { _ = try await client.list() }
    }
}
