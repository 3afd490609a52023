/// A server's URL in its parts.
struct ServerAddress: Sendable, Hashable {
    var isSecure: Bool
    /// Without the brackets of IPv6.
    var host: String
    var port: Int
    /// The path that all requests are below, without a slash at its end; empty for none.
    var prefix: String

    /// Reads a URL. Without a scheme it is `http`, or `https` where `isSecure` says so.
    init(_ text: String, isSecure: Bool, what: String = "the server's URL") throws(KubeconfigError) {
        func failure(_ message: String) -> KubeconfigError {
            KubeconfigError("\(what) \"\(Self.withoutPassword(text))\" \(message)")
        }
        var rest = Substring(text)
        self.isSecure = isSecure
        if let range = rest.firstRange(of: "://") {
            switch rest[..<range.lowerBound].lowercased() {
            case "https": self.isSecure = true
            case "http": self.isSecure = false
            default: throw failure("must begin with https:// or http://")
            }
            rest = rest[range.upperBound...]
        }
        guard !rest.contains(where: { $0 == "?" || $0 == "#" || $0.isWhitespace }) else {
            throw failure("may have neither a query, a fragment nor spaces")
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var path = String(rest[slash...])
        while path.hasSuffix("/") { path.removeLast() }
        prefix = path
        var authority = rest[..<slash]
        guard !authority.contains("@") else { throw failure("may not have a user: credentials are the user's") }
        port = self.isSecure ? 443 : 80
        let colon = authority.lastIndex(of: ":")
        let bracket = authority.lastIndex(of: "]")
        if let colon, bracket.map({ $0 < colon }) ?? true {
            guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else {
                throw failure("has no valid port")
            }
            port = Int(number)
            authority = authority[..<colon]
        }
        if authority.hasPrefix("["), authority.hasSuffix("]") { authority = authority.dropFirst().dropLast() }
        guard !authority.isEmpty else { throw failure("has no host") }
        host = String(authority)
    }

    /// The host as it stands in URLs.
    var urlHost: String { host.contains(":") ? "[\(host)]" : host }
    /// The host as it stands in URLs and `Host`, with the port.
    var authority: String { "\(urlHost):\(port)" }
    /// The URL without the prefix.
    var origin: String { "\(isSecure ? "https" : "http")://\(authority)" }

    /// Whatever is in front of an `@` may be a secret.
    private static func withoutPassword(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        return "…\(text[at...])"
    }
}
