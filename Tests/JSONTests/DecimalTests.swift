import JSON
import Testing

struct DecimalTests {
    private func decimal(_ text: String) -> Decimal { Decimal(jsonNumber: text) }

    @Test(arguments: [
        ("0.3", "0.1", true), ("1e300", "7e-5", false), ("7e300", "7e-300", true), ("0", "0", true), ("1", "0", false),
        ("-6", "1.5", true), ("123456789012345678901234567890", "10", true),
        ("123456789012345678901234567891", "3", false), ("123456789012345678901234567890", "3", true),
        ("18446744073709551614", "9223372036854775807", true), ("1", "1e999999999999999999999", false),
        ("1e999999999999999999999", "7", false), ("1e999999999999999999999", "1e-999999999999999999999", true),
    ])
    func multiples(_ number: String, _ factor: String, _ isMultiple: Bool) {
        #expect(decimal(number).isMultiple(of: decimal(factor)) == isMultiple)
    }

    @Test(arguments: [("1.0", true), ("1e3", true), ("-0.0", true), ("1.5", false), ("15e-1", false), ("150e-1", true)])
    func wholeNumbers(_ text: String, _ isWhole: Bool) {
        #expect(decimal(text).isWhole == isWhole)
    }

    /// One number has one form, however it is written, at and beyond 64 bits.
    @Test(arguments: [
        ("9223372036854775807", "0.9223372036854775807e19"), ("-9223372036854775808", "-922337203685477580.8e1"),
        ("340282366920938463463374607431768211456", "3.40282366920938463463374607431768211456e38"),
        ("100000000000000000000", "1e20"), ("0.000000000000000000000000000001", "1e-30"),
        ("000000000000000000000000000001", "1"),
    ])
    func spellings(_ a: String, _ b: String) {
        #expect(decimal(a) == decimal(b))
        #expect(decimal(a).hashValue == decimal(b).hashValue)
        #expect(!(decimal(a) < decimal(b)) && !(decimal(b) < decimal(a)))
    }

    @Test func exponentsBeyond32Bits() {
        #expect(decimal("1e3000000000") < decimal("1e4000000000"))
        #expect(decimal("-1e3000000000") > decimal("-1e4000000000"))
        #expect(decimal("1e-4000000000") < decimal("1e-3000000000"))
        #expect(decimal("1e3000000000").asInt64 == nil)
    }

    @Test func sums() {
        #expect(decimal("0.1") + decimal("0.2") == decimal("0.3"))
        #expect(decimal("1e30") + decimal("-1") == decimal("999999999999999999999999999999"))
        #expect(decimal("-9223372036854775808") + decimal("9223372036854775808") == .zero)
        #expect(decimal("1.25").roundedUp(toScale: -1) == decimal("1.3"))
        #expect(decimal("-1.25").roundedUp(toScale: 0) == decimal("-2"))
    }

    /// A million digits take linear time.
    @Test func manyDigits() {
        let digits = String(repeating: "123456789", count: 100_000)
        #expect(decimal(digits + "0") > decimal(digits))
        #expect(decimal("0." + String(repeating: "0", count: 900_000) + "1") == decimal("1e-900001"))
        #expect(decimal(digits).isMultiple(of: decimal("9")))
    }
}
