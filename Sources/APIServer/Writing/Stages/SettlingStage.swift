/// After the write: what was set aside for the object is seen to be its own.
struct SettlingStage: WriteStage {
    func run(_ write: inout WriteRequest) async throws {
        write.reservation?.release()
        write.reservation = nil
    }
}
