import CommandLineTool
import JSON
import Testing

@Suite struct ExplainTests {
    @Test(arguments: [true, false])
    func explainsAKind(isCompiled: Bool) async throws {
        let fixture = try await ToolFixture.make(isCompiled: isCompiled)
        #expect(
            try await fixture.output("explain pods").hasPrefix(
                """
                KIND:       Pod
                VERSION:    v1

                DESCRIPTION:
                    Containers that run together on one node, with their volumes and network.
                \("    ")
                FIELDS:
                  apiVersion\t<string>
                    The group and version of the API in which the object is written.


                """))
    }

    @Test func explainsFields() async throws {
        let fixture = try await ToolFixture.make()
        #expect(
            try await fixture.output("explain deploy.spec.replicas") == """
                GROUP:      apps
                KIND:       Deployment
                VERSION:    v1

                FIELD: replicas <integer>


                DESCRIPTION:
                    How many pods should run.
                \("    ")


                """)
        #expect(
            try await fixture.output("explain pods.spec.containers.ports").contains(
                "  containerPort\t<integer> -required-\n    The port in the pod.\n\n"))
        #expect(
            try await fixture.output("explain cm --recursive").contains(
                "  metadata\t<ObjectMeta>\n    annotations\t<map[string]string>\n"))
        #expect(
            try await fixture.output("explain pod.spec.containers.imagePullPolicy").contains(
                "FIELD: imagePullPolicy <string>\nENUM:\n    Always\n    Never\n    IfNotPresent\n\nDESCRIPTION:\n"))
    }

    @Test func explainsOneOfSeveralGroups() async throws {
        let fixture = try await ToolFixture.make()
        #expect(try await fixture.output("explain events").hasPrefix("KIND:       Event\n"))
        #expect(
            try await fixture.output("explain events --api-version=events.k8s.io/v1").hasPrefix(
                "GROUP:      events.k8s.io\n"))
    }

    @Test(arguments: [
        ("explain foo", "the server doesn't have a resource type \"foo\"\n"),
        ("explain pods.spec.nope.x", "error: field \"x\" does not exist\n"),
        ("explain pods --api-version=foo/v1", "error: couldn't find resource for \"foo/v1, Resource=pods\"\n"),
    ])
    func saysWhatIsWrong(_ line: String, _ expected: String) async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run(line)
        #expect(result.code == 1)
        #expect(result.errors == expected)
    }
}

@Suite struct DiscoveryCommandTests {
    @Test func showsResources() async throws {
        let fixture = try await ToolFixture.make()
        let table = try await fixture.output("api-resources")
        #expect(table.hasPrefix("NAME              SHORTNAMES   APIVERSION         NAMESPACED   KIND\n"))
        #expect(table.contains("deployments       deploy       apps/v1            true         Deployment\n"))
        #expect(try await fixture.output("api-resources -o name --api-group=apps") == "deployments.apps\n")
        #expect(try await fixture.output("api-resources --namespaced=false -o name") == "namespaces\n")
        #expect(
            try await fixture.output("api-resources --categories=all --no-headers --verbs=list,create -o name")
                == "pods\nservices\ndeployments.apps\n")
        let json = try JSONValue(parsing: try await fixture.output("api-resources --api-group=apps -o json"))
        #expect(json["resources"]?[0]?["shortNames"] == ["deploy"])
        #expect(
            await fixture.run("api-resources --sort-by=age").errors == "error: --sort-by accepts only name or kind\n")
    }

    @Test func showsVersions() async throws {
        let fixture = try await ToolFixture.make()
        #expect(try await fixture.output("api-versions") == "apps/v1\nevents.k8s.io/v1\nv1\n")
        #expect(
            try await fixture.output("version") == "Client Version: v1.36.0+apus\nServer Version: v1.36.0+apus\n")
        _ = fixture.requests.take()
        let json = try JSONValue(parsing: try await fixture.output("version --client -o json"))
        #expect(json["clientVersion"]?["gitVersion"] == "v1.36.0+apus")
        #expect(json["serverVersion"] == nil)
        #expect(fixture.requests.take() == [])
        #expect(await fixture.run("version -o foo").errors == "error: --output must be 'yaml' or 'json'\n")
    }

    @Test func keepsWhatTheServerHasTold() async throws {
        let fixture = try await ToolFixture.make(isCompiled: false)
        try await fixture.output("get deploy -o name")
        let file = ".cache/apusctl/discovery/_test.invalid_6443.json"
        #expect(fixture.directory.mode(file) == 0o600)
        _ = fixture.requests.take()
        try await fixture.output("get deploy -o name")
        #expect(fixture.requests.take() == ["GET /apis/apps/v1/namespaces/default/deployments?limit=500"])
        // What is not known is asked for once more, as it may have come since.
        #expect(await fixture.run("get unheardof").code == 1)
        #expect(fixture.requests.take().sorted() == ["GET /api", "GET /apis"])
        // What is kept may be anything.
        try fixture.directory.write(file, "[{\"path\":")
        #expect(await fixture.run("get deploy -o name").code == 0)
    }
}

