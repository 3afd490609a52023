import APISchema
import JSON
import Synchronization

/// What the objects of a collection hold of what must be unique, kept in step with the cache; see ``ResourceAllocator``.
final class ClaimIndex: Sendable {
    private struct State {
        /// How many objects hold something: more than one only where what is stored is at odds with the rules.
        var holders: [Claim: Int] = [:]
        /// What writes in progress have been given.
        var reserved: [Int: Set<Claim>] = [:]
        var reservedClaims: Set<Claim> = []
        /// Of the reserved, what has been stored without the index having been told of it yet.
        var stored: Set<Int> = []
        var nextReservation = 0

        mutating func release(_ number: Int) {
            stored.remove(number)
            guard let claims = reserved.removeValue(forKey: number) else { return }
            reservedClaims.subtract(claims)
        }
    }

    private let allocator: any ResourceAllocator
    private let state = Mutex(State())

    init(_ allocator: any ResourceAllocator) {
        self.allocator = allocator
    }

    /// Begins anew with all objects that there are.
    func reset(_ objects: some Sequence<StoredObject>) {
        var holders: [Claim: Int] = [:]
        for object in objects {
            for claim in claims(of: object) { holders[claim, default: 0] += 1 }
        }
        state.withLock { $0.holders = holders }
        releaseStored()
    }

    /// Ends the reservations of what was stored while the store could not be followed: by now the index has it.
    func releaseStored() {
        state.withLock { state in
            for number in state.stored { state.release(number) }
        }
    }

    /// Takes in a write.
    func replace(_ previous: StoredObject?, with object: StoredObject?) {
        let (old, new) = (claims(of: previous), claims(of: object))
        guard old != new else { return }
        state.withLock { state in
            for claim in old.subtracting(new) {
                let count = (state.holders[claim] ?? 1) - 1
                state.holders[claim] = count > 0 ? count : nil
            }
            for claim in new.subtracting(old) { state.holders[claim, default: 0] += 1 }
        }
    }

    private func claims(of object: StoredObject?) -> Set<Claim> {
        guard let tree = try? object?.tree() else { return [] }
        return allocator.claims(of: tree)
    }

    /// Gives an object what it needs, and sets it aside for it.
    ///
    /// - Parameter isTrial: Whether nothing is set aside, since nothing will be written.
    /// - Returns: what cannot be had, and what is set aside.
    func allocate(to object: inout JSONObject, replacing old: JSONObject?, isTrial: Bool) -> (
        errors: [FieldError], reservation: Reservation?
    ) {
        let held = old.map { allocator.claims(of: $0) } ?? []
        return state.withLock { state in
            let errors = allocator.allocate(to: &object, replacing: old) { claim in
                state.holders[claim] == nil && !state.reservedClaims.contains(claim)
            }
            let new = allocator.claims(of: object).subtracting(held)
            guard errors.isEmpty, !isTrial, !new.isEmpty else { return (errors, nil) }
            state.nextReservation += 1
            state.reserved[state.nextReservation] = new
            state.reservedClaims.formUnion(new)
            return (errors, Reservation(index: self, number: state.nextReservation))
        }
    }

    fileprivate func release(_ number: Int) {
        state.withLock { $0.release(number) }
    }

    fileprivate func keepUntilFollowed(_ number: Int) {
        state.withLock { state in
            if state.reserved[number] != nil { state.stored.insert(number) }
        }
    }
}

/// What has been set aside for a write in progress.
struct Reservation: Sendable {
    fileprivate let index: ClaimIndex
    fileprivate let number: Int

    /// Ends it: the write has failed, or the index has what it stored. A second time does nothing.
    func release() {
        index.release(number)
    }

    /// Ends it once the store is followed again: it was stored, and the index has not been told.
    func keepUntilFollowed() {
        index.keepUntilFollowed(number)
    }
}
