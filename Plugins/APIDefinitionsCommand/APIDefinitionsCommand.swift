import Foundation
import PackagePlugin

/// `swift package apus`: checks the definitions of a package and writes the documents below its `generated` folder.
@main
struct APIDefinitionsCommand: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        let apusgen = try context.tool(named: "apusgen").url
        var extractor = ArgumentExtractor(arguments)
        let onlyTargets = Set(extractor.extractOption(named: "target"))
        let command = extractor.remainingArguments.first ?? "generate"
        guard command == "generate" || command == "check" else {
            // The other commands of apusgen name their folders themselves.
            return try run(apusgen, extractor.remainingArguments)
        }
        let targets = context.package.targets.filter { target in
            (onlyTargets.isEmpty || onlyTargets.contains(target.name)) && DefinitionFolder(of: target) != nil
        }
        guard !targets.isEmpty else {
            throw CommandError("no target of this package has a folder api-definitions")
        }
        for target in targets {
            guard let set = DefinitionFolder(of: target) else { continue }
            let references = target.recursiveTargetDependencies.compactMap(DefinitionFolder.init(of:))
                .flatMap { ["--reference", "\($0.module)=\($0.url.path)"] }
            if command == "check" {
                try run(apusgen, ["check", set.url.path] + references + extractor.remainingArguments.dropFirst())
            } else {
                // A set that is linked has a name of its own; one that stands in its target's folder has the target's.
                let folder = set.url.resolvingSymlinksInPath().lastPathComponent
                let name = folder == "api-definitions" ? target.name : folder
                let output = context.package.directoryURL.appending(path: "generated/\(name)")
                try run(apusgen, ["documents", "--set", set.url.path] + references + ["--output", output.path])
                print("Wrote generated/\(name)")
            }
        }
    }

    private func run(_ tool: URL, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandError("apusgen \(arguments.first ?? "") ended with status \(process.terminationStatus)")
        }
    }
}

struct CommandError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
