internal import APIMachinery
internal import JSON

/// Selectors that the tool applies itself, to objects from files.
enum Selection {
    /// Reads a label selector; `nil` for an empty one.
    static func labels(_ text: String) throws -> LabelQuery? {
        guard !text.isEmpty else { return nil }
        do {
            return try LabelQuery(parsing: text)
        } catch {
            throw CommandError("unable to parse \(quoted(text)) as a label selector: \(error)")
        }
    }

    static func matches(_ query: LabelQuery, _ object: JSONObject) -> Bool {
        var labels: [String: String] = [:]
        for (name, value) in object["metadata"]?["labels"]?.objectValue ?? JSONObject() {
            labels[name] = value.stringValue
        }
        return query.matches(labels)
    }
}
