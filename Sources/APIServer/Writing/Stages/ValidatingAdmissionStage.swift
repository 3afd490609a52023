/// The place of validating admission.
struct ValidatingAdmissionStage: WriteStage {
    let plugins: [any AdmissionPlugin]

    func run(_ write: inout WriteRequest) async throws {
        for plugin in plugins where plugin.handles(write) { try await plugin.validate(write) }
    }
}
