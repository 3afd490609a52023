import APIClient
import APIMachinery
import HTTPTypes
import JSON
import Testing

@Suite struct DiscoveryTests {
    @Test func asksARealServerTwice() async throws {
        let server = try await InProcess()
        let discovery = DiscoveryClient(sender: server.server)
        let first = try await discovery.fetch()
        #expect(first.isChanged && first.failures.isEmpty)
        #expect(Set(first.documents.map(\.path)) == ["/api", "/apis"])
        let catalog = try first.catalog()
        let configMaps = try #require(catalog.resource(named: "cm"))
        #expect(configMaps.resource == GroupVersionResource(group: "", version: "v1", resource: "configmaps"))
        #expect(configMaps.kind == GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"))
        #expect(configMaps.scope == .namespaced && configMaps.allows("watch") && !configMaps.allows("fly"))
        let namespace = try #require(catalog.resource(named: "Namespace"))
        #expect(namespace.scope == .cluster)
        #expect(Set(namespace.subresources.map(\.name)) == ["finalize", "status"])

        // What has not changed is only confirmed; documents can be kept as JSON.
        let kept = try first.documents.map { try DiscoveryPage(parsing: $0.encodedJSON()) }
        let second = try await discovery.fetch(known: kept)
        #expect(!second.isChanged && Set(second.documents) == Set(first.documents))
    }

    private static let legacyGroups: JSONValue = [
        "kind": "APIGroupList", "apiVersion": "v1",
        "groups": [
            [
                "name": "apps",
                "versions": [["groupVersion": "apps/v1beta1", "version": "v1beta1"], ["version": "v1"]],
                "preferredVersion": ["version": "v1"],
            ],
            ["name": "broken.example.org", "versions": [["version": "v1"]]],
        ],
    ]

    private static func legacy(_ version: String, _ resources: JSONValue...) -> JSONValue {
        ["kind": "APIResourceList", "groupVersion": .string(version), "resources": .array(resources)]
    }

    /// Answers by path, since documents are asked for at once.
    private struct PathSender: RequestSender {
        let answers: [String: APIResponse]

        func send(_ request: APIRequest) async throws -> APIResponse {
            answers[String(request.path)] ?? APIResponse(.serviceUnavailable("not now"))
        }
    }

