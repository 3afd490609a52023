import APISchema
import JSON
import TestSupport
import Testing

/// Reading and preparing in one walk comes to what the two come to one after the other.
@Suite struct DecodingTests {
    /// Spoils an object in ways that clients do: nulls, other types, unknown members, empty values, another order.
    private func spoiled(_ value: JSONValue, _ random: inout RandomObjects, _ rate: Int) -> JSONValue {
        switch value {
        case .object(let object):
            var members = object.map { ($0.key, spoiled($0.value, &random, rate)) }
            if random.random(rate) == 0 { members.append(("unknown\(random.random(9))", 1)) }
            if random.random(3) == 0, members.count > 1 { members.swapAt(0, random.random(members.count)) }
            var result = JSONObject()
            for (key, member) in members { result[key] = member }
            return .object(result)
        case .array(let elements): return .array(elements.map { spoiled($0, &random, rate) })
        default:
            guard random.random(rate) == 0 else { return value }
            return [.null, "", 0, 1.5, false, [], [:], "0", "10.0", "AA=="][random.random(10)] as JSONValue
        }
    }

    @Test(arguments: [UInt64](1...12)) func oneWalkIsAsGoodAsTwo(seed: UInt64) throws {
        for resource in Definitions.own.resources {
            let type = try #require(Definitions.all.types[resource.typeName])
            let schema = try #require(Definitions.resolver.schema(named: resource.typeName))
            var random = RandomObjects(types: Definitions.all.types, seed: seed)
            for rate in [1_000_000, 200, 20, 4] {
                let value = spoiled(random.value(of: type.schema), &random, rate)
                let document = try JSONDocument(parsing: value.serialized())
                let problems = schema.decodingProblems(of: document.root.value)
                let isSound = problems.mismatch == nil && problems.unknownFields.isEmpty
                let decoded = schema.decoded(document.root)
                #expect((decoded != nil) == isSound, "\(resource.kind): \(problems)")
                guard let decoded else { continue }
                let prepared = schema.prepared(document.root.value, .builtIn)
                // Also in the order of their members.
                #expect(decoded.serialized() == prepared.serialized(), "\(resource.kind)")
            }
        }
    }

    @Test func namesThatComeTwiceAreLeftToTheLongerWay() throws {
        let schema = try #require(Definitions.resolver.schema(named: "io.k8s.api.core.v1.ConfigMap"))
        let options = JSONParsingOptions(duplicateKeys: .report)
        let document = try JSONDocument(parsing: #"{"data":{"a":"1","a":"2"}}"#, options: options)
        #expect(schema.decoded(document.root) == nil)
        #expect(schema.decoded(try JSONDocument(parsing: "[]").root) == nil)
        #expect(schema.decoded(try JSONDocument(parsing: "null").root) == nil)
    }
}
