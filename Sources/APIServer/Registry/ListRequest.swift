import APIMachinery
import JSON
import Storage

/// What a request says of what to list or watch.
struct ListRequest: Sendable {
    var selection = Selection.everything
    var limit: Int?
    var continuation: ContinueToken?
    /// `nil` where none is given.
    var resourceVersion: Revision?
    var match: ResourceVersionMatch?
    var timeoutSeconds: Int64?
    var allowsBookmarks = false
    var sendsInitialEvents: Bool?

    init() {}

    init(_ query: QueryParameters, resource: ServedResource, isWatch: Bool) throws {
        selection = try Selection(
            labels: query["labelSelector"], fields: query["fieldSelector"], resource: resource)
        if let number = try query.integer("limit"), number > 0 { limit = Int(clamping: number) }
        timeoutSeconds = try query.integer("timeoutSeconds")
        allowsBookmarks = query.flag("allowWatchBookmarks")
        if query.contains("sendInitialEvents") { sendsInitialEvents = query.flag("sendInitialEvents") }
        match = query["resourceVersionMatch"].map { ResourceVersionMatch(rawValue: $0) }
        let version = query["resourceVersion"]
        try checkMatch(version: version, hasContinuation: query["continue"] != nil, isWatch: isWatch)
        if let version {
            guard let number = Int64(version), number >= 0 else {
                throw isWatch
                    ? APIError.invalidWatchVersion(version)
                    : APIError.badRequest("invalid resource version: \(APIError.versionFault(version))")
            }
            resourceVersion = Revision(number)
        }
        if let text = query["continue"] {
            if let resourceVersion, resourceVersion != .zero {
                throw APIError.badRequest("specifying resource version is not allowed when using continue")
            }
            continuation = try ContinueToken(text)
        }
    }

    /// The rules for how resourceVersion, resourceVersionMatch, continue and sendInitialEvents go together.
    private func checkMatch(version: String?, hasContinuation: Bool, isWatch: Bool) throws {
        var causes: [StatusCause] = []
        if isWatch {
            if sendsInitialEvents != nil, match == nil {
                causes.append(
                    .forbidden(
                        "resourceVersionMatch",
                        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
            }
            if let match {
                if sendsInitialEvents == nil {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
                } else if match != .notOlderThan {
                    causes.append(
                        .notSupported(
                            "resourceVersionMatch", value: .string(match.rawValue), supported: ["NotOlderThan"]))
                }
            }
            if hasContinuation { causes.append(.forbidden("continue", "continue is forbidden for watch")) }
        } else {
            if sendsInitialEvents != nil {
                causes.append(.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
            }
            if let match {
                if version == nil {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch is forbidden unless resourceVersion is provided"))
                }
                if hasContinuation {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"))
                }
                if match != .exact && match != .notOlderThan {
                    causes.append(
                        .notSupported(
                            "resourceVersionMatch", value: .string(match.rawValue),
                            supported: ["Exact", "NotOlderThan", ""]))
                }
                if match == .exact && version == "0" {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
                }
            }
        }
        if !causes.isEmpty { throw APIError.invalidOptions("ListOptions", causes) }
    }

}

/// Where a list goes on: opaque text for clients.
struct ContinueToken: Sendable, Equatable {
    /// The revision of the snapshot that the first page was of.
    var revision: Revision
    /// The last object of the page before.
    var namespace: String
    var name: String

    init(revision: Revision, after key: StorageKey) {
        self.revision = revision
        namespace = key.namespace
        name = key.name
    }

    private static let version: Int64 = 1

    init(_ text: String) throws {
        guard let bytes = JSONBytes(base64: Self.standard(text))?.bytes,
            let json = try? JSONDocument(parsing: bytes).root,
            json["v"]?.int64Value == Self.version, let number = json["rv"]?.int64Value, number > 0,
            let namespace = json["ns"]?.stringValue, let name = json["name"]?.stringValue
        else { throw APIError.badRequest("invalid continue token: continue key is not valid") }
        revision = Revision(number)
        self.namespace = namespace
        self.name = name
    }

    var text: String {
        let json: JSONValue = [
            "v": .integer(Self.version), "rv": .integer(revision.rawValue), "ns": .string(namespace),
            "name": .string(name),
        ]
        // In the alphabet that needs no escapes in a query (RFC 4648 §5).
        return String(
            JSONBytes(json.serialized()).base64.filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    private static func standard(_ text: String) -> String {
        let text = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }
}
