/// What is to be done with a resource: what definitions and discovery list, routes are chosen by and authorization asks.
///
/// Authorization knows more verbs than definitions do (`impersonate`, `bind`, `approve`), and of a request for a path that
/// is no resource's the verb is the method in lower case.
public struct Verb: OpenStringEnum, Comparable {
    /// The name.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One object, as it is.
    public static let get: Self = "get"
    /// The objects of a collection.
    public static let list: Self = "list"
    /// The changes of an object or a collection, as they happen.
    public static let watch: Self = "watch"
    /// A new object.
    public static let create: Self = "create"
    /// Another object in the place of one.
    public static let update: Self = "update"
    /// A change of an object.
    public static let patch: Self = "patch"
    /// The end of an object.
    public static let delete: Self = "delete"
    /// The end of all objects of a collection that are selected.
    public static let deleteCollection: Self = "deletecollection"
    /// A request that is passed on, as metrics count it; authorization is asked about the verb of its method.
    public static let connect: Self = "connect"
    /// To act as somebody else.
    public static let impersonate: Self = "impersonate"

    /// The verbs that a definition may name and discovery lists, sorted.
    public static let offered: [Self] = [.create, .delete, .deleteCollection, .get, .list, .patch, .update, .watch]

    /// Verbs are sorted by name.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
