/// Where manifests are read from: what `-f` and `-k` name.
enum ManifestSource: Equatable {
    case standardInput
    case url(String)
    case file(String)
    /// A directory with a kustomization.
    case kustomization(String)

    /// What errors call it.
    var name: String {
        switch self {
        case .standardInput: "STDIN"
        case .url(let url): url
        case .file(let path), .kustomization(let path): path
        }
    }

    /// How deep directories may nest.
    private static let maximumDepth = 64

    /// The sources that flags name: `-`, URLs, files, and the manifests in directories, or a kustomization.
    static func sources(_ flags: FileOptions) throws -> [ManifestSource] {
        if !flags.kustomize.isEmpty { return [.kustomization(flags.kustomize)] }
        let isRecursive = flags.recursive
        var sources: [ManifestSource] = []
        for name in flags.names {
            if name == "-" {
                guard !sources.contains(.standardInput) else { throw CommandError("standard input can be read once") }
                sources.append(.standardInput)
            } else if name.hasPrefix("http://") || name.hasPrefix("https://") {
                sources.append(.url(name))
            } else {
                guard let attributes = LocalFiles.attributes(name) else {
                    throw CommandError("the path \(quoted(name)) does not exist")
                }
                if attributes.isDirectory {
                    let path = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
                    let files = try manifests(in: path, isRecursive: isRecursive, depth: 0)
                    guard !files.isEmpty else {
                        throw CommandError(
                            "error reading [\(name)]: recognized file extensions are [.json .yaml .yml]")
                    }
                    sources += files.map { .file($0) }
                } else {
                    sources.append(.file(name))
                }
            }
        }
        return sources
    }

    private static func manifests(in directory: String, isRecursive: Bool, depth: Int) throws -> [String] {
        guard depth < maximumDepth else { throw CommandError("\(directory): directories are nested too deeply") }
        var files: [String] = []
        for name in try LocalFiles.list(directory) {
            let path = "\(directory)/\(name)"
            guard let attributes = LocalFiles.attributes(path) else { continue }
            if attributes.isDirectory {
                if isRecursive { files += try manifests(in: path, isRecursive: true, depth: depth + 1) }
            } else if [".json", ".yaml", ".yml"].contains(where: name.hasSuffix) {
                files.append(path)
            }
        }
        return files
    }
}
