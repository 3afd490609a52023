/// When a ``Controller`` looks at an object again that has not changed.
public enum Requeue: Sendable, Hashable {
    /// As after a failure: soon, and later each time.
    case rateLimited
    /// Once some time has passed.
    case after(Duration)
}
