import APIMachinery
import APISchema
import JSON
import Testing

@Suite struct FieldPathTests {
    @Test(arguments: [
        (".spec.replicas", ".spec.replicas"), ("$.spec.replicas", ".spec.replicas"), ("{.spec}", ".spec"),
        ("{$.spec}", ".spec"),
        (".metadata.labels['a.b/c']", ".metadata.labels['a.b/c']"),
        (#".metadata.labels["it's"]"#, #".metadata.labels['it\'s']"#),
        (#".metadata.labels.a\.b/c"#, ".metadata.labels['a.b/c']"), (".a[0].b[-1]", ".a[0].b[-1]"),
        (".a[*].b", ".a[*].b"), (".a.*", ".a[*]"),
        (#".status.conditions[?(@.type=="Ready")].status"#, #".status.conditions[?(@.type=="Ready")].status"#),
        (".c[?( @.type == 'Ready' )].status", #".c[?(@.type=="Ready")].status"#), (".c[?(@.n==5)]", ".c[?(@.n==5)]"),
    ])
    func parsing(_ text: String, _ description: String) throws {
        let path = try FieldPath(parsing: text)
        #expect(path.description == description)
        #expect(try FieldPath(parsing: description) == path)
    }

    @Test(arguments: [
        ("", "the path is empty"), ("spec", "a path begins with a dot"), (".", "the path is empty"),
        (".a..b", "recursive descent is not supported"),
        (".a[", "a position, a quoted name, * or a filter is expected"), (".a[0", "] is expected"),
        (".a['b", "the quote is not closed"),
        (".a[1:2]", "] is expected"), (".a[?(@.b>1)]", "a filter compares one member for equality"),
        (".a[?(@.b==)]", "a quoted text, a number, true or false is expected"),
        ("{.a", "the brace is not closed"), (".a b", "a name with   is written in brackets and quotes"),
        (".a]", "a name with ] is written in brackets and quotes"),
        (".a[99999999999999999999]", "a position, a quoted name, * or a filter is expected"),
        (#".a\"#, "a character is expected after \\"),
    ])
    func errors(_ text: String, _ reason: String) {
        do {
            _ = try FieldPath(parsing: text)
            Issue.record("\(text) is read")
        } catch {
            #expect(error.reason == reason)
        }
    }

    private let object: JSONValue = [
        "a": ["b.c": 1, "n": .null], "list": [["k": "x", "v": 1], ["k": "y", "v": 2], ["k": "y", "v": 3]],
    ]

    @Test(
        arguments: [
            (".a['b.c']", [1]), (".a.n", [.null]), (".a.x", []), (".list[1].v", [2]), (".list[-1].v", [3]),
            (".list[3]", []), (".list[-4]", []),
            (#".list[?(@.k=="y")].v"#, [2, 3]), (".list[*].k", ["x", "y", "y"]), (".list.k", []), (".a.*", [1, .null]),
        ] as [(String, [JSONValue])])
    func evaluation(_ text: String, _ values: [JSONValue]) throws {
        let path = try FieldPath(parsing: text)
        #expect(path.values(in: object) == values)
        #expect(path.value(in: object) == values.first)
    }

    @Test func editing() throws {
        var value: JSONValue = ["a": ["b": 1]]
        #expect(try FieldPath(parsing: ".x.y.z").set(5, in: &value))
        #expect(try !FieldPath(parsing: ".a.b.c").set(5, in: &value))
        #expect(try !FieldPath(parsing: ".a[0]").set(5, in: &value))
        #expect(value == ["a": ["b": 1], "x": ["y": ["z": 5]]])
        #expect(try FieldPath(parsing: ".x.y.z").remove(from: &value) == 5)
        #expect(try FieldPath(parsing: ".x.y").remove(from: &value) == nil)
        #expect(value == ["a": ["b": 1]])
    }

    @Test func conversion() throws {
        func path(_ text: String) throws -> FieldPath { try FieldPath(parsing: text) }
        let resource = ResourceDefinition(
            group: "g", version: "v1", kind: "A", plural: "as", singular: "a", scope: .cluster, verbs: [],
            typeName: "A",
            conversion: [
                FieldMapping(path: try path(".spec.a"), storagePath: try path(".spec.b")),
                FieldMapping(path: try path(".spec.b"), storagePath: try path(".spec.a")),
                FieldMapping(path: try path(".spec.old"), storagePath: try path(".spec.group.new")),
            ]
        )
        let value: JSONValue = ["apiVersion": "g/v1", "spec": ["a": 1, "b": 2, "old": [3], "same": 4]]
        let stored = try resource.convertedToStorage(value, apiVersion: "g/v2")
        #expect(stored == ["apiVersion": "g/v2", "spec": ["a": 2, "b": 1, "group": ["new": [3]], "same": 4]])
        #expect(try resource.convertedFromStorage(stored) == value)
        #expect(throws: VersionConversionError.self) {
            try resource.convertedToStorage(["spec": ["old": 1, "group": 5]], apiVersion: "g/v2")
        }
        #expect(throws: VersionConversionError.self) { try resource.convertedToStorage(1, apiVersion: "g/v2") }
    }

    @Test func cells() throws {
        func column(_ type: String, _ path: String?) throws -> Column {
            Column(name: "c", type: type, path: try path.map { try FieldPath(parsing: $0) })
        }
        let columns = try [
            column("integer", ".spec.replicas"), column("integer", ".status.ready"), column("string", ".spec.replicas"),
            column("string", ".spec.containers[*].name"), column("string", ".metadata.creationTimestamp"),
            column("date", ".metadata.creationTimestamp"),
            column("boolean", ".spec.replicas"), column("number", ".status.ratio"), column("string", ".spec.selector"),
            column("string", nil),
            column("string", ".spec.note"), column("string", ".spec.policy"),
        ]
        let cells = TableCells(columns, schema: try Sample.thing())
        let now = try Time(parsing: "2024-01-03T00:00:00Z")
        let object: JSONValue = [
            "metadata": ["creationTimestamp": "2024-01-02T00:00:00Z"],
            "spec": ["replicas": 3, "containers": [["name": "a"], ["name": "b"]], "selector": ["a": "b"]],
            "status": ["ratio": 0.5],
        ]
        #expect(
            cells.cells(for: object, now: now) == [
                3, 0, "3", "a b", "24h", "24h", .null, 0.5, #"{"a":"b"}"#, .null, .null, "",
            ])
        #expect(cells.cells(for: [:], now: now)[4] == "<unknown>")
        #expect(cells.cells(for: [:], now: now)[5].isNull)
        #expect(cells.cells(for: ["metadata": ["creationTimestamp": "x"]], now: now)[4] == "<invalid>")
        let plain = TableCells([try column("integer", ".a"), try column("date", ".b")], schema: nil)
        #expect(plain.cells(for: ["a": 2.9, "b": 5], now: now) == [2, .null])
    }

    @Test(arguments: [
        (-2, "<invalid>"), (-1, "0s"), (0, "0s"), (119, "119s"), (120, "2m"), (192, "3m12s"), (600, "10m"),
        (10_799, "179m"), (10_800, "3h"),
        (12_000, "3h20m"), (100_000, "27h"), (172_800, "2d"), (188_000, "2d4h"), (691_200, "8d"), (63_072_000, "2y"),
        (64_000_000, "2y10d"),
        (315_360_000, "10y"), (Int64.max, "292471208677y"),
    ])
    func ages(_ seconds: Int64, _ text: String) {
        #expect(Age.text(seconds: seconds) == text)
    }
}
