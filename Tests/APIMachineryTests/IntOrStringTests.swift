import APIMachinery
import JSON
import Testing

@Suite struct IntOrStringTests {
    @Test func keepsItsForm() throws {
        #expect(try decoded("80", as: IntOrString.self) == .int(80))
        #expect(try decoded("\"80\"", as: IntOrString.self) == .string("80"))
        #expect(text(IntOrString.int(-1)) == "-1")
        #expect(text(IntOrString.string("http")) == "\"http\"")
        #expect(IntOrString() == 0)
        for bad in ["2147483648", "1.5", "true", "{}", "[1]"] {
            #expect(throws: JSONDecodingError.self, "\(bad)") { try decoded(bad, as: IntOrString.self) }
        }
    }

    @Test func readsCommandLines() {
        #expect(IntOrString(parsing: "80") == 80)
        #expect(IntOrString(parsing: "25%") == "25%")
        #expect(IntOrString(parsing: "99999999999") == "99999999999")
        #expect(IntOrString.string("12").intValue == 12)
        #expect(IntOrString.string("x").intValue == nil)
        #expect("\(IntOrString.int(5)) \(IntOrString.string("a"))" == "5 a")
    }

    @Test func scales() {
        #expect(IntOrString.int(7).scaled(of: 100, roundingUp: true) == 7)
        #expect(IntOrString.string("25%").scaled(of: 10, roundingUp: true) == 3)
        #expect(IntOrString.string("25%").scaled(of: 10, roundingUp: false) == 2)
        #expect(IntOrString.string("-25%").scaled(of: 10, roundingUp: true) == -2)
        #expect(IntOrString.string("-25%").scaled(of: 10, roundingUp: false) == -3)
        #expect(IntOrString.string("25").scaled(of: 10, roundingUp: true) == nil)
        #expect(IntOrString.string("%").scaled(of: 10, roundingUp: true) == nil)
        #expect(IntOrString.string("200%").scaled(of: .max, roundingUp: true) == nil)
    }
}
