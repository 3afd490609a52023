import JSON
import Testing

struct NumberTests {
    @Test(arguments: [
        ("1", "1.0"), ("1", "1e0"), ("100", "1e2"), ("0", "-0"), ("0", "0.000"), ("0", "0e999999999999999999999"),
        ("1.5", "15e-1"), ("-2", "-0.2E1"), ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
        ("9223372036854775807", "9223372036854775807.0"),
    ])
    func equalNumbersHashAlike(_ a: String, _ b: String) throws {
        let a = try JSONValue(parsing: a)
        let b = try JSONValue(parsing: b)
        #expect(a == b)
        #expect(b == a)
        #expect(a.hashValue == b.hashValue)
        #expect(a.description != b.description)
        #expect(a.numberValue == b.numberValue)
    }

    @Test(arguments: [
        ("1", "2"), ("-1", "1"), ("9223372036854775807", "9223372036854775808"), ("1e400", "1e401"),
        ("123456789012345678901234567890", "123456789012345678901234567891"), ("0.1", "0.10000000000000000000001"),
        ("-1e5", "-1e4"), ("-0.5", "0"), ("0", "1e-400"), ("9007199254740992", "9007199254740993"),
    ])
    func orderIsExact(_ low: String, _ high: String) throws {
        let values = try (JSONValue(parsing: low), JSONValue(parsing: high))
        #expect(values.0 != values.1)
        let low = try #require(JSONNumber(low))
        let high = try #require(JSONNumber(high))
        #expect(low < high)
        #expect(!(high < low))
        #expect(!(low < low))
    }

    @Test(
        arguments: [
            ("1.0", 1), ("1e2", 100), ("-0", 0), ("1.20e1", 12), ("9.223372036854775807e18", Int64.max),
            ("-9.223372036854775808e18", Int64.min), ("9223372036854775808", nil), ("1.5", nil), ("1e19", nil),
            ("1e-1", nil),
            ("1e99999999999999999999", nil), ("10e-1", 1),
        ] as [(String, Int64?)])
    func exactInt64(_ text: String, _ expected: Int64?) throws {
        #expect(try JSONValue(parsing: text).int64Value == expected)
        #expect(try JSONDocument(parsing: text).root.int64Value == expected)
        #expect(JSONNumber(text)?.exactInt64 == expected)
    }

    @Test(arguments: ["", "-", "01", "1.", ".1", "1e", "+1", "1 ", " 1", "NaN", "0x1", "1e1.5", "--1", "é"])
    func noNumber(_ text: String) {
        #expect(JSONNumber(text) == nil)
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "-0"), (1, "1"), (1.5, "1.5"), (-2.25, "-2.25"), (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.25e22, "1.25e+22"), (1e-6, "0.000001"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (0.1, "0.1"),
            (123456.789, "123456.789"),
            (Double.greatestFiniteMagnitude, "1.7976931348623157e+308"), (Double.leastNonzeroMagnitude, "5e-324"),
            (Double.infinity, "null"),
            (Double.nan, "null"), (100, "100"), (1e15, "1000000000000000"), (9007199254740992, "9007199254740992"),
        ] as [(Double, String)])
    func doublesAsGoWritesThem(_ value: Double, _ text: String) throws {
        let bytes = value.encodedJSON()
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        if value.isFinite { #expect(try Double(parsing: bytes) == value) }
    }

    @Test func doubles() throws {
        #expect(try JSONValue(parsing: "1e400").doubleValue == .infinity)
        #expect(try JSONValue(parsing: "-1e400").doubleValue == -.infinity)
        #expect(try JSONValue(parsing: "0.1").doubleValue == 0.1)
        #expect(JSONNumber(1.0)?.text == "1.0")
        let literal: JSONNumber? = JSONNumber(1)
        #expect(literal?.text == "1")
        #expect(JSONNumber(Double.nan) == nil)
        #expect((1.5 as JSONValue).description == "1.5")
    }

    @Test func integersOfAllLengthsAreWritten() throws {
        var value: Int64 = 1
        while true {
            for number in [value, value - 1, -value, value + 7] {
                #expect(String(decoding: number.encodedJSON(), as: UTF8.self) == String(number))
                #expect(try Int64(parsing: number.encodedJSON()) == number)
            }
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { break }
            value = next
        }
        #expect(String(decoding: Int64.min.encodedJSON(), as: UTF8.self) == String(Int64.min))
    }
}
