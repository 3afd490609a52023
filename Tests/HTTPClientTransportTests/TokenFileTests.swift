import Testing
import Timing

@testable import HTTPClientTransport

@Suite struct TokenFileTests {
    private let directory = TemporaryDirectory()

    @Test func aFileIsReadAgainAfterAMinute() async throws {
        let clock = ManualClock()
        let path = directory.write("token", "old\n")
        let file = TokenFile(path: path, time: Timekeeper(clock))
        #expect(try await file.current().authorization == "Bearer old")
        _ = directory.write("token", "new\n")
        clock.advance(by: .seconds(59))
        #expect(try await file.current().authorization == "Bearer old")
        clock.advance(by: .seconds(1))
        #expect(try await file.current().authorization == "Bearer new")
        // While the file is being replaced the token that is known may still do.
        _ = directory.write("token", "")
        clock.advance(by: .seconds(61))
        #expect(try await file.current().authorization == "Bearer new")
    }
}
