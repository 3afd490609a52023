import APIMachinery
import JSON
import Testing

/// A generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct PropertyTests {
    @Test(arguments: 0..<4)
    func quantitiesSurviveText(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let suffixes = [
            "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "e-3", "E7",
            "e-12", "e+30",
        ]
        var previous = Quantity()
        for _ in 0..<500 {
            func digits(_ limit: Int) -> String {
                String(
                    (0..<Int.random(in: 0...limit, using: &random)).map { _ in
                        "0123456789".randomElement(using: &random) ?? "0"
                    })
            }
            let given =
                (["", "-", "+"].randomElement(using: &random) ?? "") + digits(25) + "1." + digits(15)
                + (suffixes.randomElement(using: &random) ?? "")
            let quantity = try Quantity(parsing: given)
            #expect(try Quantity(parsing: quantity.description) == quantity, "\(given)")
            #expect(try Quantity(parsing: quantity.canonicalText).canonicalText == quantity.canonicalText, "\(given)")
            #expect(try decoded(text(quantity), as: Quantity.self) == quantity)
            #expect(quantity + previous - previous == quantity, "\(given) \(previous)")
            #expect((quantity < previous) == ((previous - quantity).sign > 0))
            previous = quantity
        }
    }

    @Test func timesAndDurationsSurviveText() throws {
        var random = SeededGenerator(state: 7)
        for _ in 0..<1000 {
            let time = try #require(
                Time(secondsSinceEpoch: .random(in: -62_167_219_200...253_402_300_799, using: &random)))
            #expect(try Time(parsing: time.description) == time)
            let micro = try #require(
                MicroTime(
                    microsecondsSinceEpoch: .random(
                        in: -62_167_219_200_000_000...253_402_300_799_999_999, using: &random)))
            #expect(try MicroTime(parsing: micro.description) == micro)
            let duration = Duration(
                nanoseconds: Int64(truncatingIfNeeded: random.next()) >> Int64.random(in: 0..<63, using: &random))
            #expect(try Duration(parsing: duration.description) == duration)
        }
    }

    @Test func noTextCrashesAParser() {
        var random = SeededGenerator(state: 11)
        let alphabet = Array("0123456789.+-eEinumkKMGTPZTW:,=!<>()\\/% aµ\u{301}in notin\"{}[]\u{0}é")
        for _ in 0..<3000 {
            let given = String(
                (0..<Int.random(in: 0...24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "0" })
            if let quantity = try? Quantity(parsing: given) {
                #expect((try? Quantity(parsing: quantity.description)) == quantity, "\(given)")
            }
            if let query = try? LabelQuery(parsing: given) {
                #expect((try? LabelQuery(parsing: query.description)) == query, "\(given)")
            }
            if let query = try? FieldQuery(parsing: given) {
                #expect((try? FieldQuery(parsing: query.description)) != nil, "\(given)")
            }
            _ = try? Time(parsing: given)
            _ = try? MicroTime(parsing: given)
            _ = try? Duration(parsing: given)
            _ = IntOrString(parsing: given).scaled(of: 3, roundingUp: true)
            _ = NameRules.qualifiedName(given) + NameRules.configMapKey(given) + NameRules.dns1035Label(given)
            _ = QueryParameters(parsing: given).description
            _ = APIVersion(given)
        }
    }

    @Test func noJSONCrashesAModel() throws {
        var random = SeededGenerator(state: 13)
        let values: [JSONValue] = [
            .null, true, 0, -1, 9_223_372_036_854_775_807, 1.5, "", "x", "1Ki", "2006-01-02T15:04:05Z", "5s", [], [1],
            ["a"], [:], ["a": "b"], ["name": 5],
            [["uid": "x"]], [["uid": [:]]], ["kind": "Status"],
        ]
        let names = [
            "kind", "apiVersion", "metadata", "name", "labels", "status", "code", "details", "causes", "items", "type",
            "object", "uid", "spec",
            "creationTimestamp", "ownerReferences", "finalizers", "managedFields", "reason", "message", "rows", "cells",
            "new", "continue",
        ]
        for _ in 0..<1500 {
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                object[names.randomElement(using: &random) ?? ""] = values.randomElement(using: &random) ?? .null
            }
            let bytes = JSONValue.object(object).serialized()
            func check<Model: JSONCodable & Equatable>(_ type: Model.Type) throws {
                guard let model = try? Model(parsing: bytes) else { return }
                #expect(try Model(parsing: model.encodedJSON()) == model)
            }
            try check(ObjectMeta.self)
            try check(Status.self)
            try check(Condition.self)
            try check(Table.self)
            try check(WatchEvent.self)
            try check(APIList<Widget>.self)
            try check(DeleteOptions.self)
            try check(OwnerReference.self)
            let scalar = (values.randomElement(using: &random) ?? .null).serialized()
            func scalarCheck<Model: JSONCodable & Equatable>(_ type: Model.Type) throws {
                guard let model = try? Model(parsing: scalar) else { return }
                #expect(try Model(parsing: model.encodedJSON()) == model)
            }
            try scalarCheck(Quantity.self)
            try scalarCheck(IntOrString.self)
            try scalarCheck(Time.self)
            try scalarCheck(MicroTime.self)
            try scalarCheck(Duration.self)
        }
    }
}
