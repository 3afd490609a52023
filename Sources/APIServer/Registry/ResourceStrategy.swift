public import APISchema
public import JSON

/// What a resource demands of writes beyond what its definition says.
///
/// The phases of a write, in order; what an implementation leaves out does nothing:
///
/// 1. The request's object is decoded in the request's version, pruned and completed with the defaults of the
/// definition.
/// 2. What the server owns is set: name, namespace, uid, creationTimestamp, generation. On an update of the object its
///    status is the old one's, and on an update of the status all else.
/// 3. `prepareForCreate` or `prepareForUpdate` changes the object: fills in what no constant default can, drops what
///    the client may not set.
/// 4. The metadata and the schema's rules are checked.
/// 5. `validate` or `validateUpdate` says what else is wrong. All faults are answered together.
/// 6. `warnings` says what is right but odd.
/// 7. The object is converted to the storage version and written, unless it was changed meanwhile: then an update
///    begins anew with the object as it is by then.
///
/// A deletion asks `deletionFault` first, then `gracePeriodSeconds`. `prepareForDeletion` is called once an object has to
/// wait for its finalizers or its end.
public protocol ResourceStrategy: Sendable {
    /// What names are allowed; subdomains unless said otherwise.
    var nameRule: NameRule { get }

    /// Whether `metadata.generation` counts changes; `nil` to decide by the kind: it does where objects have both a
    /// spec and a status, and for kinds that are not Kubernetes' own.
    var tracksGeneration: Bool? { get }

    /// Whether elements of a list of type map must differ in their keys; they must unless said otherwise.
    var checksListKeys: Bool { get }

    /// Whether a status can be given on creation; not unless said otherwise.
    var keepsStatusOnCreate: Bool { get }

    /// The parts of the object that a subresource writes, all else staying as it was; none for what is not served.
    /// `status` writes the status unless said otherwise.
    func parts(of subresource: String) -> [FieldPath]

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext)
    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext)
    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError]
    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError]
    func warnings(_ object: JSONObject, _ context: WriteContext) -> [String]

    /// Why an object may not be deleted; `nil` where it may.
    func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String?
    /// For how many seconds an object is to stay while whoever runs it brings it to an end; 0 unless said otherwise.
    ///
    /// - Parameter requested: What the client asks for; `nil` where it does not say, and 0 where it must not wait.
    func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) -> Int64
    /// Changes an object whose deletion has begun and that has to wait for its finalizers.
    func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext)
    /// Whether an object has to stay for another reason than `metadata.finalizers`.
    func mustStay(_ object: JSONObject) -> Bool
}

/// What a write is about.
public struct WriteContext: Sendable {
    /// The resource, in the version of the request.
    public let resource: ServedResource
    /// The subresource that the request names; `nil` for the object itself.
    public let subresource: String?
    /// Whether nothing will be written.
    public let isDryRun: Bool
    /// Who makes the request; `nil` where that is not known.
    public let user: UserInfo?
}

extension ResourceStrategy {
    /// Subdomains.
    public var nameRule: NameRule { .subdomain }
    /// As the kind suggests.
    public var tracksGeneration: Bool? { nil }
    /// They must.
    public var checksListKeys: Bool { true }
    /// No.
    public var keepsStatusOnCreate: Bool { false }
    /// The status.
    public func parts(of subresource: String) -> [FieldPath] {
        subresource == "status" ? [FieldPath([.member("status")])] : []
    }
    /// Changes nothing.
    public func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {}
    /// Changes nothing.
    public func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {}
    /// Finds nothing wrong.
    public func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] { [] }
    /// Finds what is wrong with any object.
    public func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        validate(object, context)
    }
    /// Warns of nothing.
    public func warnings(_ object: JSONObject, _ context: WriteContext) -> [String] { [] }
    /// Lets every object be deleted.
    public func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String? { nil }
    /// None.
    public func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) -> Int64 { 0 }
    /// Changes nothing.
    public func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) {}
    /// Lets every object go.
    public func mustStay(_ object: JSONObject) -> Bool { false }
}

/// The strategy of resources of which nothing is demanded beyond their definitions.
public struct DefaultStrategy: ResourceStrategy {
    /// A strategy that demands nothing.
    public init() {}
}
