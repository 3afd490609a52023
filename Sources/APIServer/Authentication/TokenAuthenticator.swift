public import APIMachinery
import Crypto
import HTTPTypes

/// Knows users by the bearer tokens (RFC 6750 §2.1) of a list.
///
/// Tokens are kept and looked up as hashes together with a secret of this process, so that how long a comparison takes
/// says nothing of a token.
public struct TokenAuthenticator: Authenticator {
    /// The hash of the secret, to which tokens are added.
    private let secret: SHA256
    private let users: [SHA256.Digest: UserInfo]

    /// Knows users by their tokens.
    public init(_ users: [(token: String, user: UserInfo)] = []) {
        var secret = SHA256()
        SymmetricKey(size: .bits256).withUnsafeBytes { secret.update(bufferPointer: $0) }
        self.secret = secret
        var byHash: [SHA256.Digest: UserInfo] = [:]
        for (token, user) in users { byHash[Self.hash(token, secret)] = user }
        self.users = byHash
    }

    private static func hash(_ token: some StringProtocol, _ secret: SHA256) -> SHA256.Digest {
        var hash = secret
        hash.update(data: Array(token.utf8))
        return hash.finalize()
    }

    /// The user of the request's token; `nil` where it carries none.
    ///
    /// - Throws: ``AuthenticationError`` for a token that is not in the list.
    public func authenticate(_ request: APIRequest) async throws -> UserInfo? {
        guard let token = Self.token(request.head.headerFields[.authorization]) else { return nil }
        guard let user = users[Self.hash(token, secret)] else {
            throw AuthenticationError("the bearer token is not known")
        }
        return user
    }

    /// The token in an Authorization header; `nil` where it is of another scheme or empty, as it is before a second space.
    private static func token(_ header: String?) -> Substring? {
        guard let parts = parts(of: header), !parts[1].isEmpty else { return nil }
        return parts[1]
    }

    /// Whether a header's token is not read because it comes after more than one space, of which clients are warned.
    static func hasMisplacedToken(_ header: String?) -> Bool {
        parts(of: header).map { $0.count > 2 && $0[1].isEmpty } ?? false
    }

    /// The scheme, the token and the rest; `nil` where there is no token or the scheme is another.
    private static func parts(of header: String?) -> [Substring]? {
        guard let header else { return nil }
        let space: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let trimmed = header.drop(while: space)
        let end = trimmed.lastIndex { !space($0) }.map(trimmed.index(after:)) ?? trimmed.startIndex
        let parts = trimmed[..<end].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0].lowercased() == "bearer" else { return nil }
        return parts
    }
}
