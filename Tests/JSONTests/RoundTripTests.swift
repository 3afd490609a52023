import JSON
import Testing

struct RoundTripTests {
    @Test(arguments: 0..<8)
    func randomValuesSurvive(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let value = randomValue(&random, depth: 5)
            let compact = value.serialized()
            let read = try JSONValue(parsing: compact)
            #expect(read == value)
            #expect(read.serialized() == compact)
            #expect(read.hashValue == value.hashValue)

            let indented = value.serialized(indent: 2)
            let document = try JSONDocument(parsing: indented)
            #expect(document.root.value.serialized() == compact)
            var writer = JSONWriter()
            writer.write(document.root)
            #expect(writer.finish() == compact)
            var indentedWriter = JSONWriter(indent: 2)
            indentedWriter.write(document.root)
            #expect(indentedWriter.finish() == indented)
            agree(document.root, value)
        }
    }

    /// That a value read in place and its tree say the same.
    private func agree(_ node: JSONNode, _ value: JSONValue) {
        #expect(node.kind == value.kind)
        #expect(node.stringValue == value.stringValue)
        #expect(node.boolValue == value.boolValue)
        #expect(node.int64Value == value.int64Value)
        #expect(node.doubleValue == value.doubleValue)
        #expect(node.numberValue?.text == value.numberValue?.text)
        if let array = value.arrayValue {
            #expect(node.count == array.count)
            for (inner, element) in zip(node.elements, array) { agree(inner, element) }
        }
        if let object = value.objectValue {
            #expect(node.count == object.count)
            for (member, expected) in zip(node.members, object) {
                #expect(Array(member.key.utf8) == Array(expected.key.utf8))
                #expect(node[member.key]?.rawRange == member.value.rawRange)
                agree(member.value, expected.value)
            }
        }
    }
}
