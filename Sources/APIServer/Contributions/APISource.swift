public import APIMachinery

/// Something that serves groups and versions without definitions: a server that requests are forwarded to, or code of
/// its own.
///
/// It is added to a server, which may be running, with ``ResourceTable/add(_:named:)-(APISource,_)``. From then on the
/// server tells of its groups and versions in discovery and under `/openapi/v3`, and hands on every request below them,
/// once it is authenticated and authorized as every other is. Definitions come first where both serve a group and
/// version; of two sources the one that was added first does.
public protocol APISource: Sendable {
    /// The groups and versions that it serves. They are asked for once; a source that changes is added anew.
    var versions: [APISourceVersion] { get }

    /// Answers a request below one of its groups and versions, whatever its path and method.
    ///
    /// - Parameters:
    ///   - request: The request, without its credentials.
    ///   - info: What its method, path and query say.
    ///   - user: Who makes the request: who is impersonated where somebody is.
    /// - Throws: `APIError` where the answer is a failure; anything else is answered as one of the server's.
    func answer(_ request: APIRequest, _ info: RequestInfo, user: UserInfo) async throws -> APIResponse
}

/// A group and version that an ``APISource`` serves.
public struct APISourceVersion: Sendable {
    /// The group and version.
    public var apiVersion: APIVersion
    /// The resources that discovery names; subresources are called `resource/subresource`.
    public var resources: [MetaV1.APIResource]
    /// Whether the resources are what was known when the source could last be asked, which discovery then says.
    public var isStale: Bool
    /// Makes the OpenAPI v3 document, as JSON, when it is first asked for; `nil` where there is none.
    public var openAPI: (@Sendable () -> [UInt8])?

    /// A group and version with these resources.
    public init(
        _ apiVersion: APIVersion, resources: [MetaV1.APIResource], isStale: Bool = false,
        openAPI: (@Sendable () -> [UInt8])? = nil
    ) {
        self.apiVersion = apiVersion
        self.resources = resources
        self.isStale = isStale
        self.openAPI = openAPI
    }
}
