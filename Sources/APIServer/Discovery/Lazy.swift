import Synchronization

/// A value that is made when it is first asked for, and kept.
final class Lazy<Value: Sendable>: Sendable {
    private let known = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    var value: Value {
        known.withLock { known in
            if let value = known { return value }
            let value = make()
            known = value
            return value
        }
    }

    /// Whether the value has been asked for.
    var isMade: Bool { known.withLock { $0 != nil } }
}
