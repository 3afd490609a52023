internal import APIClient
internal import APIMachinery
internal import JSON
internal import Timing

/// Shows objects, and then their changes until the server ends the watch.
struct Watcher {
    let getter: Getter
    let isWatchOnly: Bool
    /// Whether the kind of each change is shown.
    let showsEvents: Bool
    /// For how long is watched; `nil` until the server ends it.
    let limit: Swift.Duration?

    private var session: Session { getter.session }

    func run(_ targets: ResourceBuilder.Targets) async throws {
        if let error = ErrorList.of(targets.errors) { throw error }
        guard let first = targets.items.first else { throw CommandError("no objects passed to watch") }
        guard targets.items.count == 1 else {
            throw CommandError(
                targets.items.contains { $0.resource.resource != first.resource.resource }
                    ? "you may only specify a single resource type"
                    : "you may only watch a single resource or type of resource at a time")
        }
        var selection = getter.selection
        selection.limit = nil
        if let name = first.name {
            let own = "metadata.name=\(name)"
            selection.fieldSelector = selection.fieldSelector.map { "\($0),\(own)" } ?? own
        }
        let path = session.requests.path(first.resource, first.namespace)
        let list = try await getter.list(path, selection)
        let isTable = list["kind"]?.stringValue == "Table"
        let initial = list[isTable ? "rows" : "items"]?.arrayValue ?? []
        if let name = first.name, initial.isEmpty {
            throw APIError.notFound(first.resource.resource.groupResource, name: name)
        }
        var show = Show(getter: getter, resource: first.resource, showsEvents: showsEvents)
        if !isWatchOnly {
            if isTable {
                if !initial.isEmpty { try show.show(list, event: "ADDED") }
            } else {
                for object in Getter.items(of: list) { try show.show(object, event: "ADDED") }
            }
        } else if isTable {
            show.learnColumns(list)
        }
        selection.resourceVersion = list["metadata"]?["resourceVersion"]?.stringValue
        let chunks = try await session.requests.watch(path, query: selection.query, accept: getter.accept)
        guard let limit else { return try await follow(chunks, show) }
        _ = try await session.environment.time.within(limit) { [show] in try await follow(chunks, show) }
    }

    private func follow(_ chunks: ByteChunks, _ start: Show) async throws {
        var show = start
        var decoder = WatchFrameDecoder()
        var iterator = chunks.makeAsyncIterator()
        while let chunk = try await iterator.next() {
            decoder.append(chunk)
            while let frame = try decoder.nextFrame() { try Self.read(frame, &show) }
        }
        if let frame = try decoder.finish() { try Self.read(frame, &show) }
    }

    private static func read(_ frame: [UInt8], _ show: inout Show) throws {
        let event: JSONValue
        do {
            event = try JSONValue(parsing: frame)
        } catch {
            throw CommandError("the server's watch cannot be read: \(error)")
        }
        let object = event["object"] ?? .null
        switch event["type"]?.stringValue {
        case "BOOKMARK": return
        case "ERROR":
            guard let status = try? Status(parsing: object.serialized()) else {
                throw CommandError("the server's watch ended with an error that cannot be read")
            }
            throw APIError(status: status)
        case let type?: try show.show(object, event: type)
        case nil: throw CommandError("the server's watch has an event without type")
        }
    }

    /// Shows one event after the other.
    private struct Show: Sendable {
        let getter: Getter
        let resource: ServerResource
        let showsEvents: Bool
        private var table: TablePrinter
        private var objects: ObjectPrinter
        private var columns: JSONValue?

        init(getter: Getter, resource: ServerResource, showsEvents: Bool) {
            self.getter = getter
            self.resource = resource
            self.showsEvents = showsEvents
            table = TablePrinter(output: getter.session.environment.output, options: getter.table)
            objects = ObjectPrinter(
                format: getter.format, output: getter.session.environment.output,
                showsManagedFields: getter.showsManagedFields, hidesHeaders: getter.table.hidesHeaders)
        }

        /// Takes the columns from the list, as the events need not say them.
        mutating func learnColumns(_ table: JSONValue) { columns = table["columnDefinitions"] }

        mutating func show(_ value: JSONValue, event: String) throws(CommandError) {
            if getter.format.needsObjects {
                try objects.print(
                    showsEvents && getter.format != .name ? ["type": .string(event), "object": value] : value)
                return
            }
            var shown = LocalTable.table(of: value)
            if table.isEmpty, let columns, shown["columnDefinitions"]?.arrayValue?.isEmpty ?? true {
                shown["columnDefinitions"] = columns
            }
            table.print(shown, of: resource, event: showsEvents ? event : nil)
        }
    }
}
