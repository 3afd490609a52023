public import JSON

/// Where two values differ, for messages that name the place rather than show both documents.
public enum JSONDifferences {
    /// The differences, such as `spec.ports[0].port: 81 rather than 80`.
    public static func between(_ value: JSONValue, and expected: JSONValue, at place: String = "") -> [String] {
        guard value != expected else { return [] }
        switch (value, expected) {
        case (.object(let a), .object(let b)):
            return Set(a.keys + b.keys).sorted().flatMap { key in
                let place = place.isEmpty ? key : "\(place).\(key)"
                guard let member = a[key] else { return ["\(place) is missing"] }
                guard let other = b[key] else { return ["\(place) is surplus"] }
                return between(member, and: other, at: place)
            }
        case (.array(let a), .array(let b)) where a.count == b.count:
            return zip(a, b).enumerated().flatMap { index, pair in
                between(pair.0, and: pair.1, at: "\(place)[\(index)]")
            }
        default:
            return ["\(place): \(shortened(value)) rather than \(shortened(expected))"]
        }
    }

    private static func shortened(_ value: JSONValue) -> String {
        let text = value.description
        return text.count > 200 ? text.prefix(200) + "…" : text
    }
}
