import JSON
import Testing
import YAML

/// The table is what kubectl 1.37 made of each text.
@Suite struct ScalarResolutionTests {
    static let plain: [(String, JSONValue)] = [
        ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nULL", .string("nULL")),
        ("y", .bool(true)), ("Y", .bool(true)), ("yes", .bool(true)), ("Yes", .bool(true)), ("YES", .bool(true)),
        ("yEs", .string("yEs")), ("on", .bool(true)), ("On", .bool(true)), ("ON", .bool(true)),
        ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)), ("n", .bool(false)), ("N", .bool(false)),
        ("no", .bool(false)), ("No", .bool(false)), ("NO", .bool(false)), ("off", .bool(false)),
        ("Off", .bool(false)), ("OFF", .bool(false)), ("false", .bool(false)), ("False", .bool(false)),
        ("FALSE", .bool(false)), ("truth", .string("truth")), ("o", .string("o")),
        ("0", .integer(0)), ("-0", .integer(0)), ("+12", .integer(12)), ("-12", .integer(-12)), ("0777", .integer(511)),
        ("-0777", .integer(-511)), ("0o17", .integer(15)), ("0O17", .integer(15)), ("08", .integer(8)),
        ("0x1F", .integer(31)), ("0X1f", .integer(31)), ("+0x1F", .integer(31)), ("-0x1F", .integer(-31)),
        ("0x_F", .integer(15)), ("0b1", .integer(1)), ("0B11", .integer(3)), ("-0b11", .integer(-3)),
        ("0b2", .string("0b2")), ("0x", .string("0x")), ("0o8", .string("0o8")), ("1_000", .integer(1000)),
        ("1__0", .integer(10)), ("1_", .integer(1)), ("_1", .string("_1")), ("+", .string("+")), ("-a", .string("-a")),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("0x1FFFFFFFFFFFFFFFFF", .string("0x1FFFFFFFFFFFFFFFFF")),
        ("-0x1FFFFFFFFFFFFFFFF", .string("-0x1FFFFFFFFFFFFFFFF")),
        ("1e3", .integer(1000)), ("1E3", .integer(1000)), ("1.0", .integer(1)), ("-0.0", .integer(0)),
        ("5.", .integer(5)), ("+1.", .integer(1)), ("1e400", .string("1e400")), ("-1e400", .string("-1e400")),
        (".5e400", .string(".5e400")), (".", .string(".")), ("._5", .string("._5")), ("1.2.3", .string("1.2.3")),
        ("1:30", .string("1:30")), ("190:20:30", .string("190:20:30")), ("2001-01-01", .string("2001-01-01")),
        ("2001-12-14t21:59:43.10-05:00", .string("2001-12-14t21:59:43.10-05:00")), ("<<", .string("<<")),
        ("=", .string("=")), ("NaN", .string("NaN")), ("inf", .string("inf")), ("+inf", .string("+inf")),
        (".Inf1", .string(".Inf1")), ("0.0.0.0", .string("0.0.0.0")), ("1e", .string("1e")), ("1e+", .string("1e+")),
        ("a b", .string("a b")), ("é", .string("é")), ("１", .string("１")),
    ]

    @Test(arguments: plain)
    func plainScalars(text: String, expected: JSONValue) throws {
        // Between brackets, so that an empty text is a value too.
        let value = try JSONValue(yaml: "a: \(text)\n")
        #expect(value == .object(["a": expected]), "\(text)")
    }

    @Test(arguments: [
        ("18446744073709551615", "18446744073709551615"), ("1.10", "1.1"), (".5", "0.5"), (".5_0", "0.5"),
        ("+.5", "0.5"), ("09.5", "9.5"), ("99999999999999999999", "100000000000000000000"),
        ("-99999999999999999999", "-100000000000000000000"), ("1e20", "100000000000000000000"), ("1e21", "1e+21"),
        ("1e-7", "1e-7"), ("0.000001", "0.000001"), ("1.5e300", "1.5e+300"), ("123456789.125", "123456789.125"),
        ("0777777777777777777777777", "7.777777777777778e+23"), ("-1.25e-9", "-1.25e-9"),
    ])
    func numbersAreWrittenAsGoWritesThem(text: String, digits: String) throws {
        guard case .number(let number) = try JSONValue(yaml: text) else {
            Issue.record("\(text) is not a number")
            return
        }
        #expect(number.text == digits)
    }

    @Test(
        arguments: [
            ("! \"12\"", .string("12")), ("! 12", .string("12")), ("!!str 12", .string("12")), ("!!str", .string("")),
            ("!!int \"12\"", .integer(12)), ("!!int '0x10'", .integer(16)), ("!!float 1", .integer(1)),
            ("!!float \"1.5\"", .number(JSONNumber("1.5") ?? JSONNumber(0))), ("!!bool \"yes\"", .bool(true)),
            ("!!null \"\"", .null), ("!foo 12", .string("12")), ("!!binary aGk=", .string("hi")),
            ("!!binary |\n  aG\n  k=\n", .string("hi")), ("!!binary gA==", .string("\u{FFFD}")),
            ("!!timestamp 2001-01-01", .string("2001-01-01")), ("!!set {a, b}", ["a": .null, "b": .null]),
            ("!foo {a: 1}", ["a": 1]), ("!!str {a: 1}", ["a": 1]), ("\"12\"", .string("12")), ("'~'", .string("~")),
            ("\"\"", .string("")), ("|\n  12\n", .string("12\n")), ("!<tag:yaml.org,2002:int> '7'", .integer(7)),
        ] as [(String, JSONValue)])
    func tagsAndQuotes(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(yaml: text) == expected, "\(text)")
    }

    @Test(arguments: [
        ("!!float abc", "`abc` is not a !!float"), ("!!int 1.5", "`1.5` is not a !!int"),
        ("!!null x", "`x` is not a !!null"), ("!!bool 1", "`1` is not a !!bool"),
        ("!!timestamp x", "`x` is not a !!timestamp"), ("!!binary '%%'", "the !!binary value is not base64"),
        ("!!binary a", "the !!binary value is not base64"), ("!!binary =", "the !!binary value is not base64"),
        (".inf", "JSON has no number that is infinite or not a number"),
        ("-.INF", "JSON has no number that is infinite or not a number"),
        (".NaN", "JSON has no number that is infinite or not a number"),
    ])
    func whatDoesNotFit(text: String, message: String) {
        #expect(throws: YAMLError(message, at: YAMLMark(line: 2, column: 4))) {
            try JSONValue(yaml: "x: 1\na: \(text)\n")
        }
    }

    @Test(arguments: [
        ("1", "1"), ("1.5", "1.5"), ("yes", "true"), ("Off", "false"), ("1e6", "1e+06"),
        ("123456789.0", "1.2345679e+08"),
        ("0x10", "16"), ("2001-01-01", "2001-01-01"), (".inf", ".inf"), ("-.inf", "-.inf"), (".nan", ".nan"),
        ("0.1", "0.1"), ("1e-5", "1e-05"), ("100000.0", "100000"), ("!!binary aGk=", "hi"), ("'1'", "1"),
    ])
    func keysBecomeStrings(text: String, key: String) throws {
        #expect(try JSONValue(yaml: "\(text): 1") == .object([key: 1]), "\(text)")
    }

    @Test(arguments: [
        ("null", "null cannot be a key; quote it to make it a string"),
        ("18446744073709551615", "a number beyond 64 bits cannot be a key; quote it"),
        ("{a: b}", "a mapping cannot be a key"), ("[a]", "a sequence cannot be a key"),
    ])
    func keysThatCannotBe(text: String, message: String) {
        #expect(throws: YAMLError(message, at: YAMLMark(line: 1, column: 5))) {
            try JSONValue(yaml: "a: {\(text): 1}")
        }
    }
}
