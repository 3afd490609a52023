public import APIMachinery
public import APISchema
public import JSON

/// A strategy that works on the model of a kind.
///
/// The phases are those of ``ResourceStrategy``. Fields that the model does not know are kept.
public protocol TypedStrategy: Sendable {
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
    func prepareForDeletion(_ object: inout Object, _ context: WriteContext)
    func mustStay(_ object: Object) -> Bool
}

extension TypedStrategy {
    public var nameRule: NameRule { .subdomain }
    public var tracksGeneration: Bool? { nil }
    public var keepsStatusOnCreate: Bool { false }
    public func prepareForCreate(_ object: inout Object, _ context: WriteContext) {}
    public func prepareForUpdate(_ object: inout Object, from old: Object, _ context: WriteContext) {}
    public func validate(_ object: Object, _ context: WriteContext) -> [FieldError] { [] }
    public func validateUpdate(_ object: Object, from old: Object, _ context: WriteContext) -> [FieldError] {
        validate(object, context)
    }
    public func warnings(_ object: Object, _ context: WriteContext) -> [String] { [] }
    public func deletionFault(_ object: Object, _ context: WriteContext) -> String? { nil }
    public func prepareForDeletion(_ object: inout Object, _ context: WriteContext) {}
    public func mustStay(_ object: Object) -> Bool { false }
}

/// Runs a ``TypedStrategy`` on trees.
///
/// An object that cannot be read as the model is left as it is: the schema says what is wrong with it.
public struct ModelStrategy<Strategy: TypedStrategy>: ResourceStrategy {
    private let strategy: Strategy

    public init(_ strategy: Strategy) {
        self.strategy = strategy
    }

    public var nameRule: NameRule { strategy.nameRule }
    public var tracksGeneration: Bool? { strategy.tracksGeneration }
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

    public func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        change(&object) { strategy.prepareForCreate(&$0, context) }
    }

    public func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        guard let old = model(old) else { return }
        change(&object) { strategy.prepareForUpdate(&$0, from: old, context) }
    }

    public func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        model(object).map { strategy.validate($0, context) } ?? []
    }

    public func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        guard let object = model(object), let old = model(old) else { return [] }
        return strategy.validateUpdate(object, from: old, context)
    }

    public func warnings(_ object: JSONObject, _ context: WriteContext) -> [String] {
        model(object).map { strategy.warnings($0, context) } ?? []
    }

    public func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String? {
        model(object).flatMap { strategy.deletionFault($0, context) }
    }

    public func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) {
        change(&object) { strategy.prepareForDeletion(&$0, context) }
    }

    public func mustStay(_ object: JSONObject) -> Bool {
        model(object).map { strategy.mustStay($0) } ?? false
    }
}
