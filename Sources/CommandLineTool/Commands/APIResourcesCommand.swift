internal import APIClient
internal import APIMachinery
internal import ArgumentParser
internal import JSON

/// `api-resources`
struct APIResourcesCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "api-resources", abstract: "Show the resources that the server has.")

    @OptionGroup var global: GlobalOptions
    @Option(name: [.long, .customShort("o")], help: "Output format: wide, name, json or yaml.")
    var output = ""
    @Option(help: "Only resources of this group.")
    var apiGroup: String?
    @Flag(inversion: .prefixedNo, help: "Only resources that are in namespaces, or, if false, that are not.")
    var namespaced: Bool?
    @Option(help: "Only resources with all of these verbs, separated by commas.")
    var verbs: [String] = []
    @Option(help: "Only resources in all of these categories, separated by commas.")
    var categories: [String] = []
    @Option(help: "What to sort by: name or kind.")
    var sortBy = ""
    @Flag(help: "Leave out the headings.")
    var noHeaders = false
    @Flag(help: "Show what is known, if anything, rather than ask the server.")
    var cached = false
    @Argument(help: .hidden)
    var arguments: [String] = []

    func run(_ tool: ToolContext) async throws {
        guard arguments.isEmpty else {
            throw CommandError.usage(
                "unexpected arguments: [\(arguments.joined(separator: " "))]", tool.name, "api-resources")
        }
        guard ["", "wide", "name", "json", "yaml"].contains(output) else {
            throw CommandError(
                "unable to match a printer suitable for the output format \(quoted(output)), allowed formats are: "
                    + "json,name,wide,yaml")
        }
        guard ["", "name", "kind"].contains(sortBy) else {
            throw CommandError("--sort-by accepts only name or kind")
        }
        try await tool.withSession(global) { session in
            let catalog = try await session.finder.catalog(isFresh: !cached)
            var resources = catalog.resources.filter(isWanted)
            // Of several versions of a group, the one that the server prefers.
            var seen: Set<GroupResource> = []
            resources = resources.filter { seen.insert($0.resource.groupResource).inserted }
            resources.sort { isLess($0, $1) }
            show(resources, session.environment.output)
        }
    }

    private func isWanted(_ resource: ServerResource) -> Bool {
        let verbs = verbs.flatMap { $0.split(separator: ",").map(String.init) }
        let categories = categories.flatMap { $0.split(separator: ",").map(String.init) }
        return !resource.verbs.isEmpty && (apiGroup == nil || apiGroup == resource.resource.group)
            && (namespaced == nil || namespaced == (resource.scope == .namespaced))
            && verbs.allSatisfy { resource.allows(Verb(rawValue: $0)) }
            && categories.allSatisfy(resource.categories.contains)
    }

    private func isLess(_ a: ServerResource, _ b: ServerResource) -> Bool {
        switch sortBy {
        case "name": (a.resource.resource, a.resource.group) < (b.resource.resource, b.resource.group)
        case "kind": (a.kind.kind, a.resource.group) < (b.kind.kind, b.resource.group)
        default: (a.resource.group, a.resource.resource) < (b.resource.group, b.resource.resource)
        }
    }

    private func show(_ resources: [ServerResource], _ sink: OutputSink) {
        switch output {
        case "name": for resource in resources { sink.line(resource.resource.groupResource.description) }
        case "json": sink.line(String(decoding: list(resources).serialized(indent: 4), as: UTF8.self))
        case "yaml": sink.write(list(resources).sortedYAML)
        default:
            var rows: [[String]] = []
            if !noHeaders {
                rows.append(
                    ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"]
                        + (output == "wide" ? ["VERBS", "CATEGORIES"] : []))
            }
            for resource in resources {
                var row = [
                    resource.resource.resource, resource.shortNames.joined(separator: ","),
                    resource.resource.apiVersion, resource.scope == .namespaced ? "true" : "false",
                    resource.kind.kind,
                ]
                if output == "wide" {
                    row += [
                        resource.verbs.map(\.rawValue).joined(separator: ","),
                        resource.categories.joined(separator: ","),
                    ]
                }
                rows.append(row)
            }
            var columns = ColumnWriter()
            sink.write(columns.format(rows))
        }
    }

    private func list(_ resources: [ServerResource]) -> JSONValue {
        func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
        let items = resources.map { resource -> JSONValue in
            var item: JSONObject = [
                "name": .string(resource.resource.resource), "singularName": .string(resource.singular),
                "namespaced": .bool(resource.scope == .namespaced),
            ]
            if !resource.resource.group.isEmpty { item["group"] = .string(resource.resource.group) }
            item["version"] = .string(resource.resource.version)
            item["kind"] = .string(resource.kind.kind)
            item["verbs"] = strings(resource.verbs.map(\.rawValue))
            if !resource.shortNames.isEmpty { item["shortNames"] = strings(resource.shortNames) }
            if !resource.categories.isEmpty { item["categories"] = strings(resource.categories) }
            return .object(item)
        }
        return ["kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "", "resources": .array(items)]
    }
}

/// `api-versions`
struct APIVersionsCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "api-versions", abstract: "Show the groups and versions that the server has.")

    @OptionGroup var global: GlobalOptions

    func run(_ tool: ToolContext) async throws {
        try await tool.withSession(global) { session in
            let catalog = try await session.finder.catalog(isFresh: true)
            for version in Set(catalog.resources.map(\.resource.apiVersion)).sorted() {
                session.environment.output.line(version)
            }
        }
    }
}
