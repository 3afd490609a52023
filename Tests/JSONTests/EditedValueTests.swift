import JSON
import Testing

/// Patches of long arrays and wide objects: as those of short ones, whatever chunks they are kept in meanwhile.
struct EditedValueTests {
    private func pointer(_ tokens: String...) -> JSONPointer { JSONPointer(tokens: tokens) }

    /// Random operations on an array that is several chunks long, compared with the same on a Swift array.
    @Test(arguments: [0, 1, 1_023, 1_024, 1_025, 5_000]) func arraysAreEditedAsSwiftArrays(count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        var expected = (0..<count).map { JSONValue.integer(Int64($0)) }
        let value: JSONValue = ["l": .array(expected)]
        var operations: [JSONPatch.Operation] = []
        for round in 0..<3_000 {
            let new = JSONValue.integer(Int64(-round))
            let place = expected.isEmpty ? 0 : Int.random(in: 0..<expected.count, using: &random)
            switch expected.isEmpty ? 0 : Int.random(in: 0..<6, using: &random) {
            case 0, 1:
                operations.append(.add(pointer("l", "\(place)"), new))
                expected.insert(new, at: place)
            case 2:
                operations.append(.add(pointer("l", "-"), new))
                expected.append(new)
            case 3:
                operations.append(.remove(pointer("l", "\(place)")))
                expected.remove(at: place)
            case 4:
                operations.append(.replace(pointer("l", "\(place)"), new))
                expected[place] = new
            default:
                let target = Int.random(in: 0..<expected.count, using: &random)
                operations.append(.move(from: pointer("l", "\(place)"), to: pointer("l", "\(target)")))
                let moved = expected.remove(at: place)
                expected.insert(moved, at: target)
            }
            if round % 500 == 0, let last = expected.last {
                operations.append(.test(pointer("l", "\(expected.count - 1)"), last))
            }
        }
        operations.append(.test(pointer("l"), .array(expected)))
        #expect(try JSONPatch(operations).apply(to: value) == ["l": .array(expected)])
        // The patched value is another.
        #expect(value["l"]?.arrayValue?.count == count)
    }

    @Test func oneChunkGrowsIntoMany() throws {
        let operations = (0..<9_999).map { JSONPatch.Operation.add(pointer("0"), .integer(Int64($0))) }
        let result = try JSONPatch(operations).apply(to: [])
        #expect(result == .array((0..<9_999).reversed().map { .integer(Int64($0)) }))
    }

    @Test func membersComeInTheOrderInWhichTheyWereAdded() throws {
        let value = JSONValue.object(JSONObject(uniqueKeysWithValues: (0..<100).map { ("k\($0)", .integer($0)) }))
        var operations = stride(from: 0, to: 100, by: 2).map { JSONPatch.Operation.remove(pointer("k\($0)")) }
        operations.append(.add(pointer("k4"), "again"))
        operations.append(.move(from: pointer("k1"), to: pointer("k2")))
        operations.append(.replace(pointer("k99"), "kept in its place"))
        let members = try #require(try JSONPatch(operations).apply(to: value).objectValue)
        let odd = stride(from: 3, to: 100, by: 2).map { "k\($0)" }
        #expect(members.keys == odd + ["k4", "k2"])
        #expect(members["k2"] == 1)
        #expect(members["k99"] == "kept in its place")
    }

    @Test func editedPartsAreComparedCopiedAndMoved() throws {
        let value = try JSONValue(parsing: #"{"a":{"l":[1,{"x":[2]}]},"b":{}}"#)
        let patch = try JSONPatch(
            JSONValue(
                parsing: """
                    [{"op":"add","path":"/a/l/1/x/-","value":3},
                     {"op":"test","path":"/a","value":{"l":[1,{"x":[2,3]}]}},
                     {"op":"copy","from":"/a","path":"/b/copy"},
                     {"op":"add","path":"/b/copy/l/0","value":0},
                     {"op":"test","path":"/a/l/0","value":1},
                     {"op":"move","from":"/a/l","path":"/l"},
                     {"op":"test","path":"/a","value":{}}]
                    """))
        let result = try patch.apply(to: value)
        #expect(result.description == #"{"a":{},"b":{"copy":{"l":[0,1,{"x":[2,3]}]}},"l":[1,{"x":[2,3]}]}"#)
        for wrong in [#"{"l":[1,{"x":[2]}]}"#, #"{"l":[1,{"x":[2,3]}],"m":1}"#, #"{"m":[]}"#, "[]", "1"] {
            let test = JSONPatch.Operation.test(pointer("a"), try JSONValue(parsing: wrong))
            let patch = JSONPatch(Array(patch.operations.prefix(1)) + [test])
            let error = #expect(throws: JSONPatchError.self) { try patch.apply(to: value) }
            #expect(error?.reason == .testFailed, "\(wrong)")
        }
    }

    @Test func namesAreTheirBytes() throws {
        // One character, spelled in two ways.
        let value: JSONValue = ["\u{e9}": 1, "e\u{301}": 2]
        let result = try JSONPatch([.remove(pointer("e\u{301}"))]).apply(to: value)
        #expect(result == ["\u{e9}": 1])
    }

    @Test func theBeginningOfAValueIsThatOfItsText() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let value = randomValue(&random, depth: 4)
            for limit in [0, 1, 5, 20, 100] {
                let text = Array(value.description.utf8)
                let beginning = Array(value.beginning(limit).description.utf8)
                #expect(beginning.prefix(limit) == text.prefix(limit), "\(value)")
            }
        }
        #expect(JSONValue.array(Array(repeating: "abc", count: 1_000_000)).beginning(100).description.utf8.count < 200)
        #expect(JSONValue.string(String(repeating: "a", count: 1_000_000)).beginning(100).description.utf8.count < 200)
    }
}
