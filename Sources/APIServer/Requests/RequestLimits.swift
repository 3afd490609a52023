/// What a request may cost. The defaults are kube-apiserver's.
public struct RequestLimits: Sendable {
    /// The largest body of a request, in bytes.
    public static let maximumBodyBytes = 3 << 20
    /// The largest object that is kept, in bytes of its JSON: patches let objects grow beyond what one body can hold.
    public static let maximumObjectBytes = 3 << 20
    /// How many requests that read may be in flight; 0 for no limit.
    public var readingInFlight = 400
    /// How many requests that write may be in flight; 0 for no limit.
    public var writingInFlight = 200
    /// How long a request may take that is no watch.
    public var deadline: Swift.Duration = .seconds(60)
    /// The shortest time after which a watch ends that does not say how long it wants to last; the longest is twice
    /// that.
    public var minimumWatch: Swift.Duration = .seconds(1800)

    /// The defaults.
    public init() {}
}
