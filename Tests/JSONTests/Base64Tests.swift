import JSON
import Testing

struct Base64Tests {
    @Test(
        arguments: [
            ([], ""), ([0x66], "Zg=="), ([0x66, 0x6F], "Zm8="), ([0x66, 0x6F, 0x6F], "Zm9v"),
            ([0xFB, 0xFF, 0xBF], "+/+/"), ([0, 0, 0, 0], "AAAAAA=="),
        ] as [([UInt8], String)])
    func encoding(_ bytes: [UInt8], _ text: String) throws {
        #expect(Base64.encode(bytes) == text)
        #expect(try Base64.decode(text) == bytes)
        #expect(try Base64.check(text))
    }

    /// The positions are those that Go's decoder names.
    @Test(arguments: [
        ("Z", 0), ("Zg", 0), ("Zm9vZg", 4), ("Zm8", 0), ("Zg=", 3), ("Zg=\n", 4), ("Zg===", 4), ("Zg=x", 2),
        ("Zg=\nx", 3), ("Z===", 1), ("=", 0), ("Zm9v=", 4), ("Zg==Zg==", 4), ("Zg==\nZ", 5), ("Zm 9v", 2), ("Zm9-", 3),
        ("é", 0), ("Zm8=v", 4), ("Zm9v\nZ", 5),
    ])
    func illegalBytes(_ text: String, _ position: Int) {
        #expect(#expect(throws: Base64Error.self) { try Base64.decode(text) }?.position == position)
        #expect(!Base64.isValid(text))
        #expect(Base64.canonical(text) == nil)
    }

    /// Line breaks, and bits beyond the last byte.
    @Test(arguments: [
        ("Zm\r\n9v\n", "Zm9v"), ("\nZg=\n=\r", "Zg=="), ("Zh==", "Zg=="), ("Zm9=", "Zm8="), ("\n", ""),
        ("Zg==", "Zg=="),
    ])
    func otherSpellings(_ text: String, _ canonical: String) throws {
        #expect(Base64.canonical(text) == canonical)
        #expect(try Base64.decode(text) == Base64.decode(canonical))
        #expect(try Base64.check(text) == (text == canonical))
    }

    @Test func everyLength() throws {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            #expect(try Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }
}
