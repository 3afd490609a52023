internal import APIClient
internal import APIMachinery
internal import ArgumentParser

/// `explain`
struct ExplainCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Describe a kind, or one of its fields.",
        discussion: "TYPE for the kind, TYPE.FIELD.FIELD… for a field of it.")

    @OptionGroup var global: GlobalOptions
    @Flag(name: [.long, .customShort("R")], help: "Show the fields of fields too.")
    var recursive = false
    @Option(help: "How deep fields of fields are shown; 0 for all. Needs --recursive.")
    var maxDepth = 0
    @Option(
        name: [.long, .customShort("o")],
        help: "The form of the text: plaintext, or plaintext-openapiv2 for the one that was usual before OpenAPI v3.")
    var output = "plaintext"
    @Option(help: "The group and version to explain, such as apps/v1.")
    var apiVersion = ""
    @Argument(help: "TYPE[.FIELD…]")
    var arguments: [String] = []

    func run(_ tool: ToolContext) async throws {
        guard let argument = arguments.first else {
            throw CommandError(
                "You must specify the type of resource to explain. Use \"\(tool.name) api-resources\" for a complete "
                    + "list of supported resources.")
        }
        guard arguments.count == 1 else {
            throw CommandError("We accept only this format: explain RESOURCE")
        }
        guard maxDepth >= 0 else { throw CommandError("--max-depth must be non-negative") }
        guard maxDepth == 0 || recursive else { throw CommandError("--max-depth requires --recursive") }
        guard let layout = Explanation.Layout(rawValue: output) else {
            throw CommandError("unrecognized format: \(output)")
        }
        let parts = argument.split(separator: ".").map(String.init)
        guard let type = parts.first else { throw CommandError("\(quoted(argument)) names no type") }
        try await tool.withSession(global) { session in
            let kind = try await kind(type, session)
            let version = APIVersion(group: kind.group, version: kind.version)
            let schemas = try await session.openAPI(version)
            guard let schema = schemas.schema(of: kind) else {
                throw CommandError("couldn't find resource for \(quoted("\(kind.apiVersion), Kind=\(kind.kind)"))")
            }
            let depth = maxDepth == 0 ? Explanation.deepest : min(maxDepth - 1, Explanation.deepest)
            let path = Array(parts.dropFirst())
            let output = session.environment.output
            switch layout {
            case .plain:
                let explanation = Explanation(
                    schemas: schemas, kind: kind, isRecursive: recursive, maximumDepth: depth)
                output.write(explanation.header)
                output.write(try explanation.text(path, of: schema))
            case .former:
                let explanation = FormerExplanation(
                    schemas: schemas, kind: kind, isRecursive: recursive, maximumDepth: depth)
                output.write(try explanation.text(path, of: schema))
            }
        }
    }

    private func kind(_ type: String, _ session: Session) async throws -> GroupVersionKind {
        guard !apiVersion.isEmpty else {
            do {
                return try await session.finder.resource(named: type).kind
            } catch var error as CommandError {
                error.isComplete = true
                throw error
            }
        }
        guard let version = APIVersion(apiVersion) else {
            throw CommandError("\(quoted(apiVersion)) is no group and version")
        }
        // The name alone may mean another group's resource; with its group and version it means this one.
        let name = "\(type).\(version.version).\(version.group)"
        if let resource = try? await session.finder.resource(named: name),
            resource.kind.apiVersion == version.description
        {
            return resource.kind
        }
        throw CommandError("couldn't find resource for \(quoted("\(apiVersion), Resource=\(type)"))")
    }
}
