import Foundation
import PackagePlugin

/// Compiles the API definitions below a target's `api-definitions` folder (or symbolic link) to Swift.
///
/// SwiftPM asks for the output files before anything is parsed, so their names follow from the definitions' relative paths
/// alone. Where a definition has errors nothing is written and the build fails with them.
@main
struct APIDefinitions: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let set = DefinitionFolder(of: target) else {
            throw DefinitionsError.noDefinitions(target: target.name, directory: target.directoryURL.path)
        }
        let references = target.recursiveTargetDependencies.compactMap(DefinitionFolder.init(of:))
        let outputDirectory = context.pluginWorkDirectoryURL
        var arguments = ["generate", "--module", target.name, "--set", set.url.path]
        for reference in references {
            arguments += ["--reference", "\(reference.module)=\(reference.url.path)"]
        }
        arguments += ["--output", outputDirectory.path]
        return [
            .buildCommand(
                displayName: "Compiling the API definitions of \(target.name)",
                executable: try context.tool(named: "apusgen").url,
                arguments: arguments,
                inputFiles: (set.files + references.flatMap(\.files)).map(\.url),
                outputFiles: set.outputNames.map { outputDirectory.appending(path: $0) })
        ]
    }
}
