import APIMachinery
import APISchema
import JSON

/// What the strategy of the endpoint changes, and what follows from a change for what the server owns.
struct StrategyStage: WriteStage {
    func run(_ write: inout WriteRequest) async throws {
        switch (write.operation, write.source) {
        case (.delete, .deletion(let request)): try delete(&write, request)
        default: prepare(&write)
        }
        write.complete()
        guard write.operation == .update, write.resource.tracksGeneration, let object = write.object,
            let old = write.old, Self.specDiffers(object, old)
        else { return }
        write.countChange()
    }

    /// What a strategy cannot read is refused once the schema has said what it thinks of it, which says where it is wrong.
    private func prepare(_ write: inout WriteRequest) {
        guard var object = write.object else { return }
        // No second reference here, so that little is copied.
        write.object = nil
        do throws(ModelReadingError) {
            let strategy = write.endpoint.strategy
            if let old = write.old {
                try strategy.prepareForUpdate(&object, from: old, write.context)
            } else {
                try strategy.prepareForCreate(&object, write.context)
            }
        } catch {
            write.strategyFault = error
        }
        write.object = object
    }

    /// Whether anything but the metadata and the status differs.
    private static func specDiffers(_ a: JSONObject, _ b: JSONObject) -> Bool {
        func isCounted(_ member: String) -> Bool {
            member != "metadata" && member != "status" && member != "apiVersion" && member != "kind"
        }
        for (member, value) in a where isCounted(member) && b[member] != value { return true }
        return b.contains { isCounted($0.key) && a[$0.key] == nil }
    }

    // MARK: Deletions

    /// Decides what becomes of an object that is to be deleted: it goes, or it waits for its finalizers and its end.
    private func delete(_ write: inout WriteRequest, _ request: DeletionRequest) throws {
        guard let old = write.old else { return }
        // Whether anything is written is decided here alone.
        write.object = nil
        let strategy = write.resource.behavior.deletion
        do {
            if let fault = try strategy.deletionFault(old, write.context) {
                throw APIError.forbidden(write.resource.groupResource, name: write.name, message: fault)
            }
            let finalizers = request.finalizers(
                old.finalizers, canHaveDependents: write.resource.behavior.canHaveDependents)
            let grace = try GracePeriod(of: old, request, strategy)
            write.completed = old
            if grace == .pending {
                write.object = old
                return
            }
            if try finalizers.isEmpty && grace == .over && !strategy.mustStay(old) { return }
            var object = old
            object.setMetadata("resourceVersion", nil)
            object.finalizers = finalizers
            grace.write(to: &object)
            if !old.isBeingDeleted { try strategy.prepareForDeletion(&object, write.context) }
            write.object = object
            if !old.isBeingDeleted && write.resource.tracksGeneration { write.countChange() }
        } catch let error as ModelReadingError {
            throw APIError.internalError("\(error)")
        }
    }
}

extension WriteRequest {
    /// Counts a change in `metadata.generation`.
    fileprivate mutating func countChange() {
        let former = old?.value("metadata", "generation")?.int64Value ?? 0
        object?.setMetadata("generation", .integer(former &+ 1))
    }
}
