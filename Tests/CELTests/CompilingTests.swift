import JSON
import Testing

@testable import CEL

/// Mistakes are found, and placed, before an expression is evaluated.
@Suite struct CompilingTests {
    /// What a schema of a small deployment becomes.
    private static let environment: CELEnvironment = {
        let port = CELObjectType(
            name: "Port",
            fields: [
                "name": .init(jsonName: "name", type: .string), "port": .init(jsonName: "port", type: .int),
            ])
        let spec = CELObjectType(
            name: "Spec",
            fields: [
                "replicas": .init(jsonName: "replicas", type: .int),
                "ports": .init(jsonName: "ports", type: .list(.object(port))),
                "labels": .init(jsonName: "labels", type: .map(.string, .string)),
                "start__dash__time": .init(jsonName: "start-time", type: .timestamp),
                "limit": .init(jsonName: "limit", type: .double),
            ])
        var environment = CELEnvironment()
        environment.declare("self", .object(spec))
        return environment
    }()

    @Test(arguments: [
        ("self.replicaz > 1", 1, 5, "undefined field 'replicaz'"),
        ("self.replicas > 'a'", 1, 15, "found no matching overload for '_>_' applied to '(int, string)'"),
        ("self.replicas >", 1, 16, "syntax error: unexpected the end"),
        ("1 +\n  foo(2)", 2, 3, "undeclared reference to 'foo' (in container '')"),
        ("slef.replicas > 1", 1, 1, "undeclared reference to 'slef' (in container '')"),
        ("self.ports.all(p, p.prt > 0)", 1, 20, "undefined field 'prt'"),
        ("self.ports.all(p, p.port)", 1, 20, "expected type 'bool' but found 'int'"),
        ("self.replicas.all(x, true)", 1, 5, "expression of type 'int' cannot be range of a comprehension"),
        ("has(self)", 1, 5, "has() takes a field: has(object.field)"),
        (
            "self.labels[1] == 'a'", 1, 12,
            "found no matching overload for '_[_]' applied to '(map(string, string), int)'"
        ),
        ("self.replicas", 1, 5, "expected type 'bool' but found 'int'"),
        ("'a' == 1", 1, 5, "found no matching overload for '_==_' applied to '(string, int)'"),
        ("true ? 1 : 'a'", 1, 6, "found no matching overload for '_?_:_' applied to '(bool, int, string)'"),
        ("'é' + \"\\q\"", 1, 8, "invalid escape in a text"), ("'abc", 1, 1, "a text does not end"),
        ("#", 1, 1, "unexpected character '#'"),
        ("99999999999999999999", 1, 1, "invalid number '99999999999999999999'"),
        ("for == 1", 1, 1, "'for' is a reserved word"),
        ("[1].map(1, true)", 1, 9, "a variable of a macro is a simple name"),
        ("Foo{a: 1}", 1, 4, "undeclared reference to 'Foo'"),
    ])
    func mistakesArePlaced(text: String, line: Int, column: Int, message: String) throws {
        let error = #expect(throws: ExpressionError.self) { try Self.environment.compile(text, as: .bool) }
        let position = try #require(error).position(in: text)
        #expect(position == (line, column), "\(text): \(String(describing: error))")
        #expect(error?.message.hasPrefix(message) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("self.replicas + 1", "int"), ("self.ports.map(p, p.name)", "list(string)"),
        ("self.ports.filter(p, p.port > 1)[0].name", "string"), ("{'a': 1}", "map(string, int)"),
        ("[1, 'a']", "list(dyn)"),
        ("[]", "list(dyn)"), ("self.?labels", "optional_type(map(string, string))"),
        ("self.?labels.orValue({})", "map(string, string)"), ("self.start__dash__time.getHours()", "int"),
        ("optional.of(1).optMap(x, string(x))", "optional_type(string)"), ("math.greatest(1, 2)", "int"),
        ("self.labels.transformMap(k, v, size(v))", "map(string, int)"), ("timestamp('') - duration('')", "timestamp"),
    ])
    func typesAreKnown(text: String, type: String) throws {
        #expect(try Self.environment.compile(text).type.description == type)
    }

    @Test func objectsAreReadAsTheyAre() throws {
        let object: JSONValue = [
            "replicas": 3, "ports": [["name": "a", "port": 80], ["name": "b"]], "labels": ["x": "y"],
            "start-time": "2024-01-02T03:04:05Z", "limit": 2, "unknown": true,
        ]
        func evaluate(_ text: String) throws -> CELValue {
            var budget = CELBudget()
            return try Self.environment.compile(text).evaluate(budget: &budget) { _ in
                CELValue(object, as: Self.environment.variables["self"] ?? .dyn)
            }
        }
        for text in [
            "self.replicas == 3 && self.labels.x == 'y' && self.start__dash__time.getFullYear() == 2024",
            "self.limit / 4.0 == 0.5", "self.ports.exists_one(p, has(p.port))", "!has(self.ports[1].port)",
            "self.ports.map(p, p.?port.orValue(0)) == [80, 0]", "size(self.ports) == 2 && self.ports[0].name == 'a'",
            "self.ports.all(p, p.name in ['a', 'b'])", "self.labels == {'x': 'y'}", "type(self.limit) == double",
        ] {
            #expect(try evaluate(text) == .bool(true), "\(text)")
        }
        #expect(throws: EvaluationError.self) { try evaluate("self.ports[1].port == 1") }
        #expect(throws: EvaluationError.self) { try evaluate("self.ports[2].name == 'a'") }
    }

    @Test(arguments: [
        ("a-b", "a__dash__b"), ("a.b", "a__dot__b"), ("a/b", "a__slash__b"), ("a__b", "a__underscores__b"),
        ("if", "__if__"), ("plain", "plain"), ("_x", "_x"), ("1a", nil), ("é", nil), ("", nil), ("a b", nil),
    ])
    func namesAreEscaped(name: String, escaped: String?) {
        #expect(CELIdentifier.escaped(name) == escaped)
    }

    @Test func whatIsTooLargeIsRefused() {
        let environment = CELEnvironment()
        let deep = String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300)
        let long = String(repeating: "1 + ", count: 600) + "1"
        let negations = String(repeating: "!", count: 100_001) + "true"
        for text in [
            deep, long, negations, String(repeating: "[", count: 10_000), String(repeating: "a.", count: 10_000),
        ] {
            #expect(throws: ExpressionError.self) { try environment.compile(text) }
        }
        let chain = Array(repeating: "true", count: 5_000).joined(separator: " && ")
        #expect(throws: Never.self) { try environment.compile(chain).evaluate() }
    }

    @Test func whatCostsTooMuchIsGivenUp() throws {
        let list = "[" + (1...40).map(String.init).joined(separator: ",") + "]"
        let nested = "\(list).all(a, \(list).all(b, \(list).all(c, \(list).all(d, a + b + c + d > 0))))"
        let error = #expect(throws: EvaluationError.self) { try CELEnvironment().compile(nested).evaluate() }
        #expect(error?.isFinal == true)
        // No operator takes it for an error that does not count.
        let hidden = "true || \(nested)"
        #expect(try CELEnvironment().compile(hidden).evaluate() == .bool(true))
        #expect(throws: EvaluationError.self) { try CELEnvironment().compile("(\(nested)) || true").evaluate() }
    }

    @Test func functionsOfOthersAreCalledAndChecked() throws {
        var library = CELLibrary()
        library.add(
            "isbn",
            CELOverload(
                [.string], .bool,
                .unary { value throws(EvaluationError) in
                    guard case .string(let text) = value else { throw EvaluationError("no text") }
                    return .bool(text.count == 13)
                }))
        var environment = CELEnvironment()
        environment.add(library)
        #expect(try environment.compile("isbn('9783161484100')", as: .bool).evaluate() == .bool(true))
        #expect(throws: ExpressionError.self) { try environment.compile("isbn(1)") }
    }
}
