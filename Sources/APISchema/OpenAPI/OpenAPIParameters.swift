internal import JSON

/// The parameters of requests, each group sorted by name.
enum OpenAPIParameters {
    private static func query(_ name: String, _ type: String, _ description: String) -> JSONValue {
        [
            "description": .string(description), "in": "query", "name": .string(name),
            "schema": ["type": .string(type), "uniqueItems": true],
        ]
    }

    private static func path(_ name: String, _ description: String) -> JSONValue {
        [
            "description": .string(description), "in": "path", "name": .string(name), "required": true,
            "schema": ["type": "string", "uniqueItems": true],
        ]
    }

    static func name(of kind: String) -> JSONValue { path("name", "name of the \(kind)") }
    static let namespace = path("namespace", "the namespace that the objects are in")
    static let remainingPath = path("path", "the path of the request that is passed on")
    static let pretty = query("pretty", "string", "If true, the answer is indented for people to read.")

    private static let dryRun = query(
        "dryRun", "string", "All: the request is processed to the end but nothing is stored. No other value is known.")
    private static let fieldManager = query(
        "fieldManager", "string",
        "The name of who makes the change, at most 128 printable characters, which managedFields keeps. Apply requests must have it."
    )
    private static let fieldValidation = query(
        "fieldValidation", "string",
        "What happens to unknown and duplicate fields. Ignore: they are dropped. Warn: they are dropped, each with a warning. "
            + "Strict: the request fails with an error that names all of them. Warn is the default.")
    private static let force = query(
        "force", "boolean", "Whether an apply request takes over fields that others own. No other request may have it.")

    static let create = [dryRun, fieldManager, fieldValidation]
    static let patch = [dryRun, fieldManager, fieldValidation, force]
    static let delete = [
        dryRun,
        query(
            "gracePeriodSeconds", "integer",
            "How many seconds the object has to end; 0 deletes at once. The kind's or object's own period when absent."),
        query(
            "ignoreStoreReadErrorWithClusterBreakingPotential", "boolean",
            "Whether an object that cannot be read from storage is deleted nevertheless, which may leave behind what it refers to."
        ),
        query(
            "orphanDependents", "boolean",
            "Deprecated in favour of propagationPolicy: whether dependents are kept rather than collected."),
        query(
            "propagationPolicy", "string",
            "What happens to dependents. Orphan: they are kept. Background: they are collected afterwards. Foreground: they are "
                + "collected before the object goes."),
    ]

    private static let allowWatchBookmarks = query(
        "allowWatchBookmarks", "boolean",
        "Whether a watch may have events of type BOOKMARK, which carry a resource version only.")
    private static let `continue` = query(
        "continue", "string", "The token that the previous part of the list ended with; the next part follows.")
    private static let fieldSelector = query(
        "fieldSelector", "string", "Which objects, by the values of fields that the resource offers for selection.")
    private static let labelSelector = query("labelSelector", "string", "Which objects, by their labels.")
    private static let limit = query(
        "limit", "integer",
        "How many objects to answer at most; if there are more, the list ends with a token for the next part.")
    private static let resourceVersion = query(
        "resourceVersion", "string", "From which version of the data on to answer, as resourceVersionMatch says.")
    private static let resourceVersionMatch = query(
        "resourceVersionMatch", "string", "How resourceVersion is meant: Exact or NotOlderThan.")
    private static let sendInitialEvents = query(
        "sendInitialEvents", "boolean",
        "Whether a watch begins with events for the objects that exist, followed by a bookmark that marks their end.")
    private static let timeoutSeconds = query(
        "timeoutSeconds", "integer", "How long the request may take; a watch ends then.")
    private static let watch = query(
        "watch", "boolean",
        "Whether to answer with a stream of changes from resourceVersion on rather than with a list.")

    static let list = [
        allowWatchBookmarks, `continue`, fieldSelector, labelSelector, limit, resourceVersion, resourceVersionMatch,
        sendInitialEvents, timeoutSeconds, watch,
    ]
    static let deleteCollection =
        [`continue`, dryRun, fieldSelector] + [delete[1], delete[2]]
        + [
            labelSelector, limit, delete[3], delete[4], resourceVersion, resourceVersionMatch, sendInitialEvents,
            timeoutSeconds,
        ]
}
