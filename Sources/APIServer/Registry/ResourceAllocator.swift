public import APISchema
public import JSON

/// Hands out what must be unique among all objects of a resource: the addresses and ports of services, say.
///
/// A server lets one write after the other through a resource's allocator, and shows it all objects that there are by
/// then. So there is no record of what has been handed out but the objects themselves, and nothing to be given back.
/// Several servers over one store would need more.
public protocol ResourceAllocator: Sendable {
    /// Whether a write needs something that its object does not have yet. Writes that do not are not held up.
    ///
    /// - Parameter old: The object that is replaced; `nil` on creation.
    func isNeeded(for object: JSONObject, replacing old: JSONObject?) -> Bool

    /// Gives an object, which is valid otherwise, what it needs.
    ///
    /// - Parameter others: All other objects of the resource.
    /// - Returns: what cannot be had.
    func allocate(to object: inout JSONObject, replacing old: JSONObject?, others: [JSONNode]) -> [FieldError]
}
