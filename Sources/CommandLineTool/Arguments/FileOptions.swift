internal import ArgumentParser

/// The flags of commands that read manifests.
struct FileOptions: ParsableArguments {
    @Option(
        name: [.long, .customShort("f")],
        help: "A file, directory or URL of manifests, or - for standard input; may be given several times.")
    var filename: [String] = []
    @Flag(name: [.long, .customShort("R")], help: "Read directories within directories too.")
    var recursive = false

    /// The names, also where several stand in one value, separated by commas.
    var names: [String] {
        filename.flatMap { $0.contains("://") ? [$0] : $0.split(separator: ",").map(String.init) }
    }
}
