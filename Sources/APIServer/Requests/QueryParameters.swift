import APIMachinery

/// The parameters of a request's query, in order.
struct QueryParameters: Sendable {
    private var parameters: [(name: String, value: String)] = []
    /// Whether there are more parameters than are read; then none are.
    let hasMore: Bool

    /// How many parameters are read, as by Go's net/url.
    static let maximumCount = 10_000

    /// Reads `a=b&c=d`. A parameter whose escapes are broken is left out, as Go's `URL.Query` does.
    init(_ query: some StringProtocol) {
        hasMore = query.utf8.count { $0 == UInt8(ascii: "&") } >= Self.maximumCount
        if hasMore { return }
        for part in query.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair[0].percentDecoded(plusIsSpace: true),
                let value = (pair.count > 1 ? pair[1] : "").percentDecoded(plusIsSpace: true)
            else { continue }
            parameters.append((name, value))
        }
    }

    /// The first value of a parameter; `nil` where it is not given or empty.
    subscript(name: String) -> String? {
        guard let value = parameters.first(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
        return value
    }

    /// A parameter that is a whole number; `nil` where it is not given or empty.
    func integer(_ name: String) throws -> Int64? {
        guard let text = self[name] else { return nil }
        if let number = Int64(text) { return number }
        let digits =
            text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+")
            ? text.utf8.dropFirst() : text.utf8[...]
        let isNumber = !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        throw APIError.badRequest(
            "strconv.ParseInt: parsing \"\(text)\": \(isNumber ? "value out of range" : "invalid syntax")")
    }

    /// All values of a parameter.
    func values(_ name: String) -> [String] {
        parameters.filter { $0.name == name }.map(\.value)
    }

    /// Whether a parameter is given, also without a value.
    func contains(_ name: String) -> Bool {
        parameters.contains { $0.name == name }
    }

    /// A parameter that is on unless it is absent, `0` or `false`: how Kubernetes reads booleans in queries.
    func flag(_ name: String) -> Bool {
        guard let value = parameters.first(where: { $0.name == name })?.value else { return false }
        return value != "0" && value.lowercased() != "false"
    }
}
