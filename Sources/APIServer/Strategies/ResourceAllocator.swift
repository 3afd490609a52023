public import APISchema
public import JSON

/// Hands out what must be unique among all objects of a resource: the addresses and ports of services, say.
///
/// What the stored objects hold is kept in an index beside the cache, which follows every write; what a write in progress
/// has been given is set aside until the index has it or the write has failed. So nothing is listed, nothing is given
/// back, and a restart begins with what is stored. Several servers over one store would need more.
public protocol ResourceAllocator: Sendable {
    /// What an object holds.
    func claims(of object: JSONObject) -> Set<Claim>

    /// Gives an object, which is valid otherwise, what it needs and lacks.
    ///
    /// - Parameters:
    ///   - old: The object that is replaced; `nil` on creation. What it holds is not free, but the object may keep it.
    ///   - isFree: Whether nobody holds something.
    /// - Returns: what cannot be had.
    func allocate(
        to object: inout JSONObject, replacing old: JSONObject?, isFree: (Claim) -> Bool
    ) -> [FieldError]
}

/// One of the things that an allocator hands out.
public struct Claim: Hashable, Sendable {
    /// What it is one of, such as `addresses`.
    public var pool: String
    /// Which one it is.
    public var value: String

    /// One of a pool.
    public init(pool: String, value: String) {
        self.pool = pool
        self.value = value
    }
}
