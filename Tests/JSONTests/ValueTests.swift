import JSON
import Testing

struct ValueTests {
    @Test func accessors() throws {
        let value: JSONValue = [
            "null": .null, "bool": true, "integer": -3, "number": 1.5, "string": "text", "array": [1, "two"],
            "object": ["k": "v"],
        ]
        #expect(value["null"]?.isNull == true)
        #expect(value["bool"]?.boolValue == true)
        #expect(value["integer"]?.int64Value == -3)
        #expect(value["integer"]?.doubleValue == -3)
        #expect(value["number"]?.doubleValue == 1.5)
        #expect(value["number"]?.int64Value == nil)
        #expect(value["string"]?.stringValue == "text")
        #expect(value["array"]?[1]?.stringValue == "two")
        #expect(value["array"]?[2] == nil)
        #expect(value["array"]?[-1] == nil)
        #expect(value["object"]?["k"] == "v")
        #expect(value["string"]?["k"] == nil)
        #expect(value["missing"] == nil)
        #expect(value.objectValue?.keys == ["null", "bool", "integer", "number", "string", "array", "object"])
        #expect(JSONKind.allCases.count == 6)
        #expect(value["number"]?.kind == .number)
        #expect(value["bool"]?.kind.description == "boolean")
    }

    @Test func nodesAgree() throws {
        let document = try JSONDocument(
            parsing: #"{"n":null,"b":false,"i":12,"d":1e1,"s":"a\u0020b","a":[1,[2],3],"o":{"x":{"y":[]}},"e":{}}"#)
        let root = document.root
        #expect(root.kind == .object)
        #expect(root.count == 8)
        #expect(root["n"]?.isNull == true)
        #expect(root["b"]?.boolValue == false)
        #expect(root["i"]?.int64Value == 12)
        #expect(root["d"]?.int64Value == 10)
        #expect(root["d"]?.doubleValue == 10)
        #expect(root["d"]?.numberValue?.text == "1e1")
        #expect(root["s"]?.stringValue == "a b")
        #expect(root["s"]?.isString("a b") == true)
        #expect(root["s"]?.isString("a b ") == false)
        #expect(root["i"]?.isString("12") == false)
        #expect(root["a"]?[1]?[0]?.int64Value == 2)
        #expect(root["a"]?[2]?.int64Value == 3)
        #expect(root["a"]?[3] == nil)
        #expect(root["o"]?["x"]?["y"]?.count == 0)
        #expect(root["o"]?["x"]?.depth == 2)
        #expect(document.depth == 4)
        #expect(root["a"].map { Array($0.elements.map(\.kind)) } == [.number, .array, .number])
        #expect(root.members.map(\.key) == ["n", "b", "i", "d", "s", "a", "o", "e"])
        #expect(root["e"].map { Array($0.members).isEmpty } == true)
        #expect(root["i"].map { Array($0.members).isEmpty && Array($0.elements).isEmpty } == true)
        #expect(root["a"].map { String(decoding: $0.rawBytes, as: UTF8.self) } == "[1,[2],3]")
        #expect(root["s"].map { String(decoding: $0.rawBytes, as: UTF8.self) } == #""a\u0020b""#)
        #expect(root["missing"] == nil)
        #expect(root["i"]?["x"] == nil)
    }

    @Test func editsInPlace() {
        var value: JSONValue = ["metadata": ["labels": ["a": "1"]]]
        value["metadata"]?["labels"]?["b"] = "2"
        #expect(value == ["metadata": ["labels": ["a": "1", "b": "2"]]])
        value["metadata"]?["labels"]?["a"] = nil
        #expect(value.description == #"{"metadata":{"labels":{"b":"2"}}}"#)
        value["status"] = ["phase": "x"]
        value["none"]?["x"] = 1
        #expect(value["none"] == nil)
        value["metadata"] = nil
        #expect(value == ["status": ["phase": "x"]])
        var scalar: JSONValue = 1
        scalar["a"] = nil
        #expect(scalar == 1)
        scalar["a"] = 2
        #expect(scalar == ["a": 2])
    }

    @Test(arguments: [0, 1, 5, 16, 17, 18, 40, 500])
    func objectsOfAllSizes(_ count: Int) {
        var object = JSONObject()
        for i in 0..<count { object["key\(i)"] = .integer(Int64(i)) }
        #expect(object.count == count)
        #expect(object.isEmpty == (count == 0))
        for i in 0..<count { #expect(object["key\(i)"] == .integer(Int64(i))) }
        #expect(object["key\(count)"] == nil)
        #expect(object.removeValue(forKey: "no") == nil)

        var reversed = JSONObject(uniqueKeysWithValues: object.reversed().map { ($0.key, $0.value) })
        #expect(reversed == object)
        #expect(reversed.hashValue == object.hashValue)
        #expect(count < 2 || JSONValue.object(reversed).description != JSONValue.object(object).description)

        for i in stride(from: 0, to: count, by: 2) {
            #expect(object.removeValue(forKey: "key\(i)") == .integer(Int64(i)))
            #expect(object["key\(i)"] == nil)
            #expect(i + 1 >= count || object["key\(i + 1)"] == .integer(Int64(i + 1)))
        }
        #expect(object.count == count / 2)
        reversed.removeAll { $0.value.int64Value.map { $0 % 2 == 0 } ?? false }
        #expect(reversed == object)
        if let first = object.first {
            object[first.key] = nil
            #expect(object.index(forKey: first.key) == nil)
            #expect(object != reversed)
        }
    }

    @Test func removalsKeepTheIndexRight() {
        var random = SeededGenerator(seed: 11)
        var object = JSONObject()
        var expected: [(String, Int64)] = []
        for step in 0..<4_000 {
            if expected.count < 30 || (expected.count < 300 && Bool.random(using: &random)) {
                object["k\(step)"] = .integer(Int64(step))
                expected.append(("k\(step)", Int64(step)))
            } else {
                let copy = object
                let removed = expected.remove(at: Int.random(in: 0..<expected.count, using: &random))
                #expect(object.removeValue(forKey: removed.0) == .integer(removed.1))
                #expect(object[removed.0] == nil)
                #expect(copy[removed.0] == .integer(removed.1))
            }
            if let probe = expected.randomElement(using: &random) { #expect(object[probe.0] == .integer(probe.1)) }
        }
        #expect(object.keys == expected.map(\.0))
        for (key, value) in expected { #expect(object[key] == .integer(value)) }
    }

    @Test func namesDifferByBytes() {
        var object: JSONObject = ["\u{E9}": 1]
        object["e\u{301}"] = 2
        #expect(object.count == 2)
        #expect(object["\u{E9}"] == 1)
        #expect(JSONValue.string("\u{E9}") != JSONValue.string("e\u{301}"))
        for i in 0..<40 { object["x\(i)"] = 0 }
        #expect(object["e\u{301}"] == 2)
    }

    @Test func equality() throws {
        #expect(["a": 1, "b": [1, 2]] as JSONValue == ["b": [1, 2], "a": 1])
        #expect([1, 2] as JSONValue != [2, 1])
        #expect(["a": .null] as JSONValue != [:])
        #expect(["a": 1] as JSONValue != ["b": 1])
        #expect("1" as JSONValue != 1)
        #expect(false as JSONValue != 0)
        #expect(JSONValue.null != false)
        let spelled = try JSONValue(parsing: #"{"x":[1.0,1e1]}"#)
        #expect(spelled == ["x": [1, 10]])
        #expect(Set([spelled, ["x": [1, 10]]]).count == 1)
    }
}
