import APIMachinery
import Testing

@Suite struct NameRulesTests {
    static let long63 = String(repeating: "a", count: 63)
    static let long64 = String(repeating: "a", count: 64)

    @Test func dns1123Label() {
        for good in ["a", "0", "ab", "a-b", "0-0", "a--1", Self.long63] {
            #expect(NameRules.dns1123Label(good).isEmpty, "\(good)")
        }
        for bad in ["", "A", "-", "a-", "-a", "a.b", "a_b", " a", "a ", "é", "a\n", Self.long64] {
            #expect(!NameRules.dns1123Label(bad).isEmpty, "\(bad)")
        }
    }

    @Test func dns1123Subdomain() {
        for good in ["a", "a.b", "0.1.2", "a-b.c-d", Self.long64, String(repeating: "ab.", count: 84) + "a"] {
            #expect(NameRules.dns1123Subdomain(good).isEmpty, "\(good)")
        }
        for bad in [
            "", ".", "a.", ".a", "a..b", "A.b", "a-.b", "a.-b", "a/b", "..", String(repeating: "ab.", count: 84) + "ab",
        ] {
            #expect(!NameRules.dns1123Subdomain(bad).isEmpty, "\(bad)")
        }
    }

    @Test func dns1035Label() {
        for good in ["a", "a1", "a-b", Self.long63] { #expect(NameRules.dns1035Label(good).isEmpty, "\(good)") }
        for bad in ["", "1a", "-a", "a-", "A", "a.b", Self.long64] {
            #expect(!NameRules.dns1035Label(bad).isEmpty, "\(bad)")
        }
    }

    @Test func qualifiedName() {
        for good in ["a", "A.b_c-d", "1", "example.com/a", "a/b", "x.y/" + Self.long63] {
            #expect(NameRules.qualifiedName(good).isEmpty, "\(good)")
        }
        for bad in ["", "/", "a/", "/a", "a/b/c", "-a", "a-", "a b", "A.com/b", "a!", "x/" + Self.long64, "é"] {
            #expect(!NameRules.qualifiedName(bad).isEmpty, "\(bad)")
        }
    }

    @Test func labelValue() {
        for good in ["", "a", "A_b.c-1", Self.long63] { #expect(NameRules.labelValue(good).isEmpty, "\(good)") }
        for bad in [" ", "-a", "a-", "a/b", "a b", Self.long64, "é"] {
            #expect(!NameRules.labelValue(bad).isEmpty, "\(bad)")
        }
    }

    @Test func others() {
        for good in ["a", ".a", "_", "-", "...a"[...].dropFirst(2).description] {
            #expect(NameRules.configMapKey(good).isEmpty, "\(good)")
        }
        for bad in ["", ".", "..", "..a", "a b", "a/b"] { #expect(!NameRules.configMapKey(bad).isEmpty, "\(bad)") }
        for good in ["a", "a:b", "...", ".a"] { #expect(NameRules.pathSegment(good).isEmpty, "\(good)") }
        for bad in [".", "..", "a/b", "a%2fb", "/"] { #expect(!NameRules.pathSegment(bad).isEmpty, "\(bad)") }
        #expect(NameRules.prefix("web-", of: { NameRules.dns1123Subdomain($0) }).isEmpty)
        #expect(!NameRules.prefix("-", of: { NameRules.dns1123Subdomain($0) }).isEmpty)
        #expect(!NameRules.prefix("Bad_", of: { NameRules.dns1123Subdomain($0) }).isEmpty)
    }

    @Test func messagesNameTheRule() {
        #expect(NameRules.dns1123Label(Self.long64) == ["must be no more than 63 bytes"])
        #expect(
            NameRules.dns1123Subdomain("Bad_").first?.hasPrefix("a lowercase RFC 1123 subdomain must consist of")
                == true)
    }
}
