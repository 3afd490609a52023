/// A value on the heap that is shared until it is changed: makes large types cheap to pass and recursive types possible.
public struct CopyOnWriteBox<Value> {
    @usableFromInline
    final class Storage {
        @usableFromInline var value: Value

        @inlinable
        init(_ value: Value) {
            self.value = value
        }
    }

    @usableFromInline var storage: Storage

    /// Puts a value on the heap.
    @inlinable
    public init(_ value: Value) {
        storage = Storage(value)
    }

    /// The value. Changing it copies it only where it is shared.
    @inlinable
    public var value: Value {
        get { storage.value }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }
}

// The storage is only changed while it is referenced once.
extension CopyOnWriteBox: @unchecked Sendable where Value: Sendable {}

extension CopyOnWriteBox: Equatable where Value: Equatable {
    /// Whether both are equal.
    @inlinable
    public static func == (a: Self, b: Self) -> Bool {
        a.storage === b.storage || a.storage.value == b.storage.value
    }
}

extension CopyOnWriteBox: Hashable where Value: Hashable {
    /// Feeds the value to a hasher; equal values hash alike.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(storage.value)
    }
}
