import APIMachinery
import JSON
import Testing

@Suite struct LabelQueryTests {
    @Test(arguments: [
        ("", ""), ("  ", ""), ("a=b", "a=b"), ("a==b", "a==b"), ("a!=b", "a!=b"), ("a = b", "a=b"),
        ("b=2,a=1", "a=1,b=2"), ("a", "a"),
        ("!a", "!a"), ("! a", "!a"), ("a in (y,x)", "a in (x,y)"), ("a in(x)", "a in (x)"),
        ("a notin (x)", "a notin (x)"),
        ("a in (x,x)", "a in (x)"), ("a>1", "a>1"), ("a < 5", "a<5"), ("a=", "a="), ("a=,b", "a=,b"), ("a!=", "a!="),
        ("in", "in"),
        ("in in (in)", "in in (in)"), ("notin", "notin"), ("a in (,)", "a in (,)"), ("a in (,b)", "a in (,b)"),
        ("a in (b,)", "a in (,b)"), ("a in ()", "a in (,)"), ("a notin ( )", "a notin (,)"),
        ("a in (,,)", "a in (,)"), ("example.com/a=b", "example.com/a=b"), ("!n,m in (1),k", "k,m in (1),!n"),
        ("a=b\t,\nc", "a=b,c"),
        ("z,a,z2", "a,z,z2"), ("a=in", "a=in"), ("a in (notin)", "a in (notin)"),
    ])
    func parsesAndPrints(given: String, expected: String) throws {
        let query = try LabelQuery(parsing: given)
        #expect(query.description == expected)
        #expect(try LabelQuery(parsing: expected).description == expected)
    }

    @Test(arguments: [
        "a===b", "a=b=c", "=b", ",", "a,", ",a", "a,,b", "a=b,", "!", "!!a", "!a=b", "a in", "a in x", "a in (",
        "a in (x", "a in (x y)", "x in ()y",
        "a in ((x))", "a notin", "(a)", "a)", "a b", "a>x", "a>", "a<1.5", "a>9223372036854775808", "-a=b", "a=-b",
        "a/b/c=d", "/a=b", "a/=b",
        "A_/b=c", "a=b!", "a>=1", "a=<1", "a=b c", "é=b", "a=é", "a in (é)", "a!b", "x in (a,b", "x in (a,b),",
    ])
    func refuses(given: String) {
        #expect(throws: SelectorError.self) { try LabelQuery(parsing: given) }
    }

    @Test func refusesWhatIsTooLong() {
        let long = String(repeating: "a", count: 64)
        #expect(throws: SelectorError.self) { try LabelQuery(parsing: "\(long)=b") }
        #expect(throws: SelectorError.self) { try LabelQuery(parsing: "a=\(long)") }
    }

    @Test func anEmptySetIsThatOfTheEmptyValue() throws {
        for (labels, isIn) in [(["a": ""], true), (["a": "b"], false), ([:], false)] {
            #expect(try LabelQuery(parsing: "a in ()").matches(labels) == isIn)
            #expect(try LabelQuery(parsing: "a notin ()").matches(labels) == !isIn)
        }
    }

    @Test func saysWhatIsWrong() {
        let error = #expect(throws: SelectorError.self) { try LabelQuery(parsing: "a===b") }
        #expect(error?.description == "unable to parse requirement: found '=', expected: identifier")
    }

    @Test(arguments: [
        ("", true), ("app=web", true), ("app=db", false), ("app!=db", true), ("app!=web", false), ("gone!=x", true),
        ("gone=", false),
        ("app in (web,db)", true), ("app in (db)", false), ("app notin (db)", true), ("app notin (web)", false),
        ("gone notin (x)", true),
        ("app", true), ("gone", false), ("!app", false), ("!gone", true), ("n>4", true), ("n>5", false), ("n<6", true),
        ("n<5", false),
        ("app>1", false), ("gone>1", false), ("app=web,n=5", true), ("app=web,n=6", false), ("empty=", true),
        ("empty!=", false), ("empty in (,x)", true),
    ])
    func matches(given: String, expected: Bool) throws {
        let labels = ["app": "web", "n": "5", "empty": ""]
        let query = try LabelQuery(parsing: given)
        #expect(query.matches(labels) == expected)
        #expect(query.matches { labels[$0] } == expected)
    }

    @Test func comesFromStructures() throws {
        let selector = LabelSelector(
            matchLabels: ["b": "2", "a": "1"],
            matchExpressions: [
                LabelSelectorRequirement(key: "t", operator: .in, values: ["y", "x"]),
                LabelSelectorRequirement(key: "u", operator: .notIn, values: ["z"]),
                LabelSelectorRequirement(key: "v", operator: .exists),
                LabelSelectorRequirement(key: "w", operator: .doesNotExist),
            ])
        #expect(try LabelQuery(selector).description == "a=1,b=2,t in (x,y),u notin (z),v,!w")
        #expect(try selector.matches(["a": "1", "b": "2", "t": "x", "v": ""]))
        #expect(try LabelSelector().matches([:]))
        for requirement in [
            LabelSelectorRequirement(key: "t", operator: .in),
            LabelSelectorRequirement(key: "t", operator: .exists, values: ["x"]),
            LabelSelectorRequirement(key: "t", operator: "Odd", values: ["x"]),
            LabelSelectorRequirement(key: "b d", operator: .exists),
        ] {
            #expect(throws: SelectorError.self) { try LabelQuery(LabelSelector(matchExpressions: [requirement])) }
        }
    }
}

@Suite struct FieldQueryTests {
    @Test(arguments: [
        ("", ""), ("metadata.name=x", "metadata.name=x"), ("a==b", "a=b"), ("a!=b", "a!=b"), ("b=1,a=2", "a=2,b=1"),
        ("a=", "a="), (",", ""),
        ("a=b,", "a=b"), (#"a=b\,c"#, #"a=b\,c"#), (#"a=b\=c"#, #"a=b\=c"#), (#"a=b\\"#, #"a=b\\"#), ("=b", "=b"),
        ("a=x!y", "a=x!y"),
        ("a=é", "a=é"),
    ])
    func parsesAndPrints(given: String, expected: String) throws {
        let query = try FieldQuery(parsing: given)
        #expect(query.description == expected)
        #expect(try FieldQuery(parsing: expected) == query)
    }

    @Test(arguments: ["a", "a!b", "a=b=c", #"a=b\c"#, #"a=b\"#, "a=b,c", "a===b", "a!==b"])
    func refuses(given: String) {
        #expect(throws: SelectorError.self) { try FieldQuery(parsing: given) }
    }

    @Test func matchesFields() throws {
        let fields = ["metadata.name": "web", "spec.nodeName": "a,b"]
        #expect(try FieldQuery(parsing: "metadata.name=web").matches(fields))
        #expect(try FieldQuery(parsing: #"spec.nodeName=a\,b,metadata.name!=db"#).matches(fields))
        #expect(try !FieldQuery(parsing: "metadata.name!=web").matches(fields))
        #expect(try FieldQuery(parsing: "gone=").matches(fields))
        #expect(try FieldQuery(parsing: "gone!=x").matches { fields[$0] })
        #expect(FieldQuery.everything.matches(fields))
        #expect(try FieldQuery(parsing: "a!=1,metadata.name=web").requiredValue(of: "metadata.name") == "web")
        #expect(try FieldQuery(parsing: "metadata.name!=web").requiredValue(of: "metadata.name") == nil)
        #expect(FieldQuery("metadata.name", equals: "a=b").description == #"metadata.name=a\=b"#)
    }
}
