/// A file that the compiler makes.
public struct GeneratedFile: Equatable, Sendable {
    /// The name of the file within the directory that generated files go to.
    public var name: String
    /// What is in the file.
    public var text: String

    /// A file of that name and text.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// The names of the Swift files that a set of definitions compiles to.
///
/// The build-tool plugin declares its outputs before anything is parsed and cannot import this library, so it repeats
/// these three rules, which use nothing but the definitions' paths relative to the set's directory:
///
/// 1. A definition `core/v1/Pod.yaml` compiles to `core_v1_Pod.swift`: the path without the last extension, each `/`
///    replaced by `_`, and `.swift` appended.
/// 2. Each directory that holds a definition, `core/v1`, compiles to `core_v1.swift` (no file for the set's own
/// directory).
/// 3. Each set has one `Registrations.swift`, also a set without definitions.
///
/// Every one of these files is always written, also where it has nothing to say.
public enum GeneratedFileNames {
    /// The file that lists the registrations of all groups and versions of a set.
    public static let registrations = "Registrations.swift"

    /// The file for the types of one definition.
    public static func file(forDefinition path: String) -> String {
        var stem = path[...]
        if let dot = path.lastIndex(of: "."), !path[dot...].contains("/") {
            stem = path[..<dot]
        }
        return joined(stem)
    }

    /// The file for what a group and version have in common.
    public static func file(forDirectory path: String) -> String {
        joined(path[...])
    }

    /// The file for what a group and version have in common.
    static func file(for groupVersion: GroupVersion) -> String {
        file(forDirectory: groupVersion.directory)
    }

    /// All files for the definitions at these paths, sorted and each once.
    public static func files(forDefinitions paths: some Sequence<String>) -> [String] {
        var names: Set<String> = [registrations]
        for path in paths {
            names.insert(file(forDefinition: path))
            if let slash = path.lastIndex(of: "/") {
                names.insert(file(forDirectory: String(path[..<slash])))
            }
        }
        return names.sorted()
    }

    private static func joined(_ path: Substring) -> String {
        String(path.map { $0 == "/" ? "_" : $0 }) + ".swift"
    }
}
