import APIMachinery
import JSON
import Testing

/// Flags whose effect kubectl's own servers show only in part.
@Suite struct FlagTests {
    private static func manifest(_ names: String...) -> String {
        names.map { "{apiVersion: v1, kind: ConfigMap, metadata: {name: \($0)}, data: {k: v}}" }.joined(
            separator: "\n---\n")
    }

    @Test func deletesAfterAClearYesAlone() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("create -f -", input: Self.manifest("a", "b"))
        let question = """
            You are about to delete the following 2 resource(s):
            configmap/a
            configmap/b
            Do you want to continue? (y/N): 
            """
        for answer in ["", "n\n", "yes\n", "\n"] {
            #expect(
                await fixture.run("delete cm a b -i", input: answer)
                    == .init(code: 0, output: question + "deletion is cancelled\n", errors: ""))
        }
        #expect(
            try await fixture.output("delete cm a b -i", input: "Y\n").hasPrefix(question + "configmap \"a\" deleted"))
        #expect(try await fixture.output("get cm -o name") == "")
    }

    @Test func prunesTheUsualKinds() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("apply -f -", input: Self.manifest("a", "b"))
        try await fixture.output("create -f -", input: Self.manifest("made"))
        #expect(
            try await fixture.output("apply -f - --prune --all", input: Self.manifest("a"))
                == "configmap/a unchanged\nconfigmap/b pruned\n")
        #expect(try await fixture.output("get cm -o name") == "configmap/a\nconfigmap/made\n")
    }

    @Test func keepsWhatOthersChangedWithoutOverwrite() async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("apply -f -", input: Self.manifest("a"))
        #expect(
            try await fixture.output("apply -f - --overwrite=false", input: Self.manifest("a"))
                == "configmap/a unchanged\n")
        let changed = await fixture.run(
            "apply -f - --overwrite=false", input: Self.manifest("a").replacing("k: v", with: "k: w"))
        #expect(changed.code == 1)
        #expect(changed.errors.contains("conflicts with changes made from original to current"))
        #expect(try await fixture.output("get cm a -o jsonpath={.data.k}") == "v")
    }

    @Test func sendsWhatRawSpellsOut() async throws {
        let fixture = try await ToolFixture.make()
        let path = "/api/v1/namespaces/default/configmaps"
        let made = try await fixture.output(
            "create --raw \(path) -f -", input: #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}"#)
        #expect(made.contains(#""name":"a""#))
        #expect(try await fixture.output("get --raw \(path)/a") == made)
        #expect(try await fixture.output("delete --raw \(path)/a").contains(#""status":"Success""#))
        #expect(
            await fixture.run("get --raw \(path)/a").errors
                == "Error from server (NotFound): configmaps \"a\" not found\n")
    }

    @Test func createsWhatStandsBeforeAMistake() async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run("create -f -", input: Self.manifest("a") + "\n---\nkind: [\n  a\n")
        #expect(result.code == 1)
        #expect(result.output == "configmap/a created\n")
        #expect(
            result.errors.hasPrefix("error: error parsing STDIN: error converting YAML to JSON: yaml: line 2: did not"))
    }

    @Test func explainsInTheFormerLayoutToo() async throws {
        let fixture = try await ToolFixture.make()
        let field = try await fixture.output("explain deploy.spec.strategy -o plaintext-openapiv2")
        #expect(
            field.hasPrefix(
                "KIND:     Deployment\nVERSION:  apps/v1\n\nRESOURCE: strategy <Object>\n\nDESCRIPTION:\n     "))
        #expect(field.contains("\n\nFIELDS:\n   rollingUpdate\t<Object>\n     "))
        let list = try await fixture.output("explain pods -R --max-depth=2 -o plaintext-openapiv2")
        #expect(list.contains("\n   spec\t<Object>\n"))
        #expect(list.contains("\n      containers\t<[]Object>\n      "))
        #expect(!list.contains("\n         "))
        #expect(
            await fixture.run("explain pods.nope -o plaintext-openapiv2").errors
                == "error: field \"nope\" does not exist\n")
    }

    @Test(arguments: [
        "namespace", "context", "cluster", "user", "server", "token", "username", "password", "certificate-authority",
        "client-certificate", "client-key", "tls-server-name", "proxy-url", "request-timeout", "as", "as-uid",
        "kubeconfig", "selector", "field-selector", "sort-by", "subresource", "raw", "filename", "kustomize",
    ])
    func takesAFlagWithoutAValueForNone(flag: String) async throws {
        let fixture = try await ToolFixture.make()
        try await fixture.output("create -f -", input: Self.manifest("a"))
        #expect(try await fixture.output("get cm a -o name --\(flag)=") == "configmap/a\n")
        #expect(await fixture.run(["get", "cm", "a", "-o", "name", "--\(flag)", ""]).output == "configmap/a\n")
    }

    @Test(arguments: [
        (
            "get cm --chunk-size=",
            #"invalid argument "" for "--chunk-size" flag: strconv.ParseInt: parsing "": invalid"#
        ),
        ("get cm --v=", #"invalid argument "" for "-v, --v" flag: strconv.ParseInt: parsing "": invalid syntax"#),
        ("delete cm a --timeout=", #"invalid argument "" for "--timeout" flag: time: invalid duration """#),
        ("delete cm a --cascade=", "invalid cascade value (). Must be"),
        ("delete cm a --dry-run=", "Invalid dry-run value (). Must be"),
        ("create -f - --validate=", #"invalid - validate option ""; must be one of"#),
        ("get cm -A=", "unknown shorthand flag: '=' in -="),
        ("get cm -wz", "unknown shorthand flag: 'z' in -z"),
    ])
    func refusesValuesThatMeanNothing(line: String, message: String) async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run(line)
        #expect(result.code == 1 && result.errors.contains(message), "\(result.errors)")
    }

    @Test func comparesVersions() async throws {
        let fixture = try await ToolFixture.make()
        let result = await fixture.run("get ns --match-server-version -o name")
        let version = try await fixture.output("version --client")
        if try await fixture.output("version").contains("Server Version: \(version.dropFirst(16))") {
            #expect(result.code == 0)
        } else {
            #expect(result.errors.contains("differs from client version"))
        }
    }
}
