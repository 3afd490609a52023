public import JSON

/// A group, version and kind.
public struct GroupVersionKind: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    public var group: String
    /// The version, such as `v1`.
    public var version: String
    /// The kind, such as `Pod`.
    public var kind: String

    /// Makes a group, version and kind.
    public init(group: String, version: String, kind: String) {
        self.group = group
        self.version = version
        self.kind = kind
    }

    /// A group, version and kind from the two strings that objects carry.
    public init(apiVersion: APIVersion, kind: String) {
        self.init(group: apiVersion.group, version: apiVersion.version, kind: kind)
    }

    /// `group/version`, or the version alone for the core group: the `apiVersion` of objects.
    public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// `group/version.kind`.
    public var description: String { "\(apiVersion).\(kind)" }

    /// Order by group, then version, then kind.
    public static func < (a: Self, b: Self) -> Bool {
        (a.group, a.version, a.kind) < (b.group, b.version, b.kind)
    }

    /// Checks the `apiVersion` and `kind` that an object was read with. An empty string passes: items of lists have
    /// neither.
    ///
    /// - Throws: an error at `kind` or `apiVersion` where the object is of another kind or version.
    public func check(apiVersion: String, kind: String) throws(JSONDecodingError) {
        guard kind.isEmpty || kind == self.kind else {
            throw JSONDecodingError(path: "kind", message: "expected \"\(self.kind)\", found \"\(kind)\"")
        }
        // The string is put together only where its parts do not match, so that the check allocates nothing.
        if apiVersion.isEmpty || (group.isEmpty && apiVersion == version) { return }
        guard apiVersion == self.apiVersion else {
            throw JSONDecodingError(
                path: "apiVersion", message: "expected \"\(self.apiVersion)\", found \"\(apiVersion)\"")
        }
    }
}
