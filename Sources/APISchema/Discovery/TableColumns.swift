package import JSON

extension Column {
    /// The column as the `columnDefinitions` of a Table have it.
    ///
    /// - Parameter includesDescription: Whether the text for people is rendered.
    package func tableColumnDefinition(includesDescription: Bool = true) -> JSONObject {
        var object: JSONObject = ["name": .string(name), "type": .string(type), "format": .string(format)]
        if includesDescription { object["description"] = .string(description) }
        object["priority"] = .integer(Int64(priority))
        return object
    }
}
