internal import ArgumentParser
internal import HTTPClientTransport
internal import JSON

/// `config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show and change kubeconfig files.",
        subcommands: [
            ViewCommand.self, GetContextsCommand.self, CurrentContextCommand.self, UseContextCommand.self,
        ])

    fileprivate static func kubeconfig(_ global: GlobalOptions, _ tool: ToolContext) throws -> Kubeconfig {
        try Kubeconfig(try global.connectionOptions().location(in: tool.environment.variables))
    }

    /// `config view`
    struct ViewCommand: ToolCommand {
        static let configuration = CommandConfiguration(
            commandName: "view", abstract: "Show the kubeconfig, all files together.")

        @OptionGroup var global: GlobalOptions
        @Flag(help: "Show only what the current context uses.")
        var minify = false
        @Flag(help: "Show keys, tokens and passwords too.")
        var raw = false
        @Flag(help: "Show keys, tokens and passwords too.")
        var flatten = false
        @Flag(inversion: .prefixedNo, help: "Put all files together; without, --kubeconfig has to name one.")
        var merge = true
        @OptionGroup var print: PrintOptions

        func run(_ tool: ToolContext) async throws {
            let format = try print.format(.writing, fallback: "yaml")
            guard merge || global.kubeconfig?.isEmpty == false else {
                throw CommandError("if merge==false a precise file must be specified")
            }
            let kubeconfig = try ConfigCommand.kubeconfig(global, tool)
            var content = kubeconfig.content(showsSecrets: raw || flatten)
            content["preferences"] = nil
            if minify { content = try minified(content, kubeconfig) }
            // An empty list is null, as in Go.
            for list in ["clusters", "contexts", "users"] where content[list]?.arrayValue?.isEmpty == true {
                content[list] = .null
            }
            var printer = print.printer(format, tool.environment.output, keepsOrder: true)
            try printer.print(KubeconfigOrder.ordered(.object(content)))
        }

        private func minified(_ content: JSONObject, _ kubeconfig: Kubeconfig) throws(CommandError) -> JSONObject {
            let chosen = try global.connectionOptions().overrides.context
            guard let name = chosen ?? kubeconfig.currentContext, !name.isEmpty else {
                throw CommandError("current-context must exist in order to minify")
            }
            guard let context = kubeconfig.context(name) else {
                throw CommandError("cannot locate context \(name)")
            }
            var content = content
            func keep(_ list: String, _ name: String) {
                let kept = (content[list]?.arrayValue ?? []).filter { $0["name"]?.stringValue == name }
                content[list] = .array(kept)
            }
            keep("contexts", name)
            keep("clusters", context.value.cluster)
            keep("users", context.value.user)
            content["current-context"] = .string(name)
            return content
        }
    }

    /// `config get-contexts`
    struct GetContextsCommand: ToolCommand {
        static let configuration = CommandConfiguration(
            commandName: "get-contexts", abstract: "Show the contexts, or some of them.")

        @OptionGroup var global: GlobalOptions
        @Flag(help: "Leave out the headings.")
        var noHeaders = false
        @Option(name: [.long, .customShort("o")], help: "Output format: name.")
        var output = ""
        @Argument(help: "The names of contexts.")
        var names: [String] = []

        func run(_ tool: ToolContext) async throws {
            guard output.isEmpty || output == "name" else {
                throw CommandError("output must be one of '' or 'name': \(output)")
            }
            let kubeconfig = try ConfigCommand.kubeconfig(global, tool)
            let wanted = names.isEmpty ? kubeconfig.contexts.map(\.name).sorted() : names
            var rows: [[String]] = []
            if !noHeaders, output.isEmpty { rows.append(["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"]) }
            var errors: [any Error] = []
            for name in wanted {
                guard let context = kubeconfig.context(name) else {
                    errors.append(CommandError("context \(name) not found"))
                    continue
                }
                rows.append(
                    output == "name"
                        ? [name]
                        : [
                            name == kubeconfig.currentContext ? "*" : "", name, context.value.cluster,
                            context.value.user, context.value.namespace ?? "",
                        ])
            }
            var columns = ColumnWriter()
            tool.environment.output.write(columns.format(rows))
            if let error = ErrorList.of(errors) { throw error }
        }
    }

    /// `config current-context`
    struct CurrentContextCommand: ToolCommand {
        static let configuration = CommandConfiguration(
            commandName: "current-context", abstract: "Show the name of the current context.")

        @OptionGroup var global: GlobalOptions

        func run(_ tool: ToolContext) async throws {
            let kubeconfig = try ConfigCommand.kubeconfig(global, tool)
            guard let name = kubeconfig.currentContext, !name.isEmpty else {
                throw CommandError("current-context is not set")
            }
            tool.environment.output.line(name)
        }
    }

    /// `config use-context`
    struct UseContextCommand: ToolCommand {
        static let configuration = CommandConfiguration(
            commandName: "use-context", abstract: "Use another context from now on.", aliases: ["use"])

        @OptionGroup var global: GlobalOptions
        @Argument(help: "The name of the context.")
        var names: [String] = []

        func run(_ tool: ToolContext) async throws {
            guard names.count == 1 else {
                throw CommandError("Unexpected args: [\(names.joined(separator: " "))]")
            }
            var kubeconfig = try ConfigCommand.kubeconfig(global, tool)
            guard kubeconfig.context(names[0]) != nil else {
                throw CommandError("no context exists with the name: \(quoted(names[0]))")
            }
            try kubeconfig.useContext(names[0])
            tool.environment.output.line("Switched to context \(quoted(names[0])).")
        }
    }
}
