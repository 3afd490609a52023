import APIMachinery
import HTTPTypes

/// Lets pages of other origins read answers (the Fetch standard's CORS protocol), as far as the operator allows it.
///
/// There is no such filter where no origin is allowed.
final class CORSFilter: RequestFilter {
    private let origins: AllowedOrigins

    init(_ origins: AllowedOrigins) {
        self.origins = origins
    }

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard let origin = request.head.headerFields[.origin], origins.contains(origin) else {
            return try await next(request, context)
        }
        // A browser asks beforehand without any credential, so the answer cannot wait for authentication.
        var response =
            request.head.method == .options
            ? APIResponse(status: .noContent) : try await next(request, context)
        var fields = response.head.headerFields
        fields[.accessControlAllowOrigin] = origin
        fields[.accessControlAllowMethods] = "POST, GET, OPTIONS, PUT, DELETE, PATCH"
        fields[.accessControlAllowHeaders] =
            "Content-Type, Content-Length, Accept-Encoding, X-CSRF-Token, Authorization, X-Requested-With, "
            + "If-Modified-Since"
        fields[.accessControlExposeHeaders] = "Date"
        fields[.accessControlAllowCredentials] = "true"
        fields.append(HTTPField(name: .vary, value: "Origin"))
        response.head.headerFields = fields
        return response
    }
}

/// The origins whose pages may read answers: regular expressions, as kube-apiserver's `--cors-allowed-origins` has them.
public final class AllowedOrigins: Sendable {
    /// An expression that cannot be used.
    public struct Fault: Error, Hashable, CustomStringConvertible {
        /// What is wrong and what would be right.
        public let description: String
    }

    /// Longer ones are no origins, and matching takes time.
    private static let maximumLength = 512
    private let patterns: [Pattern]

    /// Reads expressions. Each has to say where a host begins (`^` or `//`) and ends (`$` or `:`), so that
    /// `example.com` does not admit `example.com.attacker.net`.
    ///
    /// - Throws: ``Fault`` for an expression that is malformed or leaves a host's beginning or end open.
    public init(_ patterns: [String]) throws(Fault) {
        var compiled: [Pattern] = []
        for pattern in patterns {
            guard pattern.hasPrefix("^") || pattern.contains("//"), pattern.hasSuffix("$") || pattern.hasSuffix(":")
            else {
                throw Fault(
                    description: "the origin \"\(pattern)\" must begin with ^ or contain //, and end with $ or :, "
                        + "as in ^https://console\\.example\\.com$")
            }
            do throws(PatternError) {
                compiled.append(try Pattern(pattern))
            } catch {
                throw Fault(description: "the origin \"\(pattern)\" is not a regular expression: \(error)")
            }
        }
        self.patterns = compiled
    }

    func contains(_ origin: String) -> Bool {
        guard origin.utf8.count <= Self.maximumLength else { return false }
        return patterns.contains { $0.matches(origin) }
    }
}
