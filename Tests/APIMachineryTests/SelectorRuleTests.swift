import APIMachinery
import Testing

/// Selectors with many requirements select what each of them does, taken by itself.
@Suite struct SelectorRuleTests {
    /// Selectors of a few or of many keys, each key several times.
    private func selector(_ random: inout some RandomNumberGenerator, keys: Int) throws -> LabelQuery {
        let values = ["", "1", "2", "3", "x"]
        return LabelQuery(
            try (0..<Int.random(in: 0...keys * 2, using: &random)).map { _ in
                let key = "k\(Int.random(in: 0..<keys, using: &random))"
                let all = LabelRequirement.Operator.allCases
                let comparison = all.randomElement(using: &random) ?? .exists
                switch comparison {
                case .equals, .doubleEquals, .notEquals:
                    return try LabelRequirement(
                        key: key, operator: comparison, values: [values.randomElement(using: &random) ?? ""])
                case .in, .notIn:
                    return try LabelRequirement(
                        key: key, operator: comparison,
                        values: (0..<Int.random(in: 1...4, using: &random)).map { _ in
                            values.randomElement(using: &random) ?? ""
                        })
                case .greaterThan, .lessThan:
                    return try LabelRequirement(
                        key: key, operator: comparison, values: ["\(Int.random(in: 0...4, using: &random))"])
                case .exists, .doesNotExist: return try LabelRequirement(key: key, operator: comparison)
                }
            })
    }

    @Test(arguments: [1, 3, 8, 9, 30]) func rulesSelectAsRequirementsDo(keys: Int) throws {
        var random = SystemRandomNumberGenerator()
        var selected = 0
        for _ in 0..<400 {
            let query = try selector(&random, keys: keys)
            var labels: [String: String] = [:]
            for key in 0..<keys + 2 where Bool.random(using: &random) {
                labels["k\(key)"] = ["", "1", "2", "3", "x", "y"].randomElement(using: &random)
            }
            let expected = query.requirements.allSatisfy { $0.matches(labels[$0.key]) }
            selected += expected ? 1 : 0
            #expect(query.matches(labels) == expected, "\(query) on \(labels)")
            #expect(query.matches { labels[$0] } == expected, "\(query) on \(labels)")
            #expect(query.matches(labels.map { (key: $0.key, value: $0.value) }) == expected, "\(query) on \(labels)")
        }
        #expect(selected > 0)
    }

    @Test func fieldRulesSelectAsRequirementsDo() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<400 {
            let query = FieldQuery(
                (0..<Int.random(in: 0...5, using: &random)).map { _ in
                    FieldQuery.Requirement(
                        field: ["a", "b"].randomElement(using: &random) ?? "",
                        isNegated: Bool.random(using: &random), value: "\(Int.random(in: 0...2, using: &random))")
                })
            for a in ["", "0", "1", "2"] {
                for b in ["0", "3"] {
                    let fields = ["a": a, "b": b]
                    let expected = query.requirements.allSatisfy { (fields[$0.field] == $0.value) != $0.isNegated }
                    #expect(query.matches(fields) == expected, "\(query) on \(fields)")
                }
            }
        }
        #expect(FieldQuery("a", equals: "\u{e9}").matches(["a": "\u{e9}"]))
        #expect(!FieldQuery("a", equals: "\u{e9}").matches(["a": "e\u{301}"]))
    }

    @Test func aHundredThousandTermsAreRead() throws {
        // Each would cost the length of all if it were looked at with the others.
        let labels = try LabelQuery(parsing: Array(repeating: "!b", count: 100_000).joined(separator: ","))
        #expect(labels.matches(["a": "1"]) && !labels.matches(["b": "1"]))
        let fields = try FieldQuery(
            parsing: (0..<100_000).map { "metadata.name!=c\($0)" }.joined(separator: ","))
        #expect(fields.matches(["metadata.name": "d"]) && !fields.matches(["metadata.name": "c99999"]))
        #expect(fields.rules.count == 1)
    }
}
