import JSON
import Testing

struct DuplicateKeyTests {
    private let report = JSONParsingOptions(duplicateKeys: .report)

    @Test func pathsAreKubernetesAndPointer() throws {
        let text = #"""
            {"spec":{"containers":[{"name":"a"},{"name":"b","name":"c","env":[{"v":1,"v":2}]}],"x":1,"x":2},
             "a/b~c":{"k":1,"k":2},"spec":0}
            """#
        let document = try JSONDocument(parsing: text, options: report)
        #expect(
            document.duplicateKeys.map(\.description) == [
                "spec.containers[1].name", "spec.containers[1].env[0].v", "spec.x", "a/b~c.k", "spec",
            ])
        #expect(document.duplicateKeys[3].pointer.description == "/a~1b~0c/k")
        #expect(document.root["spec"]?.int64Value == 0)
        #expect(document.root.value["spec"] == 0)
        #expect(document.root.value.objectValue?.keys == ["spec", "a/b~c"])
        #expect(document.root[try #require(JSONPointer("/a~1b~0c/k"))]?.int64Value == 2)

        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error?.reason == .duplicateKey("name"))
        #expect(error?.path.description == "spec.containers[1].name")
    }

    @Test(arguments: [2, 15, 16, 17, 31, 32, 33, 34, 100, 1_000])
    func foundAtEachSize(_ count: Int) throws {
        for (first, second) in [(0, count - 1), (0, 1), (count / 2, count - 1), (count - 2, count - 1)]
        where first != second {
            for spelling in ["\"key%\"", "\"\\u006bey%\"", "\"quoted\\\"key%\""] {
                var names = (0..<count).map { spelling.replacing("%", with: String($0)) }
                names[second] = spelling.replacing("%", with: String(first)).replacing("\\u006b", with: "k")
                let text = "{" + names.map { "\($0):0" }.joined(separator: ",") + "}"
                let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
                guard case .duplicateKey(let name) = error?.reason else {
                    Issue.record("no duplicate in \(text.prefix(200))")
                    continue
                }
                #expect(name.hasSuffix("key\(first)"))
                let document = try JSONDocument(parsing: text, options: report)
                #expect(document.duplicateKeys == [JSONPath([.member(name)])])
                #expect(document.root.value.objectValue?.count == count - 1)
            }
        }
    }

    @Test func manyMembersWithoutDuplicates() throws {
        let names = (0..<3_000).map { "\"\($0 % 3 == 0 ? "a\\u0062" : "ab")\($0)\":\($0)" }
        let value = try JSONValue(parsing: "{" + names.joined(separator: ",") + "}")
        #expect(value.objectValue?.count == 3_000)
        #expect(value["ab2999"] == 2999)
        #expect(value["ab3000"] == nil)
    }

    @Test func reportIsBounded() throws {
        let text = "{" + [String](repeating: "\"a\":0", count: 5_000).joined(separator: ",") + "}"
        let document = try JSONDocument(parsing: text, options: report)
        #expect(document.duplicateKeys.count == 100)
        #expect(document.root.value == ["a": 0])
    }

    @Test func namesThatOnlyLookAlikeDiffer() throws {
        #expect(try JSONValue(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2,\"\\u00e8\":3}").objectValue?.count == 3)
    }
}
