import APIMachinery
import JSON
import Testing

@Suite struct QuantityTests {
    @Test(arguments: [
        ("0", "0"), ("0.0", "0"), ("-0", "0"), ("00", "0"), ("0Ki", "0"), ("0m", "0"), ("0e5", "0"), ("00000000.", "0"),
        ("1", "1"), ("12", "12"), ("100", "100"), ("1000", "1k"), ("10000", "10k"), ("1001", "1001"), ("1000000", "1M"),
        ("0.5", "500m"), (".5", "500m"), ("1.", "1"), ("1.5", "1500m"), ("0.1", "100m"), ("0.25", "250m"),
        ("1000m", "1"), ("1500m", "1500m"), ("100m", "100m"), ("2500m", "2500m"), ("1000000n", "1m"), ("1000u", "1m"),
        ("0.0001", "100u"), ("0.000000001", "1n"), ("0.0000000001", "1n"), ("1.0000000001", "1000000001n"),
        ("-0.0000000001", "-1n"), ("0.1n", "1n"), ("1.1n", "2n"), ("-1.1n", "-2n"),
        ("1k", "1k"), ("1000k", "1M"), ("1.5k", "1500"), ("0.5M", "500k"), ("1M", "1M"), ("1G", "1G"), ("1T", "1T"),
        ("1P", "1P"),
        ("1E", "1E"), ("999E", "999E"), ("1000E", "1e21"), ("0.001E", "1P"),
        ("12345678901234567890", "12345678901234567890"),
        ("1Ki", "1Ki"), ("1024Ki", "1Mi"), ("1024Mi", "1Gi"), ("1.5Gi", "1536Mi"), ("0.5Gi", "512Mi"), ("0.5Ki", "512"),
        ("1536Mi", "1536Mi"), ("2048Ki", "2Mi"), ("1023Ki", "1023Ki"), ("1Ei", "1Ei"), ("1.1Ki", "1126400m"),
        ("0.0001Ki", "102400u"), ("1Ti", "1Ti"), ("1Pi", "1Pi"), ("-1Ki", "-1Ki"), ("-512Mi", "-512Mi"),
        ("-0.5Ki", "-512"),
        ("8Ei", "9223372036854775807"), ("100Ei", "9223372036854775807"), ("-100Ei", "-9223372036854775807"),
        ("7.5Ei", "7680Pi"), ("1e3", "1e3"), ("1E3", "1E3"), ("1e4", "10e3"), ("1e5", "100e3"), ("1e6", "1e6"),
        ("12e6", "12e6"),
        ("1e-3", "1e-3"), ("1e-4", "100e-6"), ("5e-10", "1e-9"), ("1e0", "1e0"), ("1000e0", "1e3"), ("1.5e3", "1500"),
        ("123456e-4", "12345600e-6"), ("1e21", "1e21"), ("1e22", "10e21"),
        ("100000000000000000000000000000000", "100e30"), ("0.00000000000000000000000000001", "1n"),
        ("99999999999999999999999999999.9999999999", "100e27"),
    ])
    func canonicalForm(given: String, expected: String) throws {
        let quantity = try Quantity(parsing: given)
        // Forms that Kubernetes keeps as they are given are the subject of another test.
        #expect(quantity.canonicalText == canonical(expected), "\(given)")
        #expect(try Quantity(parsing: quantity.canonicalText) == quantity)
    }

    /// Texts of the table that Kubernetes takes for canonical although they are not.
    private func canonical(_ text: String) -> String {
        ["1E3": "1e3", "1e0": "1"][text] ?? text
    }

    @Test(arguments: [
        "1.500", "+1", "1.234", "1.100", "01", "1E3", "1e+3", "1e0", "-1.234", "+5Ki", "1.000001",
    ])
    func keepsWhatKubernetesTakesForCanonical(given: String) throws {
        let quantity = try Quantity(parsing: given)
        #expect(quantity.description == given)
        #expect(quantity.canonicalText != given)
        #expect((quantity + Quantity(1) - Quantity(1)).description == quantity.canonicalText)
        #expect(text(quantity) == "\"\(given)\"")
    }

    @Test(arguments: ["0.100", "1.000", "1024Ki", "+1.5", "00.5", "1000", "0", "+8Ki"])
    func canonicalisesTheRest(given: String) throws {
        let quantity = try Quantity(parsing: given)
        #expect(quantity.description == quantity.canonicalText)
    }

    @Test(arguments: [
        "", "-", "+", ".", "m", "Ki", "e3", "1.1.1", "1..1", "1 ", " 1", "1 Ki", "1i", "1K", "1ki", "1KI", "1mi",
        "1Mim", "0x10", "1e",
        "1e3.5", "1e+", "1E+Ki", "1.5e3m", "--1", "+-1", "1-", "Infinity", "NaN", "１", "1µ", "1u ", "true", "null",
        "1e3e3", "1,5",
    ])
    func refuses(given: String) {
        #expect(throws: QuantityError.self) { try Quantity(parsing: given) }
    }

