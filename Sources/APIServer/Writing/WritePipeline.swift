import APIMachinery
import Storage

/// One step of every write.
protocol WriteStage: Sendable {
    /// - Throws: `APIError` for what is refused, `StorageError` for what the store does not do.
    func run(_ write: inout WriteRequest) async throws
}

/// What every write passes, whatever asks for it: creations, updates, patches, deletions, one by one or of a collection,
/// and questions that are answered and never stored.
///
/// The stages in their order (a test asserts it):
///
/// 1. ``DecodingStage``: what is to be, and what it replaces. The body is parsed once; a patch is applied to the object
///    as it is. Pruned, completed with defaults and normalised by the schema of the request's version.
/// 2. ``ConversionStage``: to the version in which objects are stored. All that follows sees that version.
/// 3. ``IdentityStage``: name, namespace, preconditions.
/// 4. ``NamespaceStage``: nothing is created in a namespace that is not there or ends.
/// 5. ``MutatingAdmissionStage``, where there is something to ask.
/// 6. ``OwnershipStage``: what the server or another endpoint owns stays theirs.
/// 7. ``StrategyStage``: what the endpoint's strategy changes; the generation; what becomes of a deletion.
/// 8. ``ValidationStage``: metadata, schema, strategy; all faults are answered together. Then warnings.
/// 9. ``AllocationStage``: what must be unique among all objects is set aside.
/// 10. ``ValidatingAdmissionStage``, where there is something to ask.
/// 11. ``StorageStage``: compare and swap, until reads see it; nothing where nothing has changed.
/// 12. ``SettlingStage``: what was set aside is the object's own.
///
/// Where somebody else has changed the object meanwhile, or has taken a generated name, the write begins anew.
struct WritePipeline: Sendable {
    let registry: Registry
    private let stages: [any WriteStage]

    /// How often a write begins anew.
    static let attempts = 10

    init(registry: Registry, admission: [any AdmissionPlugin], authorizer: any Authorizer) {
        self.registry = registry
        stages = Self.stages(registry, admission, authorizer)
    }

    static func stages(
        _ registry: Registry, _ admission: [any AdmissionPlugin], _ authorizer: any Authorizer
    ) -> [any WriteStage] {
        [
            DecodingStage(registry: registry, authorizer: authorizer),
            ConversionStage(),
            IdentityStage(),
            NamespaceStage(registry: registry),
        ] + (admission.isEmpty ? [] : [MutatingAdmissionStage(plugins: admission)]) + [
            OwnershipStage(),
            StrategyStage(),
            ValidationStage(),
            AllocationStage(registry: registry),
        ] + (admission.isEmpty ? [] : [ValidatingAdmissionStage(plugins: admission)]) + [
            StorageStage(registry: registry),
            SettlingStage(registry: registry),
        ]
    }

    /// Takes a write through all stages.
    ///
    /// - Throws: `APIError` for what is refused.
    func run(_ request: WriteRequest) async throws -> WriteOutcome {
        try await Work.run(size: await size(of: request)) { try await passStages(request) }
    }

    /// About how many bytes are gone through: of what was sent, and of what it changes.
    private func size(of request: WriteRequest) async -> Int {
        let size = request.source.size
        guard request.operation != .create, size <= Work.smallSize else { return size }
        let key = registry.key(request.resource, request.namespace, request.name)
        return size + ((try? await registry.cache.object(at: key))?.size ?? 0)
    }

    private func passStages(_ request: WriteRequest) async throws -> WriteOutcome {
        var request = request
        var refusal = StorageError.closed
        for _ in 1...Self.attempts {
            var write = request
            do {
                for stage in stages {
                    // Whose time is over is not written any more; what is written is brought to its end.
                    if write.outcome == nil { try Task.checkCancellation() }
                    try await stage.run(&write)
                }
            } catch let error as StorageError {
                write.reservation?.release()
                guard await beginsAnew(write, error) else {
                    throw APIError(error, write.resource.groupResource, name: write.name)
                }
                request.decoded = write.decoded
                refusal = error
                continue
            } catch {
                write.reservation?.release()
                throw error
            }
            guard let outcome = write.outcome else { throw APIError.internalError("a write came to nothing") }
            return outcome
        }
        throw APIError(refusal, request.resource.groupResource, name: request.name)
    }

    /// Whether a write that the store has refused is tried again; reads see by then what it has met.
    private func beginsAnew(_ write: WriteRequest, _ error: StorageError) async -> Bool {
        await registry.cache.catchUp(with: error)
        switch error {
        case .conflict where write.isUnconditional: return true
        // The object has gone or come since it was looked at.
        case .keyNotFound: return write.operation != .create && write.isUnconditional
        case .keyExists: return write.isUnconditional
        default: return false
        }
    }
}
