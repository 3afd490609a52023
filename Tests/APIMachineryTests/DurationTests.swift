import APIMachinery
import JSON
import Testing

@Suite struct DurationTests {
    @Test(arguments: [
        ("0", 0, "0s"), ("0s", 0, "0s"), ("-0", 0, "0s"), ("5s", 5_000_000_000, "5s"), ("+5s", 5_000_000_000, "5s"),
        ("-5s", -5_000_000_000, "-5s"), ("30s", 30_000_000_000, "30s"), ("1478s", 1_478_000_000_000, "24m38s"),
        ("5.0s", 5_000_000_000, "5s"), ("5.6s", 5_600_000_000, "5.6s"), ("5.s", 5_000_000_000, "5s"),
        (".5s", 500_000_000, "500ms"),
        ("1.0040s", 1_004_000_000, "1.004s"), ("10ns", 10, "10ns"), ("11us", 11_000, "11µs"), ("12µs", 12_000, "12µs"),
        ("12μs", 12_000, "12µs"), ("13ms", 13_000_000, "13ms"), ("15m", 900_000_000_000, "15m0s"),
        ("16h", 57_600_000_000_000, "16h0m0s"),
        ("3h30m", 12_600_000_000_000, "3h30m0s"), ("10.5s4m", 250_500_000_000, "4m10.5s"),
        ("-2m3.4s", -123_400_000_000, "-2m3.4s"),
        ("1h2m3s4ms5us6ns", 3_723_004_005_006, "1h2m3.004005006s"), ("1.5us", 1500, "1.5µs"),
        ("0.3333333333333333333h", 1_200_000_000_000, "20m0s"),
        ("9223372036854775807ns", .max, "2562047h47m16.854775807s"),
        ("-9223372036854775808ns", .min, "-2562047h47m16.854775808s"),
        ("9223372036.854775807s", .max, "2562047h47m16.854775807s"),
        ("0.100000000000000000000h", 360_000_000_000, "6m0s"), ("1ns", 1, "1ns"),
        ("1000ns", 1000, "1µs"), ("999999999ns", 999_999_999, "999.999999ms"), ("59s", 59_000_000_000, "59s"),
        ("60s", 60_000_000_000, "1m0s"),
    ])
    func parses(text given: String, nanoseconds: Int64, written: String) throws {
        let duration = try Duration(parsing: given)
        #expect(duration.nanoseconds == nanoseconds)
        #expect(duration.description == written)
        #expect(try Duration(parsing: written) == duration)
        #expect(try decoded(text(duration), as: Duration.self) == duration)
    }

    @Test(arguments: [
        "", "3", "-", "+", "s", ".", "-.", ".s", "+.s", "1d", "1y", "1S", "1 s", " 1s", "1s ", "3000000h",
        "9223372036854775808ns",
        "-9223372036854775809ns", "9223372036854776us", "-9223372036854776us", "1.2.3s", "0x5s", "1s2", "--1s", "1e3s",
        "\u{fffd}s", "\u{0}",
        "99999999999999999999999999s",
    ])
    func refuses(text: String) {
        #expect(throws: TimeParsingError.self) { try Duration(parsing: text) }
    }

    @Test func convertsToAndFromTheStandardLibrary() {
        #expect(Duration(.milliseconds(1500)) == .milliseconds(1500))
        #expect(Duration(.seconds(-1) - .nanoseconds(5)).nanoseconds == -1_000_000_005)
        #expect(Duration.hours(1).swiftDuration == .seconds(3600))
        #expect(Duration(.seconds(Int64.max)) == Duration(nanoseconds: .max))
        #expect(Duration(.seconds(Int64.min)) == Duration(nanoseconds: .min))
        #expect(Duration.hours(.max) == Duration(nanoseconds: .max))
        #expect(Duration.minutes(1) > .seconds(59))
    }

    @Test func jsonMustBeAString() {
        for bad in ["5", "{}", "\"\"", "true"] {
            #expect(throws: JSONDecodingError.self, "\(bad)") { try decoded(bad, as: Duration.self) }
        }
    }
}
