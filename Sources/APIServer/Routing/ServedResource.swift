public import APIMachinery
public import APISchema
import Synchronization

/// A resource that is being served, in one of its versions.
public final class ServedResource: Sendable {
    /// What it was added with.
    let part: ResourcePart
    /// What the resource is.
    public let definition: ResourceDefinition
    /// The schema of the kind.
    public let schema: ResolvedSchema
    /// What Swift code adds to the definition.
    public let behavior: ResourceBehavior
    /// The definition of what objects are stored as: a version of the kind, or of another one.
    let storageDefinition: ResourceDefinition
    /// The schema of what objects are stored as.
    let storageSchema: ResolvedSchema
    /// The collection of the objects in the store, which all have that are stored as the same.
    let collection: String
    private let knownFingerprint = Mutex<UInt64?>(nil)
    /// Held by a write that is at the resource's allocator.
    let allocation = AsyncLock()
    private let retirement = Mutex(Retirement())

    private struct Retirement {
        var isRetired = false
        var handlers: [Int: @Sendable () -> Void] = [:]
        var next = 0
    }

    init(
        part: ResourcePart, definition: ResourceDefinition, schema: ResolvedSchema,
        storageDefinition: ResourceDefinition,
        storageSchema: ResolvedSchema, behavior: ResourceBehavior
    ) {
        self.part = part
        self.definition = definition
        self.schema = schema
        self.storageDefinition = storageDefinition
        self.storageSchema = storageSchema
        self.behavior = behavior
        collection = storageDefinition.groupResource.description
    }

    /// The kind Scale. Scales are no resource of their own, but are read and answered as one.
    convenience init(scale schema: ResolvedSchema, _ part: ResourcePart) {
        self.init(
            part: part, definition: Self.scaleDefinition, schema: schema, storageDefinition: Self.scaleDefinition,
            storageSchema: schema, behavior: ResourceBehavior())
    }

    static let scaleDefinition = ResourceDefinition(
        group: Scale.groupVersionKind.group, version: Scale.groupVersionKind.version, kind: Scale.groupVersionKind.kind,
        plural: "scales", singular: "scale", scope: .namespaced, verbs: [.get, .patch, .update],
        typeName: "io.k8s.api.autoscaling.v1.Scale", isStored: false)

    /// The group and plural name, which errors are about.
    public var groupResource: GroupResource { definition.groupResource }
    /// The group and kind, which faults of objects are about.
    public var groupKind: GroupKind { definition.groupVersionKind.groupKind }
    var isNamespaced: Bool { definition.scope == .namespaced }
    /// Whether stored objects are of this kind and version, so that answers need no conversion.
    var isStorageVersion: Bool { definition.groupVersionKind == storageDefinition.groupVersionKind }
    var hasStatus: Bool { definition.subresources.contains { $0.name == "status" } }

    /// Of the types that the resource was added with.
    var transcoder: Transcoder { part.transcoder }

    /// Tells by which schema a stored object was completed and normalised. Computed once, when first asked for.
    var fingerprint: UInt64 {
        knownFingerprint.withLock { known in
            if let known { return known }
            let fingerprint = storageSchema.fingerprint(of: storageDefinition.typeName)
            known = fingerprint
            return fingerprint
        }
    }

    func subresource(named name: String) -> Subresource? {
        definition.subresources.first { $0.name == name }
    }

    // MARK: Retirement

    /// Calls a closure when the resource is no longer served; at once where that is so already.
    ///
    /// - Returns: what ``forget(_:)`` takes when the closure is no longer of use.
    func onRetirement(_ handler: @escaping @Sendable () -> Void) -> Int {
        let number = retirement.withLock { state -> Int? in
            guard !state.isRetired else { return nil }
            state.next += 1
            state.handlers[state.next] = handler
            return state.next
        }
        if number == nil { handler() }
        return number ?? 0
    }

    func forget(_ number: Int) {
        retirement.withLock { _ = $0.handlers.removeValue(forKey: number) }
    }

    /// Ends what goes on about the resource: its watches.
    func retire() {
        let handlers = retirement.withLock { state in
            state.isRetired = true
            defer { state.handlers = [:] }
            return state.handlers
        }
        for handler in handlers.values { handler() }
    }
}
