import Testing

@testable import APIServer

@Suite struct TokenFileTests {
    private func parse(_ text: String) throws -> [(token: String, user: UserInfo)] {
        try TokenFile.parse(text, path: "tokens.csv")
    }

    @Test func linesAreRead() throws {
        let users = try parse(
            "t1,alice,u1\n\nt2,bob,u2,\"dev,ops\"\r\nt3,\"Smith, John\",u3,one\n\"t\"\"4\",dora,u4,\"\"\nt5,eve,")
        #expect(users.map(\.token) == ["t1", "t2", "t3", "t\"4", "t5"])
        #expect(
            users.map(\.user) == [
                UserInfo(name: "alice", uid: "u1"), UserInfo(name: "bob", uid: "u2", groups: ["dev", "ops"]),
                UserInfo(name: "Smith, John", uid: "u3", groups: ["one"]), UserInfo(name: "dora", uid: "u4"),
                UserInfo(name: "eve"),
            ])
        #expect(try parse("").isEmpty)
    }

    @Test(arguments: [
        (
            "t1,alice,u1\nsecret,bob",
            "tokens.csv:2: a line has at least 3 columns (token, user name, user id); this one has 2"
        ),
        ("secret,a,b,c,d", "tokens.csv:1: a line has at most 4 columns"),
        ("\n,alice,u1", "tokens.csv:2: the token is empty"),
        ("secret,,u1", "tokens.csv:1: the user name is empty"),
        ("sec ret,alice,u1", "tokens.csv:1: the token contains a space"),
        ("secret,a,1\n\nsecret,b,2", "tokens.csv:3: the token is that of line 1"),
        ("secret,a,1,\"x", "tokens.csv:1: a double quote is not closed"),
        ("secret,a\"b,1", "tokens.csv:1: a double quote stands within a field"),
        ("secret,\"a\"b,1", "tokens.csv:1: after a closing double quote"),
        ("secret,\"a\nb\",1\nx", "tokens.csv:3: a line has at least 3 columns"),
    ])
    func mistakesNameTheirLine(text: String, message: String) {
        #expect {
            try parse(text)
        } throws: { error in
            let description = "\(error)"
            #expect(!description.contains("secret"), "a token is shown")
            return description.hasPrefix(message)
        }
    }
}
