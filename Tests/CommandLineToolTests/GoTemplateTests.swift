import Testing

@Suite struct GoTemplateTests {
    private static let object = """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "namespace": "default"}, "count": 3, "share": 0.5,
         "on": true, "none": null, "list": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "map": {"x": "1", "y": "2"}}
        """

    /// What a template makes of the object, which is not sent anywhere.
    private func result(_ template: String, _ object: String = object) async throws -> ToolFixture.Result {
        try await ToolFixture.make().run(
            ["create", "--dry-run=client", "-f", "-", "-o", "go-template=\(template)"], input: object)
    }

    @Test(arguments: [
        ("{{.kind}}-{{.count}}-{{.share}}-{{.on}}-{{.none}}-{{.nope}}", "ConfigMap-3-0.5-true-<no value>-<no value>"),
        ("{{range .list}}{{.name}}{{end}}{{range .nope}}x{{else}}none{{end}}", "abcnone"),
        ("{{range $i, $e := .list}}{{if $i}},{{end}}{{$e.name}}{{end}}", "a,b,c"),
        ("{{range $k, $v := .map}}{{$k}}{{$v}}{{end}}", "x1y2"),
        ("{{range .list}}{{if eq .name \"b\"}}{{continue}}{{end}}{{.name}}{{end}}", "ac"),
        ("{{$x := 1}}{{range .list}}{{$x = .name}}{{end}}{{$x}}", "c"),
        ("{{with $y := .map}}{{$y.x}}{{$.kind}}{{end}}", "1ConfigMap"),
        ("{{if gt .count 2}}many{{else if .on}}on{{else}}few{{end}}", "many"),
        ("a  {{- /* nothing */ -}}  b", "ab"),
        (
            "{{define \"d\"}}<{{.}}>{{end}}{{template \"d\" .count}}{{block \"e\" .kind}}({{.}}){{end}}",
            "<3>(ConfigMap)"
        ),
        (
            "{{index .list 1 | printf \"%v\"}} {{index .map \"y\"}} {{len .list}} {{slice .kind 1}}",
            "map[name:b] 2 3 onfigMap"
        ),
        ("{{(index .list 0).name}}{{print 1 2 \"a\" 3}}{{println .on}}", "a1 2a3true\n"),
        ("{{html \"<a>\"}}{{js \"'\"}}{{urlquery \"a b/\"}}{{base64decode \"aGk=\"}}", "&lt;a&gt;\\'a+b%2Fhi"),
        ("{{exists .map \"x\"}}{{exists .map \"z\"}}{{exists .list 7}}", "truefalsefalse"),
        ("{{or .nope .kind}}{{and .kind .count}}{{not .on}}", "ConfigMap3false"),
    ])
    func makesText(_ template: String, _ expected: String) async throws {
        #expect(try await result(template) == .init(code: 0, output: expected, errors: ""))
    }

    @Test(arguments: [
        ("{{.kind", "unclosed action"), ("{{if .a}}", "unexpected EOF"), ("{{end}}", "unexpected {{end}}"),
        ("{{nope}}", #"function "nope" not defined"#), ("{{$x}}", #"undefined variable "$x""#),
        ("{{if}}{{end}}", "missing value for if"), ("{{break}}", "{{break}} outside {{range}}"),
        ("{{\"a}}", "unterminated quoted string"), ("{{1x}}", #"bad number syntax: "1x""#),
        ("{{(.a}}", "unclosed left paren"), ("{{/* a", "unclosed comment"), ("{{}}", "missing value for command"),
        ("{{.a | 3}}", "non executable command in pipeline stage 2"),
    ])
    func saysWhatIsNoTemplate(_ template: String, _ problem: String) async throws {
        #expect(
            try await result(template).errors
                == "error: error parsing template \(template), template: output:1: \(problem)\n")
    }

    @Test(arguments: [
        ("{{.kind.x}}", "output:1:7: executing \"output\" at <.kind.x>: can't evaluate field x in type interface {}"),
        ("\n {{len .count}}", "output:2:3: executing \"output\" at <len .count>: error calling len: len of type int64"),
        (
            "{{index .list 9}}",
            "output:1:2: executing \"output\" at <index .list 9>: error calling index: index out of range: 9"
        ),
        (
            "{{eq .count \"a\"}}",
            "output:1:2: executing \"output\" at <eq .count \"a\">: error calling eq: incompatible types for comparison: int64 and string"
        ),
        ("{{.kind 1}}", "output:1:2: executing \"output\" at <.kind>: kind is not a method but has arguments"),
    ])
    func saysWhatDoesNotFit(_ template: String, _ problem: String) async throws {
        let result = try await result(template)
        #expect(result.code == 1)
        #expect(result.errors.hasSuffix(": template: \(problem)\n"))
        #expect(result.output.contains("Error executing template: template: \(problem). Printing more information"))
    }

    @Test(arguments: [
        "{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}", "{{template \"output\"}}",
        "{{range 9000000000000000000}}{{end}}", "{{" + String(repeating: "(", count: 100_000),
        String(repeating: "{{if 1}}", count: 100_000), "{{if 1}}" + String(repeating: "{{else if 1}}", count: 100_000),
    ])
    func endsWhatWouldNotEnd(_ template: String) async throws {
        #expect(try await result(template).code == 1)
    }

    /// Every beginning of a template is a template or an error, never a crash.
    @Test func readsAnyBeginning() async throws {
        let fixture = try await ToolFixture.make()
        let whole = """
            {{- /* c */ -}}{{define "x"}}{{range $i, $e := .list}}{{if and (eq $i 1) .on}}{{'a'}}{{else}}{{`r`}}{{end}}{{end}}
            {{end -}}{{template "x" .}}{{with $v := .map | len}}{{printf "%*.*q %-+# 09.3x" $v 1.5e-3 0x1F "\\u00e9\\x41\\101"}}
            {{end}}
            """
        var templates = whole.indices.map { String(whole[..<$0]) } + [whole]
        let formats = [
            "%", "%-", "%9999999999999999999d", "%.99999999d", "%*d", "%.*f", "%.400f", "%é", "%x", "%U", "%c", "%q",
        ]
        for format in formats {
            let values = ["1", "-9223372036854775807", "1.5", "\"a\"", ".contexts", "nil", ".nope"]
            templates.append(values.map { "{{printf \"\(format)\" \($0) \($0)}}" }.joined())
        }
        for template in templates { await fixture.run(["config", "view", "-o", "go-template=\(template)"]) }
    }

    @Test(arguments: [
        (1e6, "1e+06"), (999_999.5, "999999.5"), (1e-5, "1e-05"), (0.0001, "0.0001"), (-2.5, "-2.5"),
        (0.25, "0.25"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    ])
    func writesFractionsAsGoDoes(_ value: Double, _ text: String) async throws {
        let object = Self.object.replacing("0.5", with: "\(value)")
        #expect(try await result("{{.share}}", object).output == text)
    }
}
