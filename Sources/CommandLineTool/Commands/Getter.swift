internal import APIClient
internal import APIMachinery
internal import HTTPTypes
internal import JSON

/// Fetches objects and shows them.
struct Getter: Sendable {
    let session: Session
    let format: OutputFormat
    let table: TableOptions
    /// Selectors, and the size of a page.
    let selection: ListOptions
    let subresource: String
    let sortPath: JSONPathTemplate?
    let ignoresNotFound: Bool
    let showsManagedFields: Bool
    let allNamespaces: Bool
    /// Whether the server makes the tables.
    let servesTables: Bool

    private var output: OutputSink { session.environment.output }

    func run(_ targets: ResourceBuilder.Targets) async throws {
        var errors: [any Error] = []
        var answers: [(resource: ServerResource, value: JSONValue)] = []
        for item in targets.items {
            do {
                answers.append((item.resource, try await fetch(item)))
            } catch let error as APIError where error.isNotFound && ignoresNotFound && item.name != nil {
                continue
            } catch let error as CancellationError {
                throw error
            } catch {
                errors.append(error)
            }
        }
        errors += targets.errors
        if format.needsObjects {
            try show(objects: answers.map(\.value), isSingle: targets.isSingle, hasErrors: !errors.isEmpty)
        } else if try !show(tables: answers), errors.isEmpty, !ignoresNotFound {
            let isNamespaced = targets.items.allSatisfy { $0.resource.scope == .namespaced }
            session.environment.errors.line(
                isNamespaced && !allNamespaces
                    ? "No resources found in \(session.namespace) namespace." : "No resources found")
        }
        if let error = ErrorList.of(errors) { throw error }
    }

    // MARK: Fetching

    /// The media types that are asked for.
    var accept: String {
        format.needsObjects || !servesTables ? ResourceRequests.json : ResourceRequests.tableTypes
    }

    private var tableQuery: QueryParameters {
        var query = QueryParameters()
        if !format.needsObjects, servesTables, sortPath != nil { query.append("includeObject", "Object") }
        return query
    }

    /// An object, a list of all pages, or a Table of either.
    func fetch(_ item: ResourceItem) async throws -> JSONValue {
        let path = session.requests.path(
            item.resource, item.namespace, item.name, subresource: subresource.isEmpty ? nil : subresource)
        if item.name != nil {
            return try await session.requests.value(.get, path, query: tableQuery, accept: accept)
        }
        do {
            return try await list(path, selection)
        } catch let error as APIError where error.reason == .badRequest {
            throw explained(error, item)
        }
    }

    /// An error about selectors, with what they were.
    private func explained(_ error: APIError, _ item: ResourceItem) -> APIError {
        let resource = item.resource.resource
        var error = error
        error.status.message = """
            Unable to find \(quoted("\(resource.group)/\(resource.version), Resource=\(resource.resource)")) that match \
            label selector \(quoted(selection.labelSelector ?? "")), field selector \
            \(quoted(selection.fieldSelector ?? "")): \(error.message)
            """
        return error
    }

    func list(_ path: ResourcePath, _ selection: ListOptions) async throws -> JSONValue {
        var options = selection
        var whole: JSONValue?
        while true {
            var query = options.query
            for item in tableQuery.items { query.append(item.name, item.value) }
            let page = try await session.requests.value(.get, path, query: query, accept: accept)
            for member in ["items", "rows"] {
                guard let more = page[member]?.arrayValue, let before = whole?[member]?.arrayValue else { continue }
                whole?[member] = .array(before + more)
            }
            if whole == nil { whole = page }
            guard let token = page["metadata"]?["continue"]?.stringValue, !token.isEmpty else { break }
            options.continue = token
        }
        return whole ?? .null
    }

    // MARK: Showing

    private func show(objects answers: [JSONValue], isSingle: Bool, hasErrors: Bool) throws(CommandError) {
        if answers.isEmpty, hasErrors || ignoresNotFound { return }
        var printer = ObjectPrinter(
            format: format, output: output, showsManagedFields: showsManagedFields, hidesHeaders: table.hidesHeaders)
        if isSingle, answers.count == 1 { return try printer.print(answers[0]) }
        var objects = answers.flatMap(Self.items)
        if let sortPath {
            objects = try ObjectOrder(sortPath).sorted(objects) { $0 }
        }
        try printer.print([
            "apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": ["resourceVersion": ""],
        ])
    }

    /// The items of a list with the kind that the list says they are of; an object itself.
    static func items(of value: JSONValue) -> [JSONValue] {
        guard let kind = value["kind"]?.stringValue, kind.hasSuffix("List"),
            let items = value["items"], items.arrayValue != nil || items.isNull
        else { return [value] }
        return (items.arrayValue ?? []).map { item in
            guard item["kind"] == nil, case .object(var object) = item else { return item }
            object["kind"] = .string(String(kind.dropLast(4)))
            object["apiVersion"] = value["apiVersion"]
            return .object(object)
        }
    }

    /// Shows tables. Those of one resource stand together.
    ///
    /// - Returns: Whether there was anything to show.
    private func show(tables answers: [(resource: ServerResource, value: JSONValue)]) throws(CommandError) -> Bool {
        var tables: [(resource: ServerResource, table: JSONValue)] = []
        for (resource, value) in answers {
            let table = LocalTable.table(of: value)
            if let last = tables.last, last.resource.resource == resource.resource {
                let rows = (last.table["rows"]?.arrayValue ?? []) + (table["rows"]?.arrayValue ?? [])
                tables[tables.count - 1].table["rows"] = .array(rows)
            } else {
                tables.append((resource, table))
            }
        }
        var options = table
        if tables.count > 1 { options.showsKind = true }
        var printer = TablePrinter(output: output, options: options)
        for (resource, table) in tables {
            var rows = table["rows"]?.arrayValue ?? []
            if rows.isEmpty { continue }
            if let sortPath { rows = try ObjectOrder(sortPath).sorted(rows) { $0["object"] ?? .null } }
            var table = table
            table["rows"] = .array(rows)
            printer.print(table, of: resource)
        }
        return !printer.isEmpty
    }
}
