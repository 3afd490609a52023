import APIMachinery
import APISchema
import JSON

/// What a strategy finds in an object.
struct StrategyFindings: Sendable {
    var errors: [FieldError] = []
    var warnings: [String] = []
}

/// A ``ResourceStrategy`` as the write pipeline runs it: on trees.
protocol TreeStrategy: Sendable {
    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) throws(ModelReadingError)
    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext)
        throws(ModelReadingError)
    /// - Parameter old: What the object replaces; `nil` for a new one.
    func check(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) throws(ModelReadingError)
        -> StrategyFindings
}

/// A ``DeletionStrategy`` as the write pipeline runs it: on trees.
protocol TreeDeletionStrategy: Sendable {
    func deletionFault(_ object: JSONObject, _ context: WriteContext) throws(ModelReadingError) -> String?
    func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) throws(ModelReadingError) -> Int64
    func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) throws(ModelReadingError)
    func mustStay(_ object: JSONObject) throws(ModelReadingError) -> Bool
}

/// Why a strategy cannot be asked: the object is not what its model can hold.
struct ModelReadingError: Error, CustomStringConvertible {
    var kind: String
    var reason: String

    var description: String { "the object cannot be read as a \(kind): \(reason)" }
}

/// Strategies that work on trees themselves.
struct PlainStrategy<Strategy: ResourceStrategy>: TreeStrategy where Strategy.Object == JSONObject {
    let strategy: Strategy

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        strategy.prepareForCreate(&object, context)
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        strategy.prepareForUpdate(&object, from: old, context)
    }

    func check(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) -> StrategyFindings {
        let errors =
            old.map { strategy.validateUpdate(object, from: $0, context) } ?? strategy.validate(object, context)
        return StrategyFindings(
            errors: errors, warnings: errors.isEmpty ? strategy.warnings(object, from: old, context) : [])
    }
}

/// Strategies that work on the model of a kind: it is read once for each phase, and written back where it has changed.
struct ModelStrategy<Strategy: ResourceStrategy>: TreeStrategy where Strategy.Object: APIObject {
    let strategy: Strategy

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) throws(ModelReadingError) {
        try Model.change(&object) { strategy.prepareForCreate(&$0, context) }
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext)
        throws(ModelReadingError)
    {
        let old: Strategy.Object = try Model.read(old)
        try Model.change(&object) { strategy.prepareForUpdate(&$0, from: old, context) }
    }

    func check(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) throws(ModelReadingError)
        -> StrategyFindings
    {
        let object: Strategy.Object = try Model.read(object)
        var former: Strategy.Object?
        if let old { former = try Model.read(old) }
        let errors =
            former.map { strategy.validateUpdate(object, from: $0, context) } ?? strategy.validate(object, context)
        return StrategyFindings(
            errors: errors, warnings: errors.isEmpty ? strategy.warnings(object, from: former, context) : [])
    }
}

struct PlainDeletionStrategy<Strategy: DeletionStrategy>: TreeDeletionStrategy where Strategy.Object == JSONObject {
    let strategy: Strategy

    func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String? {
        strategy.deletionFault(object, context)
    }

    func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) -> Int64 {
        strategy.gracePeriodSeconds(object, requested: requested)
    }

    func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) {
        strategy.prepareForDeletion(&object, context)
    }

    func mustStay(_ object: JSONObject) -> Bool { strategy.mustStay(object) }
}

struct ModelDeletionStrategy<Strategy: DeletionStrategy>: TreeDeletionStrategy where Strategy.Object: APIObject {
    let strategy: Strategy

    func deletionFault(_ object: JSONObject, _ context: WriteContext) throws(ModelReadingError) -> String? {
        strategy.deletionFault(try Model.read(object), context)
    }

    func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) throws(ModelReadingError) -> Int64 {
        strategy.gracePeriodSeconds(try Model.read(object), requested: requested)
    }

    func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) throws(ModelReadingError) {
        try Model.change(&object) { strategy.prepareForDeletion(&$0, context) }
    }

    func mustStay(_ object: JSONObject) throws(ModelReadingError) -> Bool {
        strategy.mustStay(try Model.read(object))
    }
}

/// Models from trees and back.
private enum Model {
    static func read<Object: APIObject>(_ object: JSONObject) throws(ModelReadingError) -> Object {
        do {
            return try Object(json: JSONDocument(parsing: JSONValue.object(object).serialized()).root)
        } catch {
            throw ModelReadingError(kind: object["kind"]?.stringValue ?? "\(Object.self)", reason: "\(error)")
        }
    }

    static func change<Object: APIObject>(_ object: inout JSONObject, _ body: (inout Object) -> Void)
        throws(ModelReadingError)
    {
        let before: Object = try read(object)
        var after = before
        body(&after)
        guard after != before else { return }
        do {
            guard case .object(let changed) = try JSONValue(parsing: after.encodedJSON()) else { return }
            object = changed
        } catch {
            throw ModelReadingError(kind: after.kind, reason: "\(error)")
        }
    }
}
