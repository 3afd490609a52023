import APIMachinery
import APIServer
import HTTPTypes
import JSON
import Testing

@Suite struct ApplyTests {
    static let manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {tier: one}}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: first, image: "first:1", ports: [{containerPort: 80}], env: [{name: A, value: "1"}]}
              - {name: second, image: "second:1"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {a: "1", b: "2"}
        """

    @Test func createsAndThenFindsNothingToDo() async throws {
        let fixture = try await ToolFixture.make()
        #expect(
            try await fixture.output("apply -f -", input: Self.manifest)
                == "deployment.apps/web created\nconfigmap/settings created\n")
        _ = fixture.requests.take()
        #expect(
            try await fixture.output("apply -f -", input: Self.manifest)
                == "deployment.apps/web unchanged\nconfigmap/settings unchanged\n")
        #expect(!fixture.requests.take().contains { $0.hasPrefix("PATCH") })
    }

    @Test func createsWithoutNulls() async throws {
        let fixture = try await ToolFixture.make()
        let manifest = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, labels: {gone: null, kept: x}, annotations: {empty: ""}}
            data: {gone: null, kept: z}
            binaryData: null
            """
        let line = "-o jsonpath={.metadata.labels}{.data}{.binaryData}"
        for dryRun in ["client", "server", "none"] {
            #expect(
                try await fixture.output("apply -f - --dry-run=\(dryRun) \(line)", input: manifest)
                    == #"{"kept":"x"}{"kept":"z"}"#)
        }
        // What was applied is remembered as it was written, so that the same again changes nothing.
        let applied = try await fixture.output("get cm a -o jsonpath={.metadata.annotations}")
        #expect(applied.contains(#"\"binaryData\":null,\"data\":{\"gone\":null,\"kept\":\"z\"}"#), "\(applied)")
        #expect(try await fixture.output("apply -f -", input: manifest) == "configmap/a unchanged\n")
    }

    @Test func keepsNullElements() async throws {
        let fixture = try await ToolFixture.make()
        let manifest = """
            {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [
            {name: c, image: i, command: null, args: [null, x], env: [{name: E, value: null}]}]}}
            """
        #expect(
            try await fixture.output("apply -f - --dry-run=client -o jsonpath={.spec.containers}", input: manifest)
                == #"[{"args":[null,"x"],"env":[{"name":"E"}],"image":"i","name":"c"}]"#)
    }

    @Test(arguments: [true, false])
    func setsRemovesAndLeavesAlone(isCompiled: Bool) async throws {
        let fixture = try await ToolFixture.make(isCompiled: isCompiled)
        try await fixture.output("apply -f -", input: Self.manifest)
        // Somebody else scales, adds a key and a label.
        try await patch(
            fixture, "/api/v1/namespaces/default/configmaps/settings",
            #"{"data":{"other":"x"},"metadata":{"labels":{"theirs":"yes"}}}"#)
        let changed = Self.manifest.replacing("first:1", with: "first:2").replacing(", b: \"2\"", with: "")
            .replacing("labels: {tier: one}", with: "annotations: {note: new}")
        #expect(
            try await fixture.output("apply -f -", input: changed)
                == "deployment.apps/web configured\nconfigmap/settings configured\n")
        #expect(try await fixture.output("get cm settings -o jsonpath={.data}") == #"{"a":"1","other":"x"}"#)
        #expect(try await fixture.output("get cm settings -o jsonpath={.metadata.labels}") == #"{"theirs":"yes"}"#)
        #expect(
            try await fixture.output(
                "get deploy web -o jsonpath={..image}/{.metadata.labels}/{.metadata.annotations.note}")
                == "first:2 second:1//new")
    }

    @Test(arguments: [true, false])
    func mergesListsByTheirKeys(isCompiled: Bool) async throws {
        let fixture = try await ToolFixture.make(isCompiled: isCompiled)
        try await fixture.output("apply -f -", input: Self.manifest)
        try await patch(
            fixture, "/apis/apps/v1/namespaces/default/deployments/web",
            #"{"spec":{"template":{"spec":{"containers":[{"name":"injected","image":"proxy"}]}}}}"#, "strategic-merge")
        #expect(try await fixture.output("get deploy web -o jsonpath={..image}") == "proxy first:1 second:1")
        let changed = Self.manifest.replacing("      - {name: second, image: \"second:1\"}\n", with: "")
            .replacing("env: [{name: A, value: \"1\"}]", with: "env: [{name: B, value: \"2\"}]")
        #expect(try await fixture.output("apply -f -", input: changed).hasPrefix("deployment.apps/web configured\n"))
        #expect(try await fixture.output("get deploy web -o jsonpath={..image}") == "proxy first:1")
        #expect(try await fixture.output("get deploy web -o jsonpath={..env}") == #"[{"name":"B","value":"2"}]"#)
    }

    @Test func changesTheStrategyOfADeployment() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("apply -f -", input: Self.manifest)
        let recreate = Self.manifest.replacing("replicas: 2", with: "replicas: 2\n  strategy: {type: Recreate}")
        try await fixture.output("apply -f -", input: recreate)
        #expect(try await fixture.output("get deploy web -o jsonpath={.spec.strategy}") == #"{"type":"Recreate"}"#)
    }

    @Test func warnsOfObjectsThatItDidNotMake() async throws {
        let fixture = try await ToolFixture.make()
        let manifest = "{apiVersion: v1, kind: ConfigMap, metadata: {name: plain}, data: {a: b}}"
        try await fixture.output("create -f -", input: manifest)
        let result = await fixture.run("apply -f -", input: manifest)
        #expect(result.output == "configmap/plain configured\n")
        #expect(result.errors.hasPrefix("Warning: resource configmaps/plain is missing the kubectl.kubernetes.io/last"))
        #expect(
            await fixture.run("apply -f -", input: manifest)
                == .init(code: 0, output: "configmap/plain unchanged\n", errors: ""))
    }

    @Test func onlyTries() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("apply -f -", input: Self.manifest)
        let changed = Self.manifest.replacing("b: \"2\"", with: "b: \"3\"")
        for (how, words) in [("client", "dry run"), ("server", "server dry run")] {
            #expect(
                try await fixture.output("apply -f - --dry-run=\(how)", input: changed)
                    == "deployment.apps/web unchanged (\(words))\nconfigmap/settings configured (\(words))\n")
        }
        let shown = try await fixture.output(
            "apply -f - --dry-run=client -o jsonpath={.items[1].data}", input: changed)
        #expect(shown == #"{"a":"1","b":"3"}"#)
        #expect(try await fixture.output("get cm settings -o jsonpath={.data.b}") == "2")
    }

    @Test func replacesWhatCannotBeChanged() async throws {
        let fixture = try await ToolFixture.make()
        let manifest = "{apiVersion: v1, kind: ConfigMap, metadata: {name: fixed}, immutable: true, data: {a: \"1\"}}"
        try await fixture.output("apply -f -", input: manifest)
        let changed = manifest.replacing("\"1\"", with: "\"2\"")
        let refused = await fixture.run("apply -f -", input: changed)
        #expect(refused.code == 1)
        #expect(refused.errors.hasPrefix("The ConfigMap \"fixed\" is invalid: "))
        #expect(try await fixture.output("apply --force -f -", input: changed) == "configmap/fixed configured\n")
        #expect(try await fixture.output("get cm fixed -o jsonpath={.data.a}") == "2")
    }

    @Test func refusesGeneratedNames() async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run(
            "apply -f -", input: "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: gen-}}")
        #expect(result == .init(code: 1, output: "", errors: "error: from gen-: cannot use generate name with apply\n"))
        #expect(await fixture.run("apply").errors == "error: must specify one of -f and -k\n")
    }

    private func patch(_ fixture: ToolFixture, _ path: String, _ body: String, _ type: String = "merge") async throws {
        let response = try await fixture.server.send(
            APIRequest(
                method: .patch, path: path, headerFields: [.contentType: "application/\(type)-patch+json"],
                body: .bytes(Array(body.utf8))))
        try #require(response.head.status == .ok)
    }
}
