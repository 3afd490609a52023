import HTTPTypes

/// Which answers are compressed: what kube-apiserver compresses.
enum ContentCoding {
    /// How large a body must be, in bytes.
    static let threshold = 128 << 10

    /// Whether a client accepts gzip (RFC 9110 §12.5.3).
    static func acceptsGzip(_ fields: HTTPFields) -> Bool {
        guard let value = fields[.acceptEncoding] else { return false }
        for coding in value.split(separator: ",") {
            let parts = coding.split(separator: ";").map { $0.trimmed }
            guard parts.first?.lowercased() == "gzip" else { continue }
            let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }?.dropFirst(2)
            return weight.map { $0.contains { ("1"..."9").contains($0) } } ?? true
        }
        return false
    }

    /// Whether the answer to a request may be compressed. Watches are not: each of their events is sent at once.
    static func applies(to request: HTTPRequest, _ response: HTTPResponse) -> Bool {
        request.method == .get && response.status == .ok && response.headerFields[.contentEncoding] == nil
            && acceptsGzip(request.headerFields) && !isLongRunning(request.path ?? "")
    }

    /// Whether a path asks for a watch, or for something else that goes on: a log that is followed.
    static func isLongRunning(_ target: String) -> Bool {
        let parts = target.split(separator: "?", maxSplits: 1)
        if let path = parts.first, path.split(separator: "/").contains("watch") { return true }
        guard parts.count > 1 else { return false }
        return parts[1].split(separator: "&").contains { parameter in
            let parameter = parameter.lowercased()
            guard parameter.hasPrefix("watch") || parameter.hasPrefix("follow") else { return false }
            let value = parameter.drop { $0 != "=" }.dropFirst()
            return value != "false" && value != "0" && value != "f"
        }
    }
}

extension Substring {
    /// Without white space at its ends.
    var trimmed: Substring {
        var rest = self
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
