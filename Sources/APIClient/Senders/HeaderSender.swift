public import APIMachinery
public import HTTPTypes

/// Adds header fields to each request, which win over those that it has.
public struct HeaderSender: RequestSender {
    private let base: any RequestSender
    private let fields: HTTPFields

    /// Puts header fields around a sender.
    public init(_ base: any RequestSender, fields: HTTPFields) {
        self.base = base
        self.fields = fields
    }

    /// Sends a request with the fields.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        var request = request
        // All of one name go first, since a name may have several values.
        for field in fields { request.head.headerFields[field.name] = nil }
        for field in fields { request.head.headerFields.append(field) }
        return try await base.send(request)
    }
}

/// Whom a client acts as: the server must allow it to.
public struct Impersonation: Sendable, Hashable {
    /// The user's name.
    public var user: String
    /// The user's groups.
    public var groups: [String]
    /// The user's uid.
    public var uid: String?
    /// More about the user.
    public var extra: [String: [String]]

    /// Acts as a user.
    public init(user: String, groups: [String] = [], uid: String? = nil, extra: [String: [String]] = [:]) {
        self.user = user
        self.groups = groups
        self.uid = uid
        self.extra = extra
    }

    /// The header fields that tell the server.
    public var headerFields: HTTPFields {
        var fields = HTTPFields()
        func append(_ name: String, _ value: String) {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        append("Impersonate-User", user)
        for group in groups { append("Impersonate-Group", group) }
        if let uid { append("Impersonate-Uid", uid) }
        for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
            // What may not stand in a field's name is percent-encoded, as servers expect.
            for value in values { append("Impersonate-Extra-\(PercentEncoding.encode(key))", value) }
        }
        return fields
    }
}

extension RequestSender {
    /// The sender that adds header fields to each request.
    public func adding(_ fields: HTTPFields) -> any RequestSender {
        fields.isEmpty ? self : HeaderSender(self, fields: fields)
    }

    /// The sender that acts as someone else.
    public func impersonating(_ user: Impersonation) -> any RequestSender {
        adding(user.headerFields)
    }
}
