/// After the write: what was set aside for the object is seen to be its own.
struct SettlingStage: WriteStage {
    let registry: Registry

    func run(_ write: inout WriteRequest) async throws {
        guard let reservation = write.reservation else { return }
        write.reservation = nil
        // Where the store cannot be followed for now, the index learns of the write later.
        if let revision = write.outcome?.object.revision, !registry.cache.hasReached(revision) {
            reservation.keepUntilFollowed()
        } else {
            reservation.release()
        }
    }
}