    @Test func understandsOlderServers() async throws {
        let deployments: JSONValue = [
            "name": "deployments", "singularName": "deployment", "namespaced": true, "kind": "Deployment",
            "verbs": ["get"], "shortNames": ["deploy"], "categories": ["all"],
        ]
        let scale: JSONValue = [
            "name": "deployments/scale", "singularName": "", "namespaced": true, "group": "autoscaling",
            "version": "v1", "kind": "Scale", "verbs": ["get", "update"],
        ]
        let sender = PathSender(answers: [
            "/api": APIResponse(json: ["kind": "APIVersions", "versions": ["v1"]] as JSONValue),
            "/api/v1": APIResponse(
                json: Self.legacy(
                    "v1",
                    ["name": "pods", "singularName": "", "namespaced": true, "kind": "Pod", "verbs": ["list"]])),
            "/apis": APIResponse(json: Self.legacyGroups),
            "/apis/apps/v1": APIResponse(json: Self.legacy("apps/v1", deployments, scale)),
            "/apis/apps/v1beta1": APIResponse(json: Self.legacy("apps/v1beta1", deployments)),
        ])
        let answer = try await DiscoveryClient(sender: sender).fetch()
        #expect(Array(answer.failures.keys) == [APIVersion(group: "broken.example.org", version: "v1")])
        let catalog = try answer.catalog()
        #expect(
            catalog.resources.map(\.resource.description) == [
                "v1/pods", "apps/v1/deployments", "apps/v1beta1/deployments",
            ])
        let found = try #require(catalog.resource(named: "deploy"))
        #expect(found.resource.version == "v1")
        #expect(found.subresources.first?.kind == GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale"))
        #expect(catalog.resource(named: "pod")?.kind.kind == "Pod")
    }

    @Test func serversWithoutAGroupAreFine() async throws {
        let sender = PathSender(answers: [
            "/api": APIResponse(.resourceNotFound()),
            "/apis": APIResponse(json: ["kind": "APIGroupDiscoveryList", "items": []] as JSONValue),
        ])
        let answer = try await DiscoveryClient(sender: sender).fetch()
        #expect(try answer.catalog().resources.isEmpty)
        #expect(answer.documents.map(\.path) == ["/apis"])
    }

    /// What the server itself could not learn is not taken for an empty group.
    @Test func staleVersionsAreFailures() async throws {
        let sender = PathSender(answers: [
            "/api": APIResponse(json: ["kind": "APIGroupDiscoveryList", "items": []] as JSONValue),
            "/apis": APIResponse(
                json: [
                    "kind": "APIGroupDiscoveryList",
                    "items": [
                        [
                            "metadata": ["name": "example.org"],
                            "versions": [
                                ["version": "v1", "freshness": "Stale"], ["version": "v2", "freshness": "Current"],
                            ],
                        ]
                    ],
                ] as JSONValue),
        ])
        let answer = try await DiscoveryClient(sender: sender).fetch()
        #expect(Array(answer.failures.keys) == [APIVersion(group: "example.org", version: "v1")])
    }

    @Test func refusalsAndNonsenseAreErrors() async throws {
        let forbidden = PathSender(answers: [
            "/api": APIResponse(.forbidden("no")), "/apis": APIResponse(.forbidden("no")),
        ])
        let error = await #expect(throws: APIError.self) { try await DiscoveryClient(sender: forbidden).fetch() }
        #expect(error?.code == 403)
        let nonsense = PathSender(answers: [
            "/api": APIResponse(status: .ok, body: .bytes(Array("<html>".utf8))),
            "/apis": APIResponse(json: [:] as JSONValue),
        ])
        let unreadable = await #expect(throws: APIError.self) { try await DiscoveryClient(sender: nonsense).fetch() }
        #expect(unreadable?.message.hasPrefix("the server's answer at /api cannot be read") == true)
        // Odd members are passed over.
        let odd = DiscoveryPage(
            path: "/apis", eTag: nil,
            body: Array(
                #"""
                {"kind":"APIGroupDiscoveryList","items":[7,{"versions":[{"version":"v1","resources":[
                {"resource":"a"},{"responseKind":{"kind":"B"}},{"resource":"c","responseKind":{"kind":"C"},"verbs":7}]}]}]}
                """#.utf8))
        #expect(try ResourceCatalog(documents: [odd]).resources.map(\.resource.resource) == ["c"])
    }

    // MARK: Names

    private static func resource(
        _ group: String, _ version: String, _ plural: String, _ kind: String, short: [String] = [],
        categories: [String] = []
    ) -> ServerResource {
        ServerResource(
            resource: GroupVersionResource(group: group, version: version, resource: plural),
            kind: GroupVersionKind(group: group, version: version, kind: kind), scope: .namespaced,
            singular: kind.lowercased(), shortNames: short, categories: categories)
    }

    private static let catalog = ResourceCatalog([
        resource("", "v1", "pods", "Pod", short: ["po"], categories: ["all"]),
        resource("", "v1", "events", "Event", short: ["ev"]),
        resource("apps", "v1", "deployments", "Deployment", short: ["deploy"], categories: ["all"]),
        resource("apps", "v1beta1", "deployments", "Deployment", short: ["deploy"], categories: ["all"]),
        resource("events.k8s.io", "v1", "events", "Event", short: ["ev"]),
        resource("metrics.k8s.io", "v1beta1", "pods", "PodMetrics", short: ["po"]),
        resource("shop.example.org", "v2", "po", "PurchaseOrder"),
    ])

    @Test(arguments: [
        ("pods", "v1/pods"), ("Pod", "v1/pods"), ("POD", "v1/pods"), ("podmetrics", "metrics.k8s.io/v1beta1/pods"),
        ("pods.metrics.k8s.io", "metrics.k8s.io/v1beta1/pods"),
        ("pods.v1beta1.metrics.k8s.io", "metrics.k8s.io/v1beta1/pods"),
        ("deploy", "apps/v1/deployments"), ("deploy.apps", "apps/v1/deployments"),
        ("deployments.v1beta1.apps", "apps/v1beta1/deployments"), ("Deployment.v1.apps", "apps/v1/deployments"),
        ("deployments.ap", "apps/v1/deployments"), ("ev", "v1/events"),
        ("events.events.k8s.io", "events.k8s.io/v1/events"),
        ("event.v1.events.k8s.io", "events.k8s.io/v1/events"), ("pods.v1.", "v1/pods"), ("pods.v1", "v1/pods"),
        // A resource that is called so wins over a short name.
        ("po", "shop.example.org/v2/po"), ("po.metrics.k8s.io", "metrics.k8s.io/v1beta1/pods"),
    ])
    func findsWhatPeopleWrite(text: String, expected: String) {
        #expect(Self.catalog.resource(named: text)?.resource.description == expected)
    }

    @Test(arguments: ["", ".", "nothing", "pods.example.org", "deployments.v2.apps", "deployments.v1.", ".v1.apps"])
    func findsNothingElse(text: String) {
        #expect(Self.catalog.resource(named: text) == nil)
    }

    @Test func findsExactly() {
        let kind = GroupVersionKind(group: "apps", version: "v1beta1", kind: "Deployment")
        #expect(Self.catalog[kind]?.resource.version == "v1beta1")
        #expect(Self.catalog[kind.groupKind]?.resource.version == "v1")
        #expect(Self.catalog[GroupVersionResource(group: "apps", version: "v1", resource: "deployments")] != nil)
        #expect(Self.catalog[GroupVersionResource(group: "apps", version: "v2", resource: "deployments")] == nil)
        #expect(
            Self.catalog.resources(inCategory: "all").map(\.resource.description) == ["v1/pods", "apps/v1/deployments"])
        #expect(Self.catalog.categories == ["all"])
    }
}
