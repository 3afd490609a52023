public import APISchema

/// What a request wants to do: the verbs of resources, those that only authorization knows (`impersonate`), and for paths
/// that are no resource's the method in lower case.
public struct RequestVerb: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// As authorization and the log name it.
    public var rawValue: String

    /// A verb by its name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A verb by its name.
    public init(stringLiteral value: String) {
        rawValue = value
    }

    /// One of the verbs of resources.
    public init(_ verb: Verb) {
        rawValue = verb.rawValue
    }

    /// One object, as it is.
    public static let get = RequestVerb(.get)
    /// The objects of a collection.
    public static let list = RequestVerb(.list)
    /// The changes of an object or a collection, as they happen.
    public static let watch = RequestVerb(.watch)
    /// A new object.
    public static let create = RequestVerb(.create)
    /// Another object in the place of one.
    public static let update = RequestVerb(.update)
    /// A change of an object.
    public static let patch = RequestVerb(.patch)
    /// The end of an object.
    public static let delete = RequestVerb(.delete)
    /// The end of all objects of a collection that are selected.
    public static let deleteCollection = RequestVerb(.deletecollection)
    /// To act as somebody else.
    public static let impersonate: RequestVerb = "impersonate"

    /// The name.
    public var description: String { rawValue }
}
