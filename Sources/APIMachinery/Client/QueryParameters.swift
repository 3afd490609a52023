/// The parameters of a URL's query, in order.
public struct QueryParameters: Sendable, Equatable {
    /// Names and values, decoded.
    public private(set) var items: [(name: String, value: String)] = []

    /// No parameters.
    public init() {}

    /// Reads a query as it stands after the `?`.
    ///
    /// `+` is a space, as in forms; what is not valid percent-encoding stays as it is.
    public init(parsing query: some StringProtocol) {
        for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
            let separator = pair.firstIndex(of: UInt8(ascii: "="))
            let name = pair[..<(separator ?? pair.endIndex)]
            let value = separator.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            items.append(
                (PercentEncoding.decode(name, plusIsSpace: true), PercentEncoding.decode(value, plusIsSpace: true)))
        }
    }

    /// Whether there are none.
    public var isEmpty: Bool { items.isEmpty }

    /// The first value of a parameter.
    public subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// All values of a parameter.
    public func values(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// Adds a parameter.
    public mutating func append(_ name: String, _ value: String) { items.append((name, value)) }

    /// Adds a parameter where there is a value, and it is not empty.
    public mutating func append(_ name: String, _ value: (some CustomStringConvertible)?) {
        guard let text = value?.description, !text.isEmpty else { return }
        append(name, text)
    }

    /// Equality of names and values, in order.
    public static func == (a: Self, b: Self) -> Bool {
        a.items.elementsEqual(b.items) { $0.name == $1.name && $0.value == $1.value }
    }
}

extension QueryParameters: CustomStringConvertible {
    /// The query, percent-encoded, without the `?`.
    public var description: String {
        items.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
    }
}

extension QueryParameters {
    /// A whole number; `nil` where the parameter is absent or empty.
    ///
    /// - Throws: ``APIError`` 400 for anything else.
    func int64(_ name: String) throws(APIError) -> Int64? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let value = Int64(text) else { throw .badRequest("\(name): \"\(text)\" is not a whole number") }
        return value
    }

    /// A truth value as Kubernetes reads it: absent is `nil`; `0` and `false` are false, anything else is true.
    func bool(_ name: String) -> Bool? {
        self[name].map { $0 != "0" && $0.lowercased() != "false" }
    }

    /// A string; `nil` where the parameter is absent or empty.
    func string(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
