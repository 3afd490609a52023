import APIMachinery
import APIServer
import CommandLineTool
import HTTPTypes
import JSON
import Testing
import YAML

@Suite struct CreateTests {
    @Test(arguments: [
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: first, l: x, k: last}}",
        #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"first","l":"x","k":"last"}}"#,
    ])
    func takesTheLastValueOfAKey(manifest: String) async throws {
        let fixture = try await ToolFixture.make()
        for command in ["create", "apply"] {
            let line = "\(command) -f - --dry-run=server -o jsonpath={.data}"
            #expect(try await fixture.output(line, input: manifest) == #"{"k":"last","l":"x"}"#)
        }
    }

    static let two = """
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: l1}, data: {a: "1"}}
        - {apiVersion: v1, kind: Namespace, metadata: {name: l2}}
        """

    @Test func createsFromStandardInput() async throws {
        let fixture = try await ToolFixture.make()
        #expect(
            try await fixture.output("create -f -", input: Self.two) == "configmap/l1 created\nnamespace/l2 created\n")
        #expect(try await fixture.output("get cm/l1 ns/l2 -o name") == "configmap/l1\nnamespace/l2\n")
        let again = await fixture.run("create -f -", input: Self.two)
        #expect(
            again
                == .init(
                    code: 1, output: "",
                    errors: """
                        Error from server (AlreadyExists): error when creating "STDIN": configmaps "l1" already exists
                        Error from server (AlreadyExists): error when creating "STDIN": namespaces "l2" already exists

                        """))
    }

    @Test func createsFromFilesAndDirectories() async throws {
        let fixture = try await ToolFixture.make()
        let file = try fixture.directory.write(
            "one.json", #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"json"}}"#)
        try fixture.directory.write("dir/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
        try fixture.directory.write("dir/note.txt", "no manifest")
        try fixture.directory.write("dir/sub/b.yml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n")
        #expect(try await fixture.output("create -f \(file)") == "configmap/json created\n")
        let directory = "\(fixture.directory.path)/dir"
        #expect(
            try await fixture.output("create -f \(directory) --dry-run=server")
                == "configmap/a created (server dry run)\n")
        #expect(try await fixture.output("create -Rf \(directory)") == "configmap/a created\nconfigmap/b created\n")
    }

    @Test func showsWhatItWouldSend() async throws {
        let fixture = try await ToolFixture.make()
        _ = fixture.requests.take()
        let result = try await fixture.output("create -f - --dry-run=client -o yaml -n other", input: Self.two)
        #expect(
            result == """
                apiVersion: v1
                data:
                  a: "1"
                kind: ConfigMap
                metadata:
                  name: l1
                  namespace: other
                ---
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: l2

                """)
        #expect(fixture.requests.take() == [])
    }

    @Test func warnsIgnoresOrRefusesUnknownFields() async throws {
        let fixture = try await ToolFixture.make()
        let manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: odd}\nfoo: 1\n"
        let strict = await fixture.run("create -f -", input: manifest)
        #expect(strict.code == 1)
        #expect(
            strict.errors == """
                Error from server (BadRequest): error when creating "STDIN": ConfigMap in version "v1" cannot be handled \
                as a ConfigMap: strict decoding error: unknown field "foo"

                """)
        let warning = await fixture.run("create -f - --validate=warn --dry-run=server", input: manifest)
        #expect(warning.errors == "Warning: unknown field \"foo\"\n")
        #expect(await fixture.run("create -f - --validate=false", input: manifest).errors == "")
    }

    @Test(arguments: [
        ("kind: ConfigMap", "error validating data: apiVersion not set;"),
        ("foo", "error validating data: invalid object to validate;"),
        ("{}", "error validating data: [apiVersion not set, kind not set];"),
        ("a: [", "error: error parsing STDIN: error converting YAML to JSON: yaml: "),
        ("", "error: no objects passed to create\n"),
        (
            #"{"apiVersion":"v1","kind":"Foo","metadata":{"name":"x"}}"#,
            """
            error: resource mapping not found for name: "x" namespace: "" from "STDIN": no matches for kind "Foo" in \
            version "v1"
            ensure CRDs are installed first

            """
        ),
        (
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other}",
            "error: the namespace from the provided object \"other\" does not match the namespace \"mine\". You must pass "
                + "'--namespace=other' to perform this operation.\n"
        ),
    ])
    func refusesWhatIsNoManifest(_ manifest: String, _ expected: String) async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run("create -n mine -f -", input: manifest)
        #expect(result.code == 1)
        #expect(result.errors.contains(expected), "\(result.errors)")
    }

    @Test func saysWhatIsInvalid() async throws {
        let fixture = try await ToolFixture.make()
        let one = await fixture.run("create -f -", input: "{apiVersion: v1, kind: ConfigMap, metadata: {name: A_b}}")
        #expect(
            one.errors.hasPrefix("The ConfigMap \"A_b\" is invalid: metadata.name: Invalid value: \"A_b\": "))
        let two = await fixture.run(
            "create -f -", input: "{apiVersion: v1, kind: ConfigMap, metadata: {name: A_b}, data: {'?': a}}")
        #expect(two.errors.hasPrefix("The ConfigMap \"A_b\" is invalid: \n* metadata.name: Invalid value: \"A_b\": "))
        #expect(two.errors.contains("\n* data[?]: Invalid value: \"?\": "))
    }

    @Test func savesTheManifestWhereAsked() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("create --save-config -f -", input: Self.two)
        let path = #"jsonpath={.metadata.annotations.kubectl\.kubernetes\.io/last-applied-configuration}"#
        #expect(
            try await fixture.output("get cm l1 -o \(path)") == """
                {"apiVersion":"v1","data":{"a":"1"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"l1",\
                "namespace":"default"}}

                """)
    }
}

