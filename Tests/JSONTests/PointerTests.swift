import JSON
import Testing

struct PointerTests {
    static let value: JSONValue = [
        "list": ["first", "second", ["x": 1]], "": "empty", "a/b": "slash", "m~n": "tilde", "~1": "escape",
        " ": "space",
        "q\"": "quote", "\\": "backslash", "é": "accent", "0": "digit", "-": "dash", "deep": ["": ["": 5]],
    ]

    @Test(
        arguments: [
            ("/list/0", "first"), ("/list/2/x", 1), ("/", "empty"), ("/a~1b", "slash"), ("/m~0n", "tilde"),
            ("/~01", "escape"),
            ("/ ", "space"), ("/q\"", "quote"), ("/\\", "backslash"), ("/é", "accent"), ("/0", "digit"), ("/-", "dash"),
            ("/deep//", 5),
        ] as [(String, JSONValue)])
    func finds(_ text: String, _ expected: JSONValue) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(Self.value[pointer] == expected)
        #expect(pointer.description == text)
        #expect(try JSONDocument(parsing: Self.value.serialized()).root[pointer]?.value == expected)
    }

    @Test(arguments: [
        "/list/3", "/list/-", "/list/-1", "/list/00", "/list/01", "/list/+1", "/list/x", "/list/", "/none", "/list/0/x",
        "/é/",
        "/list/99999999999999999999", "/e\u{301}", "/list/٣",
    ])
    func findsNothing(_ text: String) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(Self.value[pointer] == nil)
        #expect(try JSONDocument(parsing: Self.value.serialized()).root[pointer]?.value == nil)
    }

    @Test(arguments: ["a", "list/0", "/~", "/~2", "/a~", "/~x/b", "#/a", " /a"])
    func noPointer(_ text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func wholeValue() {
        #expect(JSONPointer("").map { Self.value[$0] == Self.value } == true)
        #expect(JSONPointer().tokens.isEmpty)
    }

    @Test func pathForms() {
        let path = JSONPath([.member("spec"), .index(0), .index(1), .member("a.b/c")])
        #expect(path.description == "spec[0][1].a.b/c")
        #expect(path.pointer.description == "/spec/0/1/a.b~1c")
        #expect(path.appending(.index(2)).description == "spec[0][1].a.b/c[2]")
        #expect(JSONPath().isEmpty)
        #expect(JSONPath([.index(3)]).description == "[3]")
    }
}
