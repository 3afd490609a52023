import CommandLineTool
import JSON
import Testing

@Suite struct GetTests {
    static let manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: a, labels: {app: x, tier: one}}
        data: {k: v}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: b, labels: {app: other}}
        data: {k: <b>, l: w}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: c, image: nginx}]}
        """

    private func fixture() async throws -> ToolFixture {
        let fixture = try await ToolFixture.make()
        try await fixture.output("create -f -", input: Self.manifest)
        return fixture
    }

    /// Without the column of ages, which no test can know.
    private func ageless(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = String(line)
            if let age = line.firstMatch(of: /\s+(AGE|\d+s)(?=\s|$)/) { line.removeSubrange(age.range) }
            return line
        }.joined(separator: "\n")
    }

    @Test func showsATable() async throws {
        let fixture = try await fixture()
        #expect(ageless(try await fixture.output("get cm")) == "NAME   DATA\na      1\nb      2\n")
        #expect(ageless(try await fixture.output("get configmap a")) == "NAME   DATA\na      1\n")
        #expect(ageless(try await fixture.output("get ConfigMaps/b --no-headers")) == "b     2\n")
    }

    @Test func asksNoDiscoveryForWhatIsCompiledIn() async throws {
        let fixture = try await fixture()
        _ = fixture.requests.take()
        try await fixture.output("get cm")
        #expect(fixture.requests.take() == ["GET /api/v1/namespaces/default/configmaps?limit=500"])
    }

    @Test func showsSeveralTypesOneBelowTheOther() async throws {
        let fixture = try await fixture()
        let expected = """
            NAME          DATA
            configmap/a   1
            configmap/b   2

            NAME                  READY   UP-TO-DATE   AVAILABLE
            deployment.apps/web   0/2     0            0

            """
        #expect(ageless(try await fixture.output("get cm,deploy")) == expected)
        #expect(
            ageless(try await fixture.output("get cm/a deploy/web"))
                == expected.replacing("configmap/b   2\n", with: ""))
    }

    @Test func showsNamespacesKindsAndLabels() async throws {
        let fixture = try await fixture()
        #expect(
            ageless(try await fixture.output("get cm -A --show-kind"))
                == "NAMESPACE   NAME          DATA\ndefault     configmap/a   1\ndefault     configmap/b   2\n")
        #expect(
            try await fixture.output("get cm -Lapp,tier --show-labels").replacing(#/\ds /#, with: "0s ")
                == """
                NAME   DATA   AGE   APP     TIER   LABELS
                a      1      0s    x       one    app=x,tier=one
                b      2      0s    other          app=other

                """)
    }

    @Test func selectsByLabelsAndFields() async throws {
        let fixture = try await fixture()
        #expect(try await fixture.output("get cm -l app=x -o name") == "configmap/a\n")
        #expect(try await fixture.output("get cm --selector app!=x -oname") == "configmap/b\n")
        #expect(try await fixture.output("get cm --field-selector metadata.name=b -o=name") == "configmap/b\n")
    }

    @Test func sorts() async throws {
        let fixture = try await fixture()
        #expect(ageless(try await fixture.output("get cm --sort-by={.data.k}")) == "NAME   DATA\nb      2\na      1\n")
        #expect(try await fixture.output("get cm --sort-by=.data.k -o name") == "configmap/b\nconfigmap/a\n")
        let missing = await fixture.run("get cm --sort-by=.nothing")
        #expect(missing.code == 1)
        #expect(missing.errors == "error: couldn't find any field with path \"{.nothing}\" in the list of objects\n")
    }

    @Test func fetchesPages() async throws {
        let fixture = try await fixture()
        _ = fixture.requests.take()
        #expect(try await fixture.output("get cm -o name --chunk-size=1") == "configmap/a\nconfigmap/b\n")
        #expect(fixture.requests.take().count == 2)
    }

    @Test func writesSortedJSONAndYAML() async throws {
        let fixture = try await fixture()
        let json = try await fixture.output("get cm b -o json")
        #expect(
            json.hasPrefix("{\n    \"apiVersion\": \"v1\",\n    \"data\": {\n        \"k\": \"\\u003cb\\u003e\",\n"))
        let value = try JSONValue(parsing: json)
        #expect(value["metadata"]?["managedFields"] == nil)
        let yaml = try await fixture.output("get cm b -o yaml")
        #expect(yaml.hasPrefix("apiVersion: v1\ndata:\n  k: <b>\n  l: w\nkind: ConfigMap\nmetadata:\n"))
        let list = try JSONValue(parsing: try await fixture.output("get cm a b -o json"))
        #expect(list["kind"] == "List")
        #expect(list["apiVersion"] == "v1")
        #expect(list["metadata"] == ["resourceVersion": ""])
        #expect(list["items"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } == ["ConfigMap", "ConfigMap"])
    }

    @Test func writesNamesPathsAndColumns() async throws {
        let fixture = try await fixture()
        #expect(try await fixture.output("get cm,deploy -o name") == "configmap/a\nconfigmap/b\ndeployment.apps/web\n")
        #expect(try await fixture.output("get cm -o jsonpath={.items[*].metadata.name}") == "a b")
        #expect(try await fixture.output("get cm a -o jsonpath={.data}") == "{\"k\":\"v\"}")
        #expect(
            try await fixture.output("get cm -o custom-columns=NAME:.metadata.name,L:.data.l")
                == "NAME   L\na      <none>\nb      w\n")
    }

    @Test func refusesUnknownFormats() async throws {
        let fixture = try await fixture()
        let result = await fixture.run("get cm -o foo")
        #expect(result.code == 1)
        #expect(
            result.errors.hasPrefix(
                "error: unable to match a printer suitable for the output format \"foo\", allowed formats are: custom"))
        #expect(
            await fixture.run("get cm -o custom-columns=NAME").errors
                == "error: unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>\n")
        #expect(
            await fixture.run("get cm -o jsonpath={.a").errors
                == "error: error parsing jsonpath {.a, unclosed action\n")
    }

    @Test(arguments: [
        ("get cm zzz", "Error from server (NotFound): configmaps \"zzz\" not found\n"),
        ("get foo", "error: the server doesn't have a resource type \"foo\"\n"),
        ("get foo/bar", "error: the server doesn't have a resource type \"foo\"\n"),
        ("get cm a -l app=x", "error: name cannot be provided when a selector is specified\n"),
        ("get cm a -A", "error: a resource cannot be retrieved by name across all namespaces\n"),
        ("get -f /nonexistent", "error: the path \"/nonexistent\" does not exist\n"),
        ("get cm --nope", "error: unknown flag: --nope\nSee 'apusctl get --help' for usage.\n"),
        ("get cm -o", "error: flag needs an argument: 'o' in -o\nSee 'apusctl get --help' for usage.\n"),
        ("gte cm", "error: unknown command \"gte\" for \"apusctl\"\n"),
        ("get cm --all", "error: unknown flag: --all\nSee 'apusctl get --help' for usage.\n"),
    ])
    func saysWhatIsWrong(_ line: String, _ expected: String) async throws {
        let fixture = try await fixture()
        let result = await fixture.run(line)
        #expect(result == .init(code: 1, output: "", errors: expected))
    }

    @Test func saysThatThereIsNothing() async throws {
        let fixture = try await fixture()
        #expect(await fixture.run("get pods").errors == "No resources found in default namespace.\n")
        #expect(await fixture.run("get pods -n other").errors == "No resources found in other namespace.\n")
        #expect(await fixture.run("get pods -A").errors == "No resources found\n")
        #expect(await fixture.run("get ns -l a=b").errors == "No resources found\n")
        #expect(await fixture.run("get cm zzz --ignore-not-found") == .init(code: 0, output: "", errors: ""))
    }

    @Test func showsWhatIsThereDespiteErrors() async throws {
        let fixture = try await fixture()
        let result = await fixture.run("get cm zzz a -o name")
        #expect(
            result
                == .init(
                    code: 1, output: "configmap/a\n",
                    errors: "Error from server (NotFound): configmaps \"zzz\" not found\n"))
    }

    @Test func findsCategoriesOnTheServer() async throws {
        let fixture = try await fixture()
        let output = try await fixture.output("get all -o name")
        #expect(output == "service/kubernetes\ndeployment.apps/web\n")
    }

    @Test func showsSubresources() async throws {
        let fixture = try await fixture()
        #expect(
            try await fixture.output("get deploy web --subresource=scale -o jsonpath={.kind}/{.spec.replicas}")
                == "Scale/2")
    }

    @Test func watches() async throws {
        let fixture = try await fixture()
        let output = OutputBuffer()
        let watch = Task { await fixture.run("get cm -w -o name", output: output) }
        try await eventually { output.text == "configmap/a\nconfigmap/b\n" }
        try await fixture.output("delete cm a --wait=false")
        try await eventually { output.text == "configmap/a\nconfigmap/b\nconfigmap/a\n" }
        watch.cancel()
        _ = await watch.value
    }

    @Test func watchesOneObjectAsATable() async throws {
        let fixture = try await fixture()
        let output = OutputBuffer()
        let watch = Task { await fixture.run("get cm b -w --output-watch-events", output: output) }
        try await eventually { ageless(output.text) == "EVENT      NAME   DATA\nADDED      b      2\n" }
        try await fixture.output("delete cm a b --wait=false")
        try await eventually { ageless(output.text).hasSuffix("DELETED    b      2\n") }
        watch.cancel()
        _ = await watch.value
        #expect(
            await fixture.run("get cm zzz -w").errors == "Error from server (NotFound): configmaps \"zzz\" not found\n")
    }
}

/// Waits until something is so.
func eventually(_ condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while !condition() {
        try #require(ContinuousClock.now < deadline, "it did not come to be in two minutes")
        try await Task.sleep(for: .milliseconds(5))
    }
}
