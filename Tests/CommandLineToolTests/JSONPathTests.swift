import CommandLineTool
import Testing

@Suite struct JSONPathTests {
    private static let manifest = """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, labels: {a.b/c: dotted}}
        spec:
          containers:
          - {name: one, image: "i:1", ports: [{containerPort: 80}, {containerPort: 443}]}
          - {name: two, image: "i:2", env: [{name: A, value: x}]}
          - {name: three, image: "i:3"}
        """

    private func output(_ template: String, _ manifest: String = manifest) async throws -> ToolFixture.Result {
        let fixture = try await ToolFixture.make()
        return await fixture.run(
            ["create", "-f", "-", "--dry-run=client", "-o", "jsonpath=\(template)"], input: manifest)
    }

    @Test(arguments: [
        ("{.metadata.name}", "p"),
        ("{.kind}: {.metadata.name}!", "Pod: p!"),
        ("{$.kind} {@.kind} {kind}", "Pod Pod Pod"),
        (#"{.metadata.labels.a\.b/c}"#, "dotted"),
        ("{.metadata.labels['a.b/c']}", "dotted"),
        ("{.metadata['name','namespace']}", "p default"),
        ("{.spec.containers[*].name}", "one two three"),
        ("{.spec.containers[0].name}", "one"),
        ("{.spec.containers[-1].name}", "three"),
        ("{.spec.containers[1:].name}", "two three"),
        ("{.spec.containers[:2].name}", "one two"),
        ("{.spec.containers[::2].name}", "one three"),
        ("{.spec.containers[0,2].name}", "one three"),
        ("{..containerPort}", "80 443"),
        (#"{.spec.containers[?(@.name=="two")].image}"#, "i:2"),
        (#"{.spec.containers[?(@.name!="two")].name}"#, "one three"),
        ("{.spec.containers[?(@.env)].name}", "two"),
        ("{.spec.containers[0].ports[?(@.containerPort>80)].containerPort}", "443"),
        ("{.spec.containers[0].ports[?(@.containerPort<=80)].containerPort}", "80"),
        (#"{range .spec.containers[*]}{.name}{"\t"}{.image}{"\n"}{end}"#, "one\ti:1\ntwo\ti:2\nthree\ti:3\n"),
        (
            #"{range .spec.containers[*]}{.name}({range .ports[*]}{.containerPort};{end}){end}"#,
            "one(80;443;)two()three()"
        ),
        ("{.spec.containers[1].env}", #"[{"name":"A","value":"x"}]"#),
        ("{.nothing.at.all}", ""),
        // A range without an end goes to the end of the template, which then stands once more for what is around.
        ("{range .spec.containers[*]}{.name}", "onetwothree"),
        ("{range .spec.containers[*]}-", "----"),
        ("{range .nothing[*]}-", "-"),
        ("{range .spec.containers[*]}{.name}{range .ports[*]}:{end};", "one::;two;three;;"),
        ("{range .spec.containers[1:]}{range .env[*]}+", "++++"),
        ("{range .spec.containers[*]}a{range .ports[*]}b{range .x}c{end}d", "abdbddadadd"),
        (#"{"\u0041\x41\101\U0001F600\t\\"}"#, "AAA😀\t\\"), (#"{'it\'s "so"'}"#, #"it's "so""#),
        (#"{.spec.containers[?(@.name=="\u0074wo")].image}"#, "i:2"),
        // Within braces each path goes on from the one before; a text takes the place of everything.
        ("{.metadata .name}", "p"), (#"{.kind "x"}"#, "x"), (#"{"x" .kind}"#, ""), (#"{.nothing "x"}"#, "x"),
        ("plain", "plain"),
    ])
    func finds(_ template: String, _ expected: String) async throws {
        #expect(try await output(template) == .init(code: 0, output: expected, errors: ""))
    }

    @Test(arguments: [
        ("{.a", "unclosed action"), (#"{"a\qb"}"#, #"unquote string "a\qb" error invalid syntax"#),
        (#"{'a\"b'}"#, #"unquote string 'a\"b' error invalid syntax"#),
        (#"{"\ud800"}"#, #"unquote string "\ud800" error invalid syntax"#),
        (#"{"a\"#, "unterminated quoted string"), ("{\"a\nb\"}", "unterminated quoted string"),
        ("{end}", "not in range, nothing to end"),
        ("{.a[}", "invalid array index"), ("{.a[0}", "invalid array index }"),
        (#"{.a[?(@.b=="x]}"#, "unterminated quoted string"), ("{.a[?(@.b)}", "unclosed array expect ]"),
        ("{.a[0:1:0]}", "step must be > 0"), ("{.a[99999999999999999999]}", "invalid array index"),
        ("{#}", "unrecognized character in action: U+0023 '#'"),
    ])
    func refuses(_ template: String, _ reason: String) async throws {
        let result = try await output(template)
        #expect(result.code == 1)
        #expect(result.errors == "error: error parsing jsonpath \(template), \(reason)\n")
    }

    @Test func refusesWhatIsNestedTooDeeply() async throws {
        let deep = String(repeating: "{range .a}", count: 10_000)
        #expect(try await output(deep).errors.hasSuffix(", ranges are nested too deeply\n"))
        let filters = String(repeating: "{.a[?(@.b[?(", count: 5_000)
        #expect(try await output(filters).code == 1)
    }

    @Test func saysWhereAnIndexIsBeyondTheEnd() async throws {
        #expect(
            try await output("{.spec.containers[7]}").errors.hasPrefix(
                """
                error: error executing jsonpath "{.spec.containers[7]}": Error executing template: array index out of \
                bounds: index 7, length 3. Printing more information for debugging the template:
                """))
    }
}
