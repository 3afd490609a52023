public import APIMachinery
public import APISchema
public import JSON

/// A strategy that works on the model of a kind.
///
/// The phases are those of ``ResourceStrategy``. Fields that the model does not know are kept.
public protocol TypedStrategy: Sendable {
    /// The model.
    associatedtype Object: APIObject

    var nameRule: NameRule { get }
    var tracksGeneration: Bool? { get }
    var keepsStatusOnCreate: Bool { get }
    func prepareForCreate(_ object: inout Object, _ context: WriteContext)
    func prepareForUpdate(_ object: inout Object, from old: Object, _ context: WriteContext)
    func validate(_ object: Object, _ context: WriteContext) -> [FieldError]
    func validateUpdate(_ object: Object, from old: Object, _ context: WriteContext) -> [FieldError]
    func warnings(_ object: Object, _ context: WriteContext) -> [String]
    func deletionFault(_ object: Object, _ context: WriteContext) -> String?
    func gracePeriodSeconds(_ object: Object, requested: Int64?) -> Int64
    func prepareForDeletion(_ object: inout Object, _ context: WriteContext)
    func mustStay(_ object: Object) -> Bool
}

extension TypedStrategy {
    /// Subdomains.
    public var nameRule: NameRule { .subdomain }
    /// As the kind suggests.
    public var tracksGeneration: Bool? { nil }
    /// No.
    public var keepsStatusOnCreate: Bool { false }
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
    public func warnings(_ object: Object, _ context: WriteContext) -> [String] { [] }
    /// Lets every object be deleted.
    public func deletionFault(_ object: Object, _ context: WriteContext) -> String? { nil }
    /// None.
    public func gracePeriodSeconds(_ object: Object, requested: Int64?) -> Int64 { 0 }
    /// Changes nothing.
    public func prepareForDeletion(_ object: inout Object, _ context: WriteContext) {}
    /// Lets every object go.
    public func mustStay(_ object: Object) -> Bool { false }
}

/// Runs a ``TypedStrategy`` on trees.
///
/// An object that cannot be read as the model is left as it is: the schema says what is wrong with it.
public struct ModelStrategy<Strategy: TypedStrategy>: ResourceStrategy {
    private let strategy: Strategy

    /// Runs a strategy on trees.
    public init(_ strategy: Strategy) {
        self.strategy = strategy
    }

    /// What names are allowed.
    public var nameRule: NameRule { strategy.nameRule }
    /// Whether `metadata.generation` counts changes; `nil` to decide by the kind.
    public var tracksGeneration: Bool? { strategy.tracksGeneration }
    /// Whether a status can be given on creation.
    public var keepsStatusOnCreate: Bool { strategy.keepsStatusOnCreate }

    private func model(_ object: JSONObject) -> Strategy.Object? {
        try? Strategy.Object(json: JSONDocument(parsing: JSONValue.object(object).serialized()).root)
    }

    private func change(_ object: inout JSONObject, _ body: (inout Strategy.Object) -> Void) {
        guard let before = model(object) else { return }
        var after = before
        body(&after)
        guard after != before, case .object(let changed)? = try? JSONValue(parsing: after.encodedJSON()) else { return }
        object = changed
    }

    /// Changes an object that is to be created.
    public func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        change(&object) { strategy.prepareForCreate(&$0, context) }
    }

    /// Changes an object that is to replace another.
    public func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        guard let old = model(old) else { return }
        change(&object) { strategy.prepareForUpdate(&$0, from: old, context) }
    }

    /// What is wrong with an object.
    public func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        model(object).map { strategy.validate($0, context) } ?? []
    }

    /// What is wrong with an object that is to replace another.
    public func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        guard let object = model(object), let old = model(old) else { return [] }
        return strategy.validateUpdate(object, from: old, context)
    }

    /// What is right but odd about an object.
    public func warnings(_ object: JSONObject, _ context: WriteContext) -> [String] {
        model(object).map { strategy.warnings($0, context) } ?? []
    }

    /// Why an object may not be deleted; `nil` where it may.
    public func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String? {
        model(object).flatMap { strategy.deletionFault($0, context) }
    }

    /// For how many seconds an object is to stay for its end.
    public func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) -> Int64 {
        model(object).map { strategy.gracePeriodSeconds($0, requested: requested) } ?? 0
    }

    /// Changes an object whose deletion has begun and that has to wait.
    public func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) {
        change(&object) { strategy.prepareForDeletion(&$0, context) }
    }

    /// Whether an object has to stay for another reason than `metadata.finalizers`.
    public func mustStay(_ object: JSONObject) -> Bool {
        model(object).map { strategy.mustStay($0) } ?? false
    }
}
