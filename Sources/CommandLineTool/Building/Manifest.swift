internal import APIMachinery
internal import JSON

/// Objects as manifests hold them.
enum Manifest {
    /// How deep lists of lists may nest.
    private static let maximumListDepth = 8

    /// Reads the objects of a text of YAML documents or JSON values; the items of lists stand for themselves.
    ///
    /// - Parameters:
    ///   - source: What errors call the text.
    ///   - objects: Takes the objects, also those before an error.
    /// - Throws: `CommandError` for what is no YAML, and for documents that are no objects of a kind.
    static func read(
        _ bytes: [UInt8], source: String, into objects: inout [JSONObject]
    ) throws(CommandError) {
        // JSON values follow each other without the marks that YAML has between documents.
        if bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{"),
            let whole = try? JSONValue(parsing: bytes, options: JSONParsingOptions(duplicateKeys: .report))
        {
            return try flatten(whole, source, depth: 0, into: &objects)
        }
        for document in try YAMLDocuments.split(bytes, source) {
            for value in try YAMLDocuments.values(document, source) where !value.isNull {
                try flatten(value, source, depth: 0, into: &objects)
            }
        }
    }

    private static func flatten(
        _ value: JSONValue, _ source: String, depth: Int, into objects: inout [JSONObject]
    ) throws(CommandError) {
        func invalid(_ problem: String) -> CommandError {
            CommandError(
                "error validating \(quoted(source)): error validating data: \(problem); if you choose to ignore these "
                    + "errors, turn validation off with --validate=false")
        }
        guard case .object(let object) = value else { throw invalid("invalid object to validate") }
        let missing = ["apiVersion", "kind"].filter { (object[$0]?.stringValue ?? "").isEmpty }
        guard missing.isEmpty else {
            let problems = missing.map { "\($0) not set" }
            throw invalid(problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]")
        }
        let kind = object["kind"]?.stringValue ?? ""
        guard kind.hasSuffix("List"), case .array(let items)? = object["items"] else {
            objects.append(object)
            return
        }
        guard depth < maximumListDepth else { throw CommandError("\(source): lists are nested too deeply") }
        for item in items {
            var item = item
            // The items of a typed list may leave out what the list says.
            if case .object(var members) = item, kind != "List", members["kind"] == nil {
                members["kind"] = .string(String(kind.dropLast(4)))
                members["apiVersion"] = object["apiVersion"]
                item = .object(members)
            }
            try flatten(item, source, depth: depth + 1, into: &objects)
        }
    }
}
