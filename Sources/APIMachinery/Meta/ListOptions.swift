/// Which objects to list or watch, and how.
///
/// `meta/v1.ListOptions`, parameters of a query.
public struct ListOptions: Sendable, Hashable {
    /// Which objects, by labels: text as ``LabelQuery`` reads it.
    public var labelSelector: String?
    /// Which objects, by fields: text as ``FieldQuery`` reads it.
    public var fieldSelector: String?
    /// Whether to watch rather than to list; the methods of ``ResourceClient`` set it.
    public var watch: Bool?
    /// Whether a watch reports how far it has come.
    public var allowWatchBookmarks: Bool?
    /// The revision to list at or to watch from.
    public var resourceVersion: String?
    /// How ``resourceVersion`` is meant in a list.
    public var resourceVersionMatch: ResourceVersionMatch?
    /// After how many seconds the server ends a list or watch.
    public var timeoutSeconds: Int64?
    /// How many objects a page has at most.
    public var limit: Int64?
    /// The token of the next page, from the one before.
    public var `continue`: String?
    /// Whether a watch begins with the objects that are there.
    public var sendInitialEvents: Bool?
    /// Which part of the collection.
    public var shardSelector: String?

    /// What the server does by itself.
    public init() {}

    /// Options with these values.
    public init(
        labelSelector: String? = nil, fieldSelector: String? = nil, watch: Bool? = nil,
        allowWatchBookmarks: Bool? = nil, resourceVersion: String? = nil,
        resourceVersionMatch: ResourceVersionMatch? = nil, timeoutSeconds: Int64? = nil, limit: Int64? = nil,
        `continue`: String? = nil, sendInitialEvents: Bool? = nil, shardSelector: String? = nil
    ) {
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
        self.watch = watch
        self.allowWatchBookmarks = allowWatchBookmarks
        self.resourceVersion = resourceVersion
        self.resourceVersionMatch = resourceVersionMatch
        self.timeoutSeconds = timeoutSeconds
        self.limit = limit
        self.continue = `continue`
        self.sendInitialEvents = sendInitialEvents
        self.shardSelector = shardSelector
    }

    /// Reads the options from a query.
    ///
    /// - Throws: ``APIError`` 400 for a number that is none.
    public init(query: QueryParameters) throws(APIError) {
        self.labelSelector = query.string("labelSelector")
        self.fieldSelector = query.string("fieldSelector")
        self.watch = query.bool("watch")
        self.allowWatchBookmarks = query.bool("allowWatchBookmarks")
        self.resourceVersion = query.string("resourceVersion")
        self.resourceVersionMatch = query.string("resourceVersionMatch").map { ResourceVersionMatch(rawValue: $0) }
        self.timeoutSeconds = try query.int64("timeoutSeconds")
        self.limit = try query.int64("limit")
        self.continue = query.string("continue")
        self.sendInitialEvents = query.bool("sendInitialEvents")
        self.shardSelector = query.string("shardSelector")
    }

    /// The options as parameters of a query.
    public var query: QueryParameters {
        var query = QueryParameters()
        query.append("labelSelector", labelSelector)
        query.append("fieldSelector", fieldSelector)
        query.append("watch", watch)
        query.append("allowWatchBookmarks", allowWatchBookmarks)
        query.append("resourceVersion", resourceVersion)
        query.append("resourceVersionMatch", resourceVersionMatch)
        query.append("timeoutSeconds", timeoutSeconds)
        query.append("limit", limit)
        query.append("continue", `continue`)
        query.append("sendInitialEvents", sendInitialEvents)
        query.append("shardSelector", shardSelector)
        return query
    }
}
