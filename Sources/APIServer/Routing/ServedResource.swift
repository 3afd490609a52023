public import APIMachinery
public import APISchema
import Synchronization

/// A resource that is being served, in one of its versions.
public final class ServedResource: Sendable {
    private static let lastSerial = Atomic<Int>(0)

    /// Tells the resource from all others of the process, also from those that are gone.
    let serial = lastSerial.add(1, ordering: .relaxed).newValue
    /// What it was added with.
    let part: ResourcePart
    /// What the definition was added with as which the objects are stored.
    let storagePart: ResourcePart
    /// What the resource is.
    public let definition: ResourceDefinition
    /// The schema of the kind.
    package let schema: ResolvedSchema
    /// What Swift code adds to the definition.
    public let behavior: ResourceBehavior
    /// The definition of what objects are stored as: a version of the kind, or of another one.
    let storageDefinition: ResourceDefinition
    /// The schema of what objects are stored as.
    let storageSchema: ResolvedSchema
    /// The collection of the objects in the store, which all have that are stored as the same.
    let collection: String
    /// What is served of the objects and their collection.
    let endpoint: ServedEndpoint
    /// What is served of each subresource; what has no handler is not served.
    let subresources: [String: ServedEndpoint]
    /// The kinds that subresources exchange, by their types; made when first asked for.
    private let exchangedKinds = Mutex<[TypeName: ServedResource]>([:])
    private let knownFingerprint = Mutex<UInt64?>(nil)
    private let retirement = Mutex(Retirement())

    private struct Retirement {
        var isRetired = false
        var handlers: [Int: @Sendable () -> Void] = [:]
        var next = 0
    }

    init(
        part: ResourcePart, definition: ResourceDefinition, schema: ResolvedSchema, storagePart: ResourcePart,
        storageDefinition: ResourceDefinition,
        storageSchema: ResolvedSchema, behavior: ResourceBehavior
    ) {
        self.part = part
        self.storagePart = storagePart
        self.definition = definition
        self.schema = schema
        self.storageDefinition = storageDefinition
        self.storageSchema = storageSchema
        self.behavior = behavior
        collection = storageDefinition.groupResource.description
        endpoint = ServedEndpoint(
            behavior.handler ?? (definition.isStored ? ObjectEndpoint() : nil), verbs: definition.verbs)
        var subresources: [String: ServedEndpoint] = [:]
        for subresource in definition.subresources {
            let served = ServedEndpoint(
                Self.handler(of: subresource, behavior), verbs: subresource.verbs)
            if !served.verbs.isEmpty { subresources[subresource.name] = served }
        }
        self.subresources = subresources
    }

    private static func handler(of subresource: Subresource, _ behavior: ResourceBehavior) -> (any Endpoint)? {
        if let handler = behavior.subresourceHandlers[subresource.name] { return handler }
        if let paths = subresource.scale { return ScaleEndpoint(paths: paths) }
        return behavior.endpoint(subresource.name) == nil ? nil : PartEndpoint()
    }

    /// The definition with the verbs and subresources that are served.
    var servedDefinition: ResourceDefinition {
        var served = definition
        served.verbs = endpoint.verbs
        served.subresources = definition.subresources.compactMap { subresource in
            subresources[subresource.name].map {
                var subresource = subresource
                subresource.verbs = $0.verbs
                return subresource
            }
        }
        return served
    }

    /// Whether everything is served that the definition offers.
    var servesWholeDefinition: Bool {
        endpoint.verbs.count == definition.verbs.count
            && definition.subresources.allSatisfy { subresources[$0.name]?.verbs.count == $0.verbs.count }
    }

    /// Whether anything can be asked of the resource.
    var isServed: Bool { !endpoint.verbs.isEmpty || !subresources.isEmpty }

    /// What is served at a path of the resource; `nil` where that is nothing.
    ///
    /// - Parameter subresource: Empty for the object itself.
    func endpoint(_ subresource: String) -> ServedEndpoint? {
        subresource.isEmpty ? endpoint : subresources[subresource]
    }

    // MARK: Kinds of subresources

    /// The kind that requests and answers of a subresource are of; `nil` where it is the resource's own.
    func exchangedKind(of subresource: String) -> ServedResource? {
        guard !subresource.isEmpty,
            let declared = definition.subresources.first(where: { $0.name == subresource }),
            let type = declared.requestType ?? declared.responseType ?? (declared.scale == nil ? nil : Self.scaleType)
        else { return nil }
        return exchangedKinds.withLock { known in
            if let kind = known[type] { return kind }
            let kind = Self.kind(of: type, declared, part)
            known[type] = kind
            return kind
        }
    }

    private static let scaleType = "io.k8s.api.autoscaling.v1.Scale"
    private static let scaleColumns = [
        Column(
            name: "Name", type: "string", format: "name", description: "The name of the object.",
            path: FieldPath([.member("metadata"), .member("name")])),
        Column(
            name: "Desired", type: "integer", description: "How many replicas are wanted.",
            path: FieldPath([.member("spec"), .member("replicas")])),
        Column(
            name: "Available", type: "integer", description: "How many replicas there are.",
            path: FieldPath([.member("status"), .member("replicas")])),
        Column(
            name: "Age", type: "date", description: "When the object was created.",
            path: FieldPath([.member("metadata"), .member("creationTimestamp")])),
    ]

    /// A kind that is no resource of its own, but read and answered as one.
    private static func kind(of type: TypeName, _ subresource: Subresource, _ part: ResourcePart) -> ServedResource? {
        guard let schema = part.resolver.schema(named: type),
            let kind = subresource.kind ?? part.resolver.type(named: type)?.kinds.first
        else { return nil }
        let definition = ResourceDefinition(
            group: kind.group, version: kind.version, kind: kind.kind, plural: kind.kind.lowercased() + "s",
            singular: kind.kind.lowercased(), scope: .namespaced, verbs: [], typeName: type, isStored: false,
            columns: type == scaleType ? scaleColumns : [])
        return ServedResource(
            part: part, definition: definition, schema: schema, storagePart: part, storageDefinition: definition,
            storageSchema: schema, behavior: ResourceBehavior())
    }

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
    /// Whether `metadata.generation` counts the changes of what is asked for.
    var tracksGeneration: Bool {
        if let tracks = behavior.tracksGeneration { return tracks }
        return !definition.isNormalized || (hasStatus && schema.field(named: "spec") != nil)
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