@Suite struct DeleteTests {
    private func fixture() async throws -> ToolFixture {
        let fixture = try await ToolFixture.make()
        try await fixture.output("create -f -", input: GetTests.manifest)
        return fixture
    }

    @Test func deletesByNameAndSaysFromWhere() async throws {
        let fixture = try await fixture()
        let result = await fixture.run("delete cm a zzz")
        #expect(
            result
                == .init(
                    code: 1, output: "configmap \"a\" deleted from default namespace\n",
                    errors: "Error from server (NotFound): configmaps \"zzz\" not found\n"))
        #expect(
            try await fixture.output("delete cm/b deploy/web")
                == "configmap \"b\" deleted from default namespace\ndeployment.apps \"web\" deleted from default namespace\n"
        )
        #expect(try await fixture.output("get cm,deploy -o name") == "")
    }

    @Test func deletesWhatFilesName() async throws {
        let fixture = try await fixture()
        #expect(
            try await fixture.output("delete -f - -o name", input: GetTests.manifest)
                == "configmap/a\nconfigmap/b\ndeployment.apps/web\n")
        #expect(
            await fixture.run("delete -f -", input: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}").errors
                == "Error from server (NotFound): error when deleting \"STDIN\": configmaps \"a\" not found\n")
    }

    @Test func deletesBySelectorOrAll() async throws {
        let fixture = try await fixture()
        #expect(try await fixture.output("delete cm -l app=x") == "configmap \"a\" deleted from default namespace\n")
        #expect(
            try await fixture.output("delete cm,deploy --all -o name") == "configmap/b\ndeployment.apps/web\n")
        #expect(try await fixture.output("delete cm --all") == "No resources found\n")
    }

    @Test func onlyTries() async throws {
        let fixture = try await fixture()
        #expect(
            try await fixture.output("delete cm a --dry-run=server")
                == "configmap \"a\" deleted from default namespace (server dry run)\n")
        #expect(
            try await fixture.output("delete cm a --dry-run=client")
                == "configmap \"a\" deleted from default namespace (dry run)\n")
        #expect(try await fixture.output("get cm a -o name") == "configmap/a\n")
    }

    @Test func waitsUntilFinalizersAreGone() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output(
            "create -f -",
            input: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, finalizers: [example.org/hold]}\n")
        let timedOut = await fixture.run("delete cm held --timeout=50ms")
        #expect(timedOut.errors == "error: timed out waiting for the condition on configmap/held\n")
        let output = OutputBuffer()
        let deletion = Task { await fixture.run("delete cm held", output: output) }
        try await eventually { !output.text.isEmpty }
        try await fixture.output(
            "apply -f - --dry-run=client", input: "{apiVersion: v1, kind: ConfigMap, metadata: {name: held}}")
        let patched = try await fixture.server.send(
            .init(
                method: .patch, path: "/api/v1/namespaces/default/configmaps/held",
                headerFields: [.contentType: "application/merge-patch+json"],
                body: .bytes(Array(#"{"metadata":{"finalizers":null}}"#.utf8))))
        #expect(patched.head.status == .ok)
        #expect(await deletion.value.code == 0)
    }

    @Test func force() async throws {
        let fixture = try await fixture()
        let result = await fixture.run("delete cm b --force")
        #expect(result.output == "configmap \"b\" force deleted from default namespace\n")
        #expect(result.errors.hasPrefix("Warning: Immediate deletion does not wait for confirmation"))
    }

    @Test(arguments: [
        ("delete cm zzz", "Error from server (NotFound): configmaps \"zzz\" not found\n"),
        ("delete cm", "error: resource(s) were provided, but no name was specified\n"),
        ("delete cm --all -l a=b", "error: setting 'all' parameter but found a non empty selector. \n"),
        ("delete cm a --all", "error: name cannot be provided when a selector is specified\n"),
        (
            "delete cm a --cascade=foo",
            "error: invalid cascade value (foo). Must be \"background\", \"foreground\", or \"orphan\"\n"
        ),
        (
            "delete cm a --force --grace-period=5",
            "error: --force and --grace-period greater than 0 cannot be specified together\n"
        ),
        (
            "delete cm a --dry-run=foo",
            "error: Invalid dry-run value (foo). Must be \"none\", \"server\", or \"client\".\n"
        ),
    ])
    func saysWhatIsWrong(_ line: String, _ expected: String) async throws {
        let fixture = try await fixture()
        #expect(await fixture.run(line) == .init(code: 1, output: "", errors: expected))
    }
}
