import APIMachinery
import Testing

@Suite struct PatternTests {
    @Test(arguments: [
        ("", "abc", true), ("b", "abc", true), ("^b", "abc", false), ("^abc$", "abc", true), ("^a.c$", "a\nc", false),
        ("(?s)^a.c$", "a\nc", true),
        ("a|b", "xb", true), ("^(a|b)*$", "abba", true), ("^(a|b)*$", "abca", false), ("^a{2}$", "aa", true),
        ("^a{2}$", "aaa", false),
        ("^a{2,}$", "aaaa", true), ("^a{1,2}$", "aaa", false), ("^a{,2}$", "a{,2}", true), ("^a+?$", "aaa", true),
        ("^(?:ab)+$", "abab", true),
        ("^(?P<n>a)(?<m>b)$", "ab", true), ("^[a-c]+$", "abc", true), ("^[^a-c]+$", "xyz", true),
        ("^[]a]+$", "]a", true), ("^[a-]+$", "a-", true),
        (#"^\d+\.\d+$"#, "1.5", true), (#"^\w+\s\w+$"#, "a_1 b", true), (#"^\D\W\S$"#, "a-b", true),
        (#"\bcat\b"#, "a cat!", true),
        (#"\bcat\b"#, "concat", false), (#"\Bcat"#, "concat", true), (#"\Aabc\z"#, "abc", true),
        ("(?i)^ÄBC$", "äbc", true), ("(?i:a)b", "Ab", true),
        ("(?i:a)b", "AB", false), ("(?m)^b$", "a\nb\nc", true), ("^b$", "a\nb", false), (#"^\p{L}+$"#, "äβ", true),
        (#"^\p{Lu}$"#, "a", false),
        (#"^\P{Nd}$"#, "a", true), (#"^[\p{Lu}\d]+$"#, "A1", true), ("^[[:alpha:][:digit:]]+$", "a1", true),
        ("^[[:^alpha:]]+$", "1", true),
        (#"^\x41\x{1F600}\u00e9$"#, "A😀é", true), (#"^[\w.-]+@[\w-]+$"#, "a.b@c-d", true), (#"^[^\s]+$"#, "a b", false),
        (#"^[\D]$"#, "1", false),
        ("^(|a)$", "", true), ("^()*$", "", true), ("a{x", "a{x", true), (#"^\/\-\_$"#, "/-_", true), ("$", "", true),
        ("^.$", "é", true),
        ("^97[89][0-9]{10}$", "9781234567890", true), ("^(a*)*$", "aaab", false),
        ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", "a-b.c1", true),
    ])
    func matching(_ pattern: String, _ text: String, _ matches: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == matches)
    }

    @Test(arguments: [
        "(", ")", "[", "[a", "a**", "*", "+a", "?", "a{2,1}", "a{1001}", #"\"#, "(?=a)", "(?!a)", "(?<=a)", "(?<!a)",
        #"(a)\1"#, "[b-a]", #"\p{Xx}"#,
        #"\q"#, "(?z)", "(?P<a", "[[:foo:]]", #"\x{110000}"#, "{2}", "((((a{1000}){1000}){1000}){1000})", "(?i",
    ])
    func refused(_ pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern) }
    }

    @Test func nestingIsBounded() {
        #expect(throws: PatternError.self) { try Pattern(String(repeating: "(", count: 100_000)) }
        #expect(throws: PatternError.self) {
            try Pattern(String(repeating: "(", count: 200) + String(repeating: ")", count: 200))
        }
        _ = try? Pattern("(((((){1000}){1000}){1000}){1000}){1000}")
    }

    /// Patterns that take backtracking engines exponential time take ours linear time.
    @Test func catastrophicPatterns() throws {
        let text = String(repeating: "a", count: 5000) + "!"
        for pattern in ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*)*x", "^(a?){30}a{30}$"] {
            #expect(try !Pattern(pattern).matches(text))
        }
    }
}
