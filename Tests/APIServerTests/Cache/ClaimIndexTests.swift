import APISchema
import JSON
import Testing

@testable import APIServer

@Suite struct ClaimIndexTests {
    /// Gives an object the number that it asks for.
    private struct Numbers: ResourceAllocator {
        func claims(of object: JSONObject) -> Set<Claim> {
            object["number"]?.int64Value.map { [Claim(pool: "numbers", value: "\($0)")] } ?? []
        }

        func allocate(
            to object: inout JSONObject, replacing old: JSONObject?, isFree: (Claim) -> Bool
        ) -> [FieldError] {
            claims(of: object).allSatisfy(isFree) ? [] : [FieldError(.duplicate, "number", "")]
        }
    }

    private let index = ClaimIndex(Numbers())

    private func reserve(_ number: Int64) -> Reservation? {
        var object: JSONObject = ["number": .integer(number)]
        return index.allocate(to: &object, replacing: nil, isTrial: false).reservation
    }

    @Test func whatIsSetAsideIsFreeAfterItsRelease() throws {
        let first = try #require(reserve(1))
        #expect(reserve(1) == nil)
        first.release()
        let second = try #require(reserve(1))
        // A second release of the first takes nothing from the second.
        first.release()
        #expect(reserve(1) == nil)
        second.release()
        #expect(reserve(1) != nil)
    }

    @Test func whatWasStoredUnseenIsSetAsideUntilTheStoreIsFollowedAgain() throws {
        try #require(reserve(1)).keepUntilFollowed()
        #expect(reserve(1) == nil)
        index.releaseStored()
        // In a server the index has been told by then that an object has it.
        let last = try #require(reserve(1))
        #expect(reserve(1) == nil)
        // What has not been kept is not released along.
        index.releaseStored()
        #expect(reserve(1) == nil)
        last.release()
        last.keepUntilFollowed()
        index.releaseStored()
        #expect(reserve(1) != nil)
    }

    @Test func aTrialSetsNothingAside() {
        var object: JSONObject = ["number": 7]
        #expect(index.allocate(to: &object, replacing: nil, isTrial: true).reservation == nil)
        #expect(reserve(7) != nil)
    }
}
