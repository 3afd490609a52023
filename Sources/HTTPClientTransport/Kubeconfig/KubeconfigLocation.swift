/// Where kubeconfig files are looked for.
public struct KubeconfigLocation: Sendable, Hashable {
    /// The files, the first first. What an earlier one says wins over what a later one says.
    public var paths: [String]
    /// Whether a file that is not there is an error.
    public var isRequired: Bool

    /// Files, the first first.
    public init(paths: [String], isRequired: Bool) {
        self.paths = paths
        self.isRequired = isRequired
    }

    /// One file, which must be there: what `--kubeconfig` names.
    public static func file(_ path: String) -> KubeconfigLocation {
        KubeconfigLocation(paths: [path], isRequired: true)
    }

    /// The usual files: those that `KUBECONFIG` lists, separated by colons, or else `~/.kube/config`. None of them must
    /// be there.
    public static var standard: KubeconfigLocation { standard(in: .current) }

    /// The usual files in an environment.
    public static func standard(in environment: ProcessEnvironment) -> KubeconfigLocation {
        var paths: [String] = []
        if let list = environment["KUBECONFIG"] {
            for path in list.split(separator: ":").map(String.init) where !paths.contains(path) { paths.append(path) }
        }
        if paths.isEmpty, let home = environment["HOME"] { paths = [Files.path(".kube/config", in: home)] }
        return KubeconfigLocation(paths: paths, isRequired: false)
    }

    /// The file that is written where none says yet what is to be changed: the first that is there, or else the last.
    var pathForChanges: String? { paths.first(where: Files.exists) ?? paths.last }
}