    @Test func refusesWhatIsTooLarge() throws {
        #expect(throws: QuantityError.tooLarge) { try Quantity(parsing: "1e501") }
        #expect(throws: QuantityError.tooLarge) { try Quantity(parsing: "1e99999999999999999999999") }
        #expect(throws: QuantityError.tooLarge) { try Quantity(parsing: "1e2147483648") }
        #expect(throws: QuantityError.tooLarge) { try Quantity(parsing: String(repeating: "9", count: 100_000)) }
        #expect(throws: QuantityError.tooLarge) { try Quantity(parsing: String(repeating: "9", count: 501)) }
        #expect(try Quantity(parsing: String(repeating: "9", count: 500)).value == .max)
        #expect(try Quantity(parsing: "1e-2147483648").description == "1e-9")
        #expect(try Quantity(parsing: "-1e400").value == .min)
    }

    @Test func comparesByValue() throws {
        let ascending = [
            "-1e30", "-2Gi", "-1G", "-1", "-1m", "-1n", "0", "1n", "1u", "1m", "0.9", "1", "1001m", "999", "1000",
            "1Ki", "1M", "1Mi",
            "1G", "1Gi", "1T", "1Ti", "1E", "1Ei", "12345678901234567890123", "1e30", "1e300",
        ]
        let quantities = try ascending.map { try Quantity(parsing: $0) }
        for (i, a) in quantities.enumerated() {
            for (j, b) in quantities.enumerated() {
                #expect((a < b) == (i < j), "\(a) \(b)")
                #expect((a == b) == (i == j), "\(a) \(b)")
            }
        }
        #expect(try Quantity(parsing: "1024Ki") == Quantity(parsing: "1Mi"))
        #expect(try Quantity(parsing: "0.5") == Quantity(parsing: "500m"))
        #expect(try Quantity(parsing: "1e3").hashValue == Quantity(parsing: "1k").hashValue)
    }

    @Test func computesExactly() throws {
        func sum(_ a: String, _ b: String) throws -> String {
            try (Quantity(parsing: a) + Quantity(parsing: b)).description
        }
        func difference(_ a: String, _ b: String) throws -> String {
            try (Quantity(parsing: a) - Quantity(parsing: b)).description
        }
        #expect(try sum("0.1", "0.2") == "300m")
        #expect(try sum("1Gi", "1") == "1073741825")
        #expect(try sum("1Gi", "1Gi") == "2Gi")
        #expect(try sum("0", "1Mi") == "1Mi")
        #expect(try sum("9223372036854775807", "1") == "9223372036854775808")
        #expect(try sum("1e40", "1n") == "10000000000000000000000000000000000000000000000001e-9")
        #expect(try sum("-1e40", "1e40") == "0")
        #expect(try sum("1e40", "-1n") == "9999999999999999999999999999999999999999999999999e-9")
        #expect(try difference("1", "1m") == "999m")
        #expect(try difference("1Gi", "1Gi") == "0")
        #expect(try difference("1m", "1") == "-999m")
        #expect(try difference("1e40", "1e40") == "0")
        #expect(try sum("512Ei", "512Ei") == "18446744073709551614")
    }

    @Test func givesWholeNumbersRoundedAwayFromZero() throws {
        #expect(try Quantity(parsing: "1500m").value == 2)
        #expect(try Quantity(parsing: "-1500m").value == -2)
        #expect(try Quantity(parsing: "1n").value == 1)
        #expect(try Quantity(parsing: "0.5").milliValue == 500)
        #expect(try Quantity(parsing: "1u").milliValue == 1)
        #expect(try Quantity(parsing: "2Gi").value == 2_147_483_648)
        #expect(try Quantity(parsing: "1e30").value == .max)
        #expect(try Quantity(parsing: "1.5").exactInt64 == nil)
        #expect(try Quantity(parsing: "1500k").exactInt64 == 1_500_000)
        #expect(try Quantity(parsing: "9223372036854775807").exactInt64 == .max)
        #expect(try Quantity(parsing: "9223372036854775808").exactInt64 == nil)
        #expect(try Quantity(parsing: "1u").roundedUp(toScale: -3).description == "1m")
        #expect(try Quantity(parsing: "0.1").doubleValue == 0.1)
        #expect(Quantity(.min).value == .min)
        #expect(Quantity(milli: 1500).description == "1500m")
    }

    @Test func readsJSON() throws {
        #expect(try decoded("\"1024Ki\"", as: Quantity.self).description == "1Mi")
        #expect(try decoded("1.5", as: Quantity.self).description == "1500m")
        #expect(try decoded("1e3", as: Quantity.self).description == "1e3")
        #expect(try decoded("-7", as: Quantity.self).description == "-7")
        #expect(try decoded("12345678901234567890123", as: Quantity.self).description == "12345678901234567890123")
        #expect(try decoded("null", as: Quantity.self).isZero)
        #expect(try decoded("\" 1 \"", as: Quantity.self) == 1)
        for bad in ["true", "{}", "[]", "\"\"", "\"x\"", "1e5000"] {
            #expect(throws: JSONDecodingError.self, "\(bad)") { try decoded(bad, as: Quantity.self) }
        }
        #expect(text(Quantity()) == "\"0\"")
    }

    @Test func formatCanBeChanged() throws {
        var quantity = try Quantity(parsing: "1048576")
        quantity.format = .binarySI
        #expect(quantity.description == "1Mi")
        quantity.format = .decimalExponent
        #expect(quantity.description == "1048576")
    }
}