@Suite struct ConfigTests {
    static let kubeconfig = """
        apiVersion: v1
        kind: Config
        clusters:
        - {name: one, cluster: {server: "http://127.0.0.1:1"}}
        - {name: two, cluster: {server: "https://two:6443", certificate-authority-data: Zm9v}}
        contexts:
        - {name: ctx1, context: {cluster: one, user: u1, namespace: kube-system}}
        - {name: ctx2, context: {cluster: two, user: u2}}
        current-context: ctx1
        users:
        - {name: u1, user: {token: secret}}
        - {name: u2, user: {client-certificate-data: Zm9v, client-key-data: Zm9v, username: bob, password: pw}}
        """

    private func fixture() async throws -> ToolFixture {
        let fixture = try await ToolFixture.make()
        try fixture.directory.write(".kube/config", Self.kubeconfig)
        return fixture
    }

    @Test func showsWithoutSecrets() async throws {
        let fixture = try await fixture()
        let view = try await fixture.output("config view")
        #expect(view.hasPrefix("apiVersion: v1\nclusters:\n- cluster:\n    server: http://127.0.0.1:1\n  name: one\n"))
        #expect(view.contains("certificate-authority-data: DATA+OMITTED\n"))
        #expect(view.contains("client-key-data: DATA+OMITTED\n    password: REDACTED\n    username: bob\n"))
        #expect(!view.contains("secret") && !view.contains("pw"))
        #expect(try await fixture.output("config view --raw").contains("token: secret\n"))
        let small = try await fixture.output("config view --minify")
        #expect(small.contains("ctx1") && !small.contains("ctx2") && !small.contains("u2") && !small.contains("two"))
        #expect(try await fixture.output("config view -o jsonpath={.current-context}") == "ctx1")
    }

    @Test func showsAndChangesContexts() async throws {
        let fixture = try await fixture()
        #expect(
            try await fixture.output("config get-contexts") == """
                CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE
                *         ctx1   one       u1         kube-system
                          ctx2   two       u2\("         ")

                """)
        #expect(try await fixture.output("config get-contexts -o name") == "ctx1\nctx2\n")
        #expect(try await fixture.output("config use-context ctx2") == "Switched to context \"ctx2\".\n")
        #expect(try await fixture.output("config current-context") == "ctx2\n")
        #expect(
            await fixture.run("config use-context nope").errors
                == "error: no context exists with the name: \"nope\"\n")
        #expect(await fixture.run("config get-contexts nope").errors == "error: context nope not found\n")
    }
}

@Suite struct HelpTests {
    @Test func helpsInTheToolsOwnName() async throws {
        let buffer = OutputBuffer()
        let environment = CommandEnvironment(
            variables: [:], readInput: { [] }, output: buffer.sink, errors: buffer.sink,
            download: { _ in [] }, connect: { _, _ in throw CommandError("no server here") })
        let tool = APICommandLine(name: "bookctl")
        #expect(await tool.run(["--help"], in: environment) == 0)
        #expect(buffer.text.contains("USAGE: bookctl <subcommand>"))
        #expect(await tool.run(["get", "-h"], in: environment) == 0)
        #expect(buffer.text.contains("--label-columns"))
        #expect(await tool.run([], in: environment) == 0)
        #expect(await tool.run(["config"], in: environment) == 0)
        #expect(await tool.run(["get", "books"], in: environment) == 1)
        #expect(buffer.text.hasSuffix("error: no server here\n"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func writesCompletionScripts(shell: String) async throws {
        let fixture = try await ToolFixture.make()
        #expect(try await fixture.output("completion \(shell)").contains("api-resources"))
        #expect(await fixture.run("completion tcsh").errors == "error: Unsupported shell type \"tcsh\".\n")
    }

    @Test func takesFlagsAnywhereAndInEveryForm() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("create -f -", input: GetTests.manifest)
        for line in [
            "-ndefault get cm a -oname", "get -n=default -o=name cm a", "--namespace default get cm/a -o name",
            "get cm -oname --watch=false -- a", "get cm a -o name -v=0 --request-timeout=1m",
        ] {
            #expect(try await fixture.output(line) == "configmap/a\n", "\(line)")
        }
        #expect(
            await fixture.run("get cm --watch=perhaps").errors
                == """
                error: invalid argument "perhaps" for "-w, --watch" flag: strconv.ParseBool: parsing "perhaps": invalid \
                syntax
                See 'apusctl get --help' for usage.

                """)
        #expect(await fixture.run("get cm --request-timeout=foo").errors.hasPrefix("error: Invalid timeout value."))
        #expect(
            await fixture.run("get cm -jx").errors
                == "error: unknown shorthand flag: 'j' in -jx\nSee 'apusctl get --help' for usage.\n")
    }

    @Test func tracesRequestsWhereAsked() async throws {
        let fixture = try await ToolFixture.make()
        let errors = await fixture.run("get ns -o name -v=6").errors
        #expect(errors.hasPrefix("GET https://test.invalid:6443/api/v1/namespaces?limit=500 200 OK in "))
    }
}
