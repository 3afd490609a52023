public import APIMachinery
public import APISchema
public import JSON

/// What an endpoint of a resource demands of writes beyond what the definition says.
///
/// A resource has one strategy for its objects and one for each of its subresources (``ResourceBehavior``), so that a
/// strategy never has to ask what it is called for. It sees objects in the version in which they are stored, whichever
/// version a request speaks: no other version can pass its rules by. It works on trees (`JSONObject`) or, where its
/// methods take the generated model of the kind, on that; fields that a model does not know are kept, and what cannot be
/// read as the model is refused.
///
/// When each method is called, ``WritePipeline`` says; what an implementation leaves out does nothing. An update may
/// begin anew with the object as somebody else has left it meanwhile, so a strategy keeps nothing.
public protocol ResourceStrategy<Object>: Sendable {
    /// How the strategy sees objects: trees, or the model of the kind.
    associatedtype Object: Sendable = JSONObject

    /// Changes an object that is to be created: fills in what no constant default can, drops what clients may not set.
    func prepareForCreate(_ object: inout Object, _ context: WriteContext)
    /// Changes an object that is to replace another. What the endpoint does not write is the old object's already.
    func prepareForUpdate(_ object: inout Object, from old: Object, _ context: WriteContext)
    /// What is wrong with an object that is to be created. It is answered together with what the schema refuses.
    func validate(_ object: Object, _ context: WriteContext) -> [FieldError]
    /// What is wrong with an object that is to replace another; as ``validate(_:_:)`` unless said otherwise.
    func validateUpdate(_ object: Object, from old: Object, _ context: WriteContext) -> [FieldError]
    /// What is right but odd about an object.
    ///
    /// - Parameter old: What it replaces; `nil` for a new object.
    func warnings(_ object: Object, from old: Object?, _ context: WriteContext) -> [String]
}

extension ResourceStrategy {
    /// Changes nothing.
    public func prepareForCreate(_ object: inout Object, _ context: WriteContext) {}
    /// Changes nothing.
    public func prepareForUpdate(_ object: inout Object, from old: Object, _ context: WriteContext) {}
    /// Finds nothing wrong.
    public func validate(_ object: Object, _ context: WriteContext) -> [FieldError] { [] }
    /// Finds what is wrong with any object.
    public func validateUpdate(_ object: Object, from old: Object, _ context: WriteContext) -> [FieldError] {
        validate(object, context)
    }
    /// Warns of nothing.
    public func warnings(_ object: Object, from old: Object?, _ context: WriteContext) -> [String] { [] }
}

/// The strategy of endpoints of which nothing is demanded beyond the definition.
public struct DefaultStrategy: ResourceStrategy {
    /// A strategy that demands nothing.
    public init() {}
}

/// What a write is about, for strategies.
public struct WriteContext: Sendable {
    /// The resource, in the version in which its objects are stored.
    public let definition: ResourceDefinition
    /// The group and version that the request speaks, which may be another than the stored one.
    public let requestVersion: APIVersion
    /// The subresource that the request names; `nil` for the object itself.
    public let subresource: String?
    /// Whether nothing will be written.
    public let isDryRun: Bool
    /// Who makes the request; `nil` where that is not known.
    public let user: UserInfo?
}
