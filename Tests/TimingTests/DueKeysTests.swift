import Testing
import Timing

@Suite struct DueKeysTests {
    @Test func earliestFirst() {
        var keys = DueKeys<String>()
        for (key, due) in [("c", 3), ("a", 1), ("b", 2)] { keys.insert(key, due: .seconds(due)) }
        #expect(keys.count == 3 && keys.nextDue == .seconds(1))
        #expect(keys.removeDue(at: .milliseconds(999)) == nil)
        #expect(keys.removeDue(at: .seconds(2)) == "a")
        #expect(keys.removeDue(at: .seconds(2)) == "b")
        #expect(keys.removeDue(at: .seconds(2)) == nil)
        #expect(keys.count == 1 && keys.nextDue == .seconds(3))
    }

    /// Each key waits once, until the earliest of its times.
    @Test func earliestOfSeveralTimes() {
        var keys = DueKeys<String>()
        for due in [5, 3, 4] { keys.insert("a", due: .seconds(due)) }
        #expect(keys.count == 1 && keys.nextDue == .seconds(3))
        #expect(keys.removeDue(at: .seconds(9)) == "a")
        #expect(keys.removeDue(at: .seconds(9)) == nil && keys.nextDue == nil)
        keys.insert("a", due: .seconds(7))
        #expect(keys.removeDue(at: .seconds(6)) == nil)
        #expect(keys.removeDue(at: .seconds(7)) == "a")
    }

    @Test func removing() {
        var keys = DueKeys<Int>()
        for key in 0..<1000 { keys.insert(key, due: .seconds(key)) }
        for key in 0..<999 { keys.remove(key) }
        keys.remove(-1)
        #expect(keys.count == 1 && keys.nextDue == .seconds(999))
        keys.removeAll()
        #expect(keys.count == 0 && keys.nextDue == nil && keys.removeDue(at: .seconds(9999)) == nil)
    }

    /// The same as what sorting says, whatever is done in whichever order.
    @Test func anyOrder() {
        var keys = DueKeys<Int>()
        var expected: [Int: Int] = [:]
        var random = 1 as UInt64
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % bound
        }
        for _ in 0..<5000 {
            let key = next(200)
            switch next(4) {
            case 0:
                keys.remove(key)
                expected[key] = nil
            case 1:
                let now = next(1000)
                let taken = keys.removeDue(at: .seconds(now))
                #expect(taken.flatMap { expected[$0] } == expected.values.min().flatMap { $0 <= now ? $0 : nil })
                if let taken { expected[taken] = nil }
            default:
                let due = next(1000)
                keys.insert(key, due: .seconds(due))
                expected[key] = min(expected[key] ?? due, due)
            }
            #expect(keys.count == expected.count)
            #expect(keys.nextDue == expected.values.min().map { .seconds($0) })
        }
    }
}
