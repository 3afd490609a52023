import Foundation
import PackagePlugin

/// A folder of definitions that a target compiles.
struct DefinitionFolder {
    struct File {
        var url: URL
        /// The path below the folder, as its parts: group, version and file name.
        var parts: [String]
    }

    var module: String
    var url: URL
    var files: [File]

    init?(of target: any Target) {
        // The link is resolved, since an enumerator does not descend into one, but the paths handed on go through it:
        // so SwiftPM notices when files are added and removed.
        let link = target.directoryURL.appending(path: "api-definitions")
        let folder = link.resolvingSymlinksInPath()
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory), isDirectory.boolValue,
            let enumerator = FileManager.default.enumerator(atPath: folder.path)
        else { return nil }
        module = target.name
        url = link
        files = enumerator.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".yaml") }
            .sorted()
            .map { File(url: link.appending(path: $0), parts: $0.split(separator: "/").map(String.init)) }
    }

    /// The files that `apusgen generate` writes: one for each definition, one for each group and version, and the
    /// registrations. `GeneratedFileNames` in the compiler follows the same rules.
    var outputNames: [String] {
        var names: Set<String> = ["Registrations.swift"]
        for file in files {
            names.insert(file.parts.joined(separator: "_").dropLast(".yaml".count) + ".swift")
            if file.parts.count > 1 { names.insert(file.parts.dropLast().joined(separator: "_") + ".swift") }
        }
        return names.sorted()
    }
}

enum DefinitionsError: Error, CustomStringConvertible {
    case noDefinitions(target: String, directory: String)

    var description: String {
        switch self {
        case .noDefinitions(let target, let directory):
            """
            The target \(target) uses the plugin APIDefinitions but has no folder of definitions. Make \
            \(directory)/api-definitions, or link it: ln -s ../../api-definitions \(directory)/api-definitions
            """
        }
    }
}
