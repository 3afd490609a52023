public import JSON

/// What a resource demands of deletions.
///
/// A deletion asks ``deletionFault(_:_:)`` first, then ``gracePeriodSeconds(_:requested:)``.
/// ``prepareForDeletion(_:_:)`` is called once an object has to wait for its finalizers or its end.
public protocol DeletionStrategy<Object>: Sendable {
    /// How the strategy sees objects: trees, or the model of the kind.
    associatedtype Object: Sendable = JSONObject

    /// Why an object may not be deleted; `nil` where it may.
    func deletionFault(_ object: Object, _ context: WriteContext) -> String?
    /// For how many seconds an object is to stay while whoever runs it brings it to an end; 0 unless said otherwise.
    ///
    /// - Parameter requested: What the client asks for; `nil` where it does not say, and 0 where it must not wait.
    func gracePeriodSeconds(_ object: Object, requested: Int64?) -> Int64
    /// Changes an object whose deletion has begun and that has to wait.
    func prepareForDeletion(_ object: inout Object, _ context: WriteContext)
    /// Whether an object has to stay for another reason than `metadata.finalizers`.
    func mustStay(_ object: Object) -> Bool
}

extension DeletionStrategy {
    /// Lets every object be deleted.
    public func deletionFault(_ object: Object, _ context: WriteContext) -> String? { nil }
    /// None.
    public func gracePeriodSeconds(_ object: Object, requested: Int64?) -> Int64 { 0 }
    /// Changes nothing.
    public func prepareForDeletion(_ object: inout Object, _ context: WriteContext) {}
    /// Lets every object go.
    public func mustStay(_ object: Object) -> Bool { false }
}

/// The strategy of resources whose objects go when they are deleted.
public struct DefaultDeletionStrategy: DeletionStrategy {
    /// A strategy that demands nothing.
    public init() {}
}
