internal import ArgumentParser

/// The flags of commands that read manifests.
struct FileOptions: ParsableArguments {
    @Option(
        name: [.long, .customShort("f")],
        help: "A file, directory or URL of manifests, or - for standard input; may be given several times.")
    var filename: [String] = []
    @Flag(name: [.long, .customShort("R")], help: "Read directories within directories too.")
    var recursive = false

    @Option(
        name: [.long, .customShort("k")],
        help: "A directory with a kustomization; what the program kustomize makes of it is used.")
    var kustomize = ""

    /// Whether there is neither a file nor a kustomization.
    var isEmpty: Bool { names.isEmpty && kustomize.isEmpty }

    /// Looks whether the flags go together.
    ///
    /// - Throws: ``CommandError`` where they do not.
    func check() throws(CommandError) {
        guard !kustomize.isEmpty else { return }
        guard names.isEmpty else { throw CommandError("only one of -f or -k can be specified") }
        guard !recursive else { throw CommandError("the -k flag can't be used with -f or -R") }
    }

    /// The names, also where several stand in one value, separated by commas.
    var names: [String] {
        filename.flatMap { $0.contains("://") ? [$0] : $0.split(separator: ",").map(String.init) }
    }
}
