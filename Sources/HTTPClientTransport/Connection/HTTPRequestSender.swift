import APIClient
public import APIMachinery
import AsyncHTTPClient
import HTTPTypes
import JSON
public import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// Sends requests over HTTP: HTTP/2 where the server offers it, else HTTP/1.1, with TLS where its URL says so.
///
/// Answers are streamed: a reader that is slow holds the server back, and giving the answer up closes the stream.
/// Redirects are answers, never followed. The header fields that say who the client is are added to each request, unless
/// it has its own.
public final class HTTPRequestSender: RequestSender {
    private let lanes: ConnectionLanes
    private let address: ServerAddress
    /// What the paths of requests follow.
    private let base: String
    private let userAgent: String
    private let acceptsGzip: Bool
    private let credentials: any CredentialSource
    /// Without a client certificate that comes and goes.
    private let tls: TLSConfiguration
    /// The configuration with the certificate that a plugin gave last.
    private let plugged = Mutex<(pair: Credential.CertificatePair, configuration: TLSConfiguration)?>(nil)

    /// How many connections there may be at once without HTTP/2: each watch has one of its own.
    private static let connectionLimit = 4096
    /// How much of an answer is read only to keep its connection fit for use.
    private static let discardLimit = 64 << 10

    /// Makes a sender; it connects when the first request is sent.
    ///
    /// - Parameters:
    ///   - settings: The server and the user. Rates, retries and time limits are what `ClusterConnection` adds.
    ///   - logger: Where connections are logged, at the levels debug and trace.
    /// - Throws: ``KubeconfigError`` where a certificate, key or URL is none.
    public init(_ settings: ConnectionSettings, logger: Logger? = nil) throws(KubeconfigError) {
        let cluster = settings.cluster
        let hasTLS =
            cluster.certificateAuthority != nil || cluster.certificateAuthorityData != nil
            || cluster.insecureSkipTLSVerify
        address = try ServerAddress(cluster.server, isSecure: hasTLS)
        userAgent = settings.userAgent
        acceptsGzip = !cluster.disableCompression
        credentials = try Self.credentials(settings)

        var tls = TLSConfiguration.makeClientConfiguration()
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        if address.isSecure {
            tls = try TLSFiles.configuration(for: cluster)
            if let pair = try TLSFiles.pair(of: settings.user) { try TLSFiles.add(pair, to: &tls) }
            configuration.tlsConfiguration = tls
        }
        self.tls = tls
        var name = address
        if let serverName = cluster.tlsServerName, !serverName.isEmpty, serverName != address.host {
            // The URL's host is the name that the server is told; where to connect to is said apart.
            name.host = serverName
            configuration.dnsOverride = [name.urlHost: address.host]
        }
        base = name.origin + address.prefix
        configuration.timeout = .init(connect: .nanoseconds(settings.connectTimeout.wholeNanoseconds))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionLimit
        // A server that is not there is told of at once: whether to try again is decided above.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.decompression = acceptsGzip ? .enabled(limit: .none) : .disabled
        configuration.proxy = try cluster.proxyURL.map { url throws(KubeconfigError) in try Self.proxy(url) }
        let checksIdentity = address.isSecure && !cluster.insecureSkipTLSVerify
        lanes = ConnectionLanes(
            configuration, identity: checksIdentity ? ServerIdentity(name: name.host, server: address.authority) : nil,
            logger: logger ?? Logger(label: "apus.http") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func credentials(_ settings: ConnectionSettings) throws(KubeconfigError) -> any CredentialSource {
        let user = settings.user
        if let exec = user.exec { return ExecPlugin(exec, cluster: settings.cluster) }
        if let path = user.tokenFile { return TokenFile(path: path) }
        var credential = Credential()
        if let token = user.token {
            credential.authorization = "Bearer \(token)"
        } else if let name = user.username {
            guard !name.contains(":") else { throw KubeconfigError("a username may not have a colon") }
            credential.authorization = "Basic \(Base64.encode("\(name):\(user.password ?? "")".utf8))"
        }
        return FixedCredential(credential: credential)
    }

    private static func proxy(_ url: String) throws(KubeconfigError) -> HTTPClient.Configuration.Proxy {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        let isSOCKS = scheme == "socks5" || scheme == "socks5h"
        guard isSOCKS || scheme == "http", let range = url.firstRange(of: "://") else {
            throw KubeconfigError("proxy-url must begin with http:// or socks5://")
        }
        var rest = url[range.upperBound...]
        var authorization: HTTPClient.Authorization?
        if let at = rest.prefix(while: { $0 != "/" }).lastIndex(of: "@") {
            guard !isSOCKS else {
                throw KubeconfigError("proxy-url may have a user only where it begins with http://")
            }
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                .map { PercentEncoding.decode($0.utf8) }
            authorization = .basic(username: parts[0], password: parts.count > 1 ? parts[1] : "")
            rest = rest[rest.index(after: at)...]
        }
        var address = try ServerAddress(String(rest), isSecure: false, what: "proxy-url")
        if isSOCKS, !rest.contains(":") { address.port = 1080 }
        return isSOCKS
            ? .socksServer(host: address.host, port: address.port)
            : .server(host: address.host, port: address.port, authorization: authorization)
    }

    /// Closes all connections; what is under way fails. Requests fail from then on.
    public func close() async {
        await lanes.close()
    }

    /// Sends a request and returns as soon as the head of the answer is there.
    ///
    /// - Throws: ``ConnectionError`` where the server cannot be reached, `ConnectionLostError` where the connection breaks,
    ///   ``KubeconfigError`` where there are no credentials, and `CancellationError`.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        let credential = try await credentials.current()
        let response = try await send(request, credential)
        guard response.head.status == .unauthorized, case .bytes = request.body,
            await credentials.refused(credential)
        else { return response }
        // The token may have been renewed or withdrawn meanwhile.
        let renewed = try await credentials.current()
        guard renewed != credential else { return response }
        _ = try? await response.body.collect(upTo: Self.discardLimit)
        return try await send(request, renewed)
    }

    private func send(_ request: APIRequest, _ credential: Credential) async throws -> APIResponse {
        var outgoing = HTTPClientRequest(url: base + (request.head.path ?? "/"))
        outgoing.method = HTTPMethod(rawValue: request.head.method.rawValue)
        outgoing.headers = headers(request, credential)
        switch request.body {
        case .bytes(let bytes):
            if !bytes.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: bytes)) }
        case .chunks(let chunks):
            outgoing.body = .stream(chunks.map { ByteBuffer(bytes: $0) }, length: .unknown)
        }
        if let pair = credential.certificate, address.isSecure { outgoing.tlsConfiguration = try plug(pair) }
        guard let lease = lanes.lease() else {
            throw ConnectionError.translate(HTTPClientError.alreadyShutdown, server: address.authority)
        }
        do {
            let response = try await lease.client.execute(outgoing, deadline: .distantFuture)
            let chunks = ResponseChunks(body: response.body, server: address.authority, lease: lease)
            return APIResponse(head: head(response), body: .chunks(ByteChunks(chunks)))
        } catch {
            try Task.checkCancellation()
            throw ConnectionError.translate(error, server: address.authority)
        }
    }

    private func headers(_ request: APIRequest, _ credential: Credential) -> HTTPHeaders {
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.head.headerFields.count + 4)
        for field in request.head.headerFields { headers.add(name: field.name.rawName, value: field.value) }
        func add(_ name: String, _ value: String) {
            if !headers.contains(name: name) { headers.add(name: name, value: value) }
        }
        if let authorization = credential.authorization { add("Authorization", authorization) }
        add("User-Agent", userAgent)
        if acceptsGzip { add("Accept-Encoding", "gzip") }
        add("Host", address.authority)
        return headers
    }

    private func head(_ response: HTTPClientResponse) -> HTTPResponse {
        var fields = HTTPFields()
        fields.reserveCapacity(response.headers.count)
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return HTTPResponse(status: .init(code: Int(response.status.code)), headerFields: fields)
    }

    /// The TLS configuration with a plugin's certificate, made once for each.
    private func plug(_ pair: Credential.CertificatePair) throws(KubeconfigError) -> TLSConfiguration {
        if let known = plugged.withLock({ $0 }), known.pair == pair { return known.configuration }
        var configuration = tls
        try TLSFiles.add(pair, to: &configuration)
        let made = configuration
        plugged.withLock { $0 = (pair, made) }
        return made
    }
}

/// The body of an answer as it arrives.
private struct ResponseChunks: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body
    let server: String
    /// Holds the connection's place until the body is dropped.
    let lease: Lease

    func makeAsyncIterator() -> Iterator { Iterator(base: body.makeAsyncIterator(), server: server, lease: lease) }

    struct Iterator: AsyncIteratorProtocol {
        var base: HTTPClientResponse.Body.AsyncIterator
        let server: String
        let lease: Lease

        mutating func next() async throws -> [UInt8]? {
            do {
                guard let buffer = try await base.next() else {
                    // The library says of a body that was given up that it is over.
                    try Task.checkCancellation()
                    return nil
                }
                return Array(buffer.readableBytesView)
            } catch {
                throw ConnectionError.translate(error, server: server)
            }
        }
    }
}

extension Swift.Duration {
    /// Whole nanoseconds, as many as there can be.
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || carried ? (seconds < 0 ? .min : .max) : sum
    }
}
