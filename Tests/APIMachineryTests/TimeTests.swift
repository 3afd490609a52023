import APIMachinery
import JSON
import Testing

@Suite struct TimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:01Z", 1), ("1969-12-31T23:59:59Z", -1),
        ("2006-01-02T15:04:05Z", 1_136_214_245),
        ("2006-01-02T15:04:05+07:00", 1_136_189_045), ("2006-01-02T15:04:05-07:00", 1_136_239_445),
        ("2006-01-02T15:04:05.999999999Z", 1_136_214_245), ("2006-01-02T15:04:05,5Z", 1_136_214_245),
        ("2006-01-02T15:04:05.1234567890123Z", 1_136_214_245), ("1969-12-31T23:59:59.5Z", -1),
        ("2000-02-29T12:00:00Z", 951_825_600), ("2024-02-29T00:00:00Z", 1_709_164_800),
        ("0000-01-01T00:00:00Z", -62_167_219_200),
        ("9999-12-31T23:59:59Z", 253_402_300_799), ("0001-01-01T00:00:00Z", -62_135_596_800),
        ("2100-03-01T00:00:00Z", 4_107_542_400),
        ("2006-01-02T3:04:05Z", 1_136_171_045), ("2006-01-02T15:04:05+24:60", 1_136_124_245),
    ])
    func parses(text: String, seconds: Int64) throws {
        #expect(try Time(parsing: text).secondsSinceEpoch == seconds)
    }

    @Test(arguments: [
        "", "2006-01-02", "2006-01-02T15:04:05", "2006-01-02t15:04:05Z", "2006-01-02T15:04:05z", "2006-01-02 15:04:05Z",
        "2006-13-02T15:04:05Z", "2006-00-02T15:04:05Z", "2006-02-29T15:04:05Z", "1900-02-29T00:00:00Z",
        "2006-02-30T15:04:05Z",
        "2006-04-31T15:04:05Z", "2006-01-00T15:04:05Z", "2006-01-02T24:00:00Z", "2006-01-02T15:60:05Z",
        "2006-01-02T15:04:60Z",
        "2006-01-02T15:04:05+25:00", "2006-01-02T15:04:05+07:61", "2006-01-02T15:04:05.Z", "2006-01-02T15:04:05ZZ",
        "2006-01-02T15:04:05+0700", "206-01-02T15:04:05Z", "12006-01-02T15:04:05Z", "0000-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00", "２006-01-02T15:04:05Z", "2006-1-02T15:04:05Z", "-006-01-02T15:04:05Z",
        "2006-01-02T15:4:05Z",
    ])
    func refuses(text: String) {
        #expect(throws: TimeParsingError.self) { try Time(parsing: text) }
    }

    @Test func writesInUTC() throws {
        #expect(try Time(parsing: "2006-01-02T15:04:05.75+07:00").description == "2006-01-02T08:04:05Z")
        #expect(Time(secondsSinceEpoch: -1)?.description == "1969-12-31T23:59:59Z")
        #expect(Time(secondsSinceEpoch: -62_167_219_200)?.description == "0000-01-01T00:00:00Z")
        #expect(Time(secondsSinceEpoch: 253_402_300_799)?.description == "9999-12-31T23:59:59Z")
        #expect(Time(secondsSinceEpoch: 253_402_300_800) == nil)
        #expect(Time(secondsSinceEpoch: .min) == nil)
    }

    @Test func everyDayOfFourCenturiesRoundTrips() throws {
        var previous = ""
        for day in stride(from: Int64(-62_167_219_200), through: 253_402_300_799, by: 86_400 * 97 + 12_345) {
            let time = try #require(Time(secondsSinceEpoch: day))
            let text = time.description
            #expect(text > previous)
            #expect(try Time(parsing: text) == time)
            previous = text
        }
    }

    @Test func zeroIsNull() throws {
        #expect(text(Time()) == "null")
        #expect(text(MicroTime()) == "null")
        #expect(try decoded("null", as: Time.self).isZero)
        #expect(try decoded("\"0001-01-01T00:00:00Z\"", as: Time.self).isZero)
        #expect(try decoded("null", as: MicroTime.self).isZero)
        #expect(throws: JSONDecodingError.self) { try decoded("5", as: Time.self) }
        #expect(throws: JSONDecodingError.self) { try decoded("\"\"", as: Time.self) }
    }

    @Test func nowIsNow() {
        let now = Time.now()
        #expect(now.secondsSinceEpoch > 1_700_000_000)
        #expect(MicroTime.now() >= MicroTime(now))
        #expect(now.adding(seconds: .max).description == "9999-12-31T23:59:59Z")
        #expect(now.adding(seconds: .min).description == "0000-01-01T00:00:00Z")
        #expect(now.adding(seconds: 1) > now)
    }

    @Test func microTimeHasSixDigits() throws {
        let time = try MicroTime(parsing: "2006-01-02T15:04:05.000120+01:00")
        #expect(time.description == "2006-01-02T14:04:05.000120Z")
        #expect(try MicroTime(parsing: "1969-12-31T23:59:59.999999Z").microsecondsSinceEpoch == -1)
        #expect(MicroTime(microsecondsSinceEpoch: -1)?.description == "1969-12-31T23:59:59.999999Z")
        #expect(MicroTime(microsecondsSinceEpoch: -1)?.time.description == "1969-12-31T23:59:59Z")
        for bad in ["2006-01-02T15:04:05Z", "2006-01-02T15:04:05.00012Z", "2006-01-02T15:04:05.0001200Z", "", "x"] {
            #expect(throws: TimeParsingError.self, "\(bad)") { try MicroTime(parsing: bad) }
        }
        #expect(MicroTime(microsecondsSinceEpoch: .max) == nil)
        #expect(
            try text(decoded("\"2006-01-02T15:04:05.000000Z\"", as: MicroTime.self))
                == "\"2006-01-02T15:04:05.000000Z\"")
    }
}
