import APISchema

/// Gives the object what must be unique among all objects of the resource, and sets it aside until the write is over.
struct AllocationStage: WriteStage {
    let registry: Registry

    func run(_ write: inout WriteRequest) async throws {
        guard write.operation != .delete, write.endpoint.writes == nil, var object = write.object,
            let index = registry.cache.claims[write.resource.collection]
        else { return }
        let (errors, reservation) = index.allocate(
            to: &object, replacing: write.old, isTrial: write.isDryRun || !write.isStored)
        write.reservation = reservation
        try ValidationStage.refuse(write.inRequestVersion(errors), write)
        write.object = object
        write.complete()
    }
}
