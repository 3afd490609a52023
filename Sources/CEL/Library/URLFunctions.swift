import APIMachinery

/// An absolute URI, or an absolute path, as Go's `url.ParseRequestURI` reads it.
final class URLValue: CELOpaqueValue, CustomStringConvertible {
    static let type = CELType.opaque("kubernetes.URL")
    let text: String
    let scheme: String
    /// With the port, where there is one.
    let host: String
    let escapedPath: String
    let query: String

    var type: CELType { Self.type }
    var description: String { text }

    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f && $0 < 0x80 }) else { return nil }
        self.text = text
        var rest = text[...]
        if let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(after: colon)...]
        } else {
            guard text.hasPrefix("/") else { return nil }
            scheme = ""
        }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        } else {
            query = ""
        }
        if !scheme.isEmpty, rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            let authority = rest[..<end]
            let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
            guard Self.isHost(host) else { return nil }
            self.host = String(host)
            rest = rest[end...]
        } else {
            guard rest.hasPrefix("/") || (!scheme.isEmpty && !rest.isEmpty) else { return nil }
            host = ""
        }
        guard Self.hasSoundEscapes(rest), Self.hasSoundEscapes(host[...]) else { return nil }
        escapedPath = String(rest)
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, Lexer.isLetter(first), first != UInt8(ascii: "_") else { return false }
        return text.utf8.allSatisfy {
            (Lexer.isLetter($0) && $0 != UInt8(ascii: "_")) || Lexer.isDigit($0) || "+-.".utf8.contains($0)
        }
    }

    private static func isHost(_ text: Substring) -> Bool {
        var rest = text
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else { return false }
            let inner = rest[rest.index(after: rest.startIndex)..<end].prefix { $0 != "%" }
            guard (try? IPAddress.parsed(String(inner)))?.isVersion4 != true, inner.contains(":") else { return false }
            rest = rest[rest.index(after: end)...]
        } else if let colon = rest.firstIndex(of: ":") {
            guard !rest[..<colon].contains(where: { "[] <>\"\\^`{|}".contains($0) }) else { return false }
            rest = rest[colon...]
        } else {
            return !rest.contains { "[] <>\"\\^`{|}".contains($0) }
        }
        return rest.isEmpty || (rest.hasPrefix(":") && rest.dropFirst().utf8.allSatisfy(Lexer.isDigit))
    }

    private static func hasSoundEscapes(_ text: Substring) -> Bool {
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else { continue }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
                return false
            }
            rest = rest.dropFirst(2)
        }
        return true
    }

    func isEqual(to other: any CELOpaqueValue) -> Bool { (other as? URLValue)?.text == text }

    /// The host without its port, and an address without its brackets.
    var hostname: String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            return String(host[host.index(after: host.startIndex)..<end])
        }
        return String(host.prefix { $0 != ":" })
    }

    var port: String {
        let rest = host.hasPrefix("[") ? host.drop { $0 != "]" }.dropFirst() : host.drop { $0 != ":" }
        return String(rest.dropFirst())
    }

    /// The parameters, by their names, in the order of these.
    func parameters() throws(EvaluationError) -> CELMap {
        var values: [String: [CELValue]] = [:]
        for part in query.split(separator: "&") where !part.contains(";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(pair[0]), let value = Self.decoded(pair.count == 2 ? pair[1] : "") else {
                continue
            }
            values[name, default: []].append(.string(value))
        }
        let entries = values.sorted { $0.key < $1.key }.map {
            (CELValue.string($0.key), CELValue.list(.values($0.value)))
        }
        return .values(try CELEntries(entries.map { (key: $0.0, value: $0.1) }))
    }

    private static func decoded(_ text: Substring) -> String? {
        hasSoundEscapes(text) ? PercentEncoding.decode(text.utf8, plusIsSpace: true) : nil
    }
}

extension CELLibrary {
    /// Kubernetes' URLs.
    static let urls: CELLibrary = {
        var library = CELLibrary()
        let type = URLValue.type
        library.add(type: type)
        library.function("url", .string, type) { value throws(EvaluationError) in .opaque(try url(value)) }
        library.function("isURL", .string, .bool) { value throws(EvaluationError) in .bool((try? url(value)) != nil) }
        let parts: [(String, @Sendable (URLValue) -> String)] = [
            ("getScheme", { $0.scheme }), ("getHost", { $0.host }), ("getHostname", { $0.hostname }),
            ("getPort", { $0.port }), ("getEscapedPath", { $0.escapedPath }),
        ]
        for (name, part) in parts {
            library.method(name, of: type, .string) { value throws(EvaluationError) in .string(part(try url(value))) }
        }
        library.method("getQuery", of: type, .map(.string, .list(.string)), cost: .traversal) {
            value throws(EvaluationError) in
            .map(try url(value).parameters())
        }
        return library
    }()

    private static func url(_ value: CELValue) throws(EvaluationError) -> URLValue {
        switch value {
        case .opaque(let value as URLValue): return value
        case .string(let text):
            guard let url = URLValue(text) else { throw EvaluationError("URL parse error: \"\(text)\" is no URL") }
            return url
        default: throw .noOverload("url")
        }
    }
}
