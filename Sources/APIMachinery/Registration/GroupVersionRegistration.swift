/// What generated code registers for a group and version.
public struct GroupVersionRegistration: Sendable {
    /// The API group; empty for the core group.
    public var group: String
    /// The version, such as `v1`.
    public var version: String
    /// The compact form of the definitions: a definition set as JSON text.
    public var definitions: StaticBytes
    /// The descriptions of types and fields, which a server needs for its documents alone.
    public var descriptions: StaticBytes
    /// The OpenAPI v3 document, as it is served.
    public var openAPI: StaticBytes
    /// The Swift types of the resources.
    public var resources: [ResourceRegistration]

    /// Makes a registration.
    public init(
        group: String, version: String, definitions: StaticBytes, descriptions: StaticBytes, openAPI: StaticBytes,
        resources: [ResourceRegistration]
    ) {
        self.group = group
        self.version = version
        self.definitions = definitions
        self.descriptions = descriptions
        self.openAPI = openAPI
        self.resources = resources
    }

    /// The group and version.
    public var apiVersion: APIVersion { APIVersion(group: group, version: version) }
}
