/// The place of mutating admission: what plugins change is completed by the schema before the next one is asked.
struct MutatingAdmissionStage: WriteStage {
    let plugins: [any AdmissionPlugin]

    func run(_ write: inout WriteRequest) async throws {
        for plugin in plugins where plugin.handles(write) {
            try await plugin.mutate(&write)
            write.complete()
        }
    }
}
