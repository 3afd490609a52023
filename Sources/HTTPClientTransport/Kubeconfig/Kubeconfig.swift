public import JSON

/// The clusters, users and contexts of one or more kubeconfig files.
///
/// Of entries with one name the first wins, and so does the first `current-context`.
public struct Kubeconfig: Sendable {
    /// Where the files were looked for.
    public let location: KubeconfigLocation
    /// The files that were there, the first first.
    public private(set) var files: [KubeconfigFile]
    /// The clusters, each name once.
    public let clusters: [Entry<Cluster>]
    /// The users, each name once.
    public let users: [Entry<User>]
    /// The contexts, each name once.
    public let contexts: [Entry<Context>]
    /// The name of the context to use; `nil` where no file names one.
    public var currentContext: String? { files.lazy.compactMap(\.currentContext).first }

    /// Reads the files of a location.
    ///
    /// - Throws: ``KubeconfigError`` where a file that must be there is not, or one cannot be read.
    public init(_ location: KubeconfigLocation = .standard) throws(KubeconfigError) {
        var files: [KubeconfigFile] = []
        for path in location.paths where location.isRequired || Files.exists(path) {
            files.append(try KubeconfigFile(path: path))
        }
        self.init(files: files, location: location)
    }

    /// Puts files together.
    public init(files: [KubeconfigFile], location: KubeconfigLocation? = nil) {
        self.files = files
        self.location = location ?? KubeconfigLocation(paths: files.map(\.path), isRequired: true)
        clusters = Self.merged(files.map(\.clusters))
        users = Self.merged(files.map(\.users))
        contexts = Self.merged(files.map(\.contexts))
    }

    private static func merged<Value>(_ lists: [[Entry<Value>]]) -> [Entry<Value>] {
        var names: Set<String> = []
        return lists.flatMap { $0 }.filter { names.insert($0.name).inserted }
    }

    // MARK: Finding

    /// A cluster by name.
    public func cluster(_ name: String) -> Entry<Cluster>? { clusters.first { $0.name == name } }
    /// A user by name.
    public func user(_ name: String) -> Entry<User>? { users.first { $0.name == name } }
    /// A context by name.
    public func context(_ name: String) -> Entry<Context>? { contexts.first { $0.name == name } }

    // MARK: Changing

    /// Uses another context from now on, and writes that to the file that names the context to use, or else to the first
    /// that is there.
    ///
    /// - Throws: ``KubeconfigError`` where there is no such context, or the file cannot be written.
    public mutating func useContext(_ name: String) throws(KubeconfigError) {
        guard context(name) != nil else {
            throw KubeconfigError(file: location.paths.first, "no context exists with the name \"\(name)\"")
        }
        guard let path = files.first(where: { $0.currentContext != nil })?.path ?? location.pathForChanges else {
            throw KubeconfigError("there is no file to write to: neither KUBECONFIG nor HOME is set")
        }
        let index = files.firstIndex { $0.path == path }
        var file: KubeconfigFile
        if let index { file = files[index] } else { file = try KubeconfigFile(parsing: [], path: path) }
        file.setCurrentContext(name)
        try file.write()
        if let index { files[index] = file } else { files.append(file) }
    }

    // MARK: Showing

    /// All files as one kubeconfig, as `config view` shows it: paths as seen from the working directory.
    ///
    /// - Parameter showsSecrets: Whether keys, tokens and passwords are shown rather than said to be there.
    public func content(showsSecrets: Bool = false) -> JSONObject {
        var preferences: JSONValue = [:]
        if let own = files.lazy.compactMap({ $0.content["preferences"] }).first { preferences = own }
        return [
            "apiVersion": "v1", "kind": "Config", "preferences": preferences,
            "clusters": list("clusters", "cluster", clusters, showsSecrets, Self.clusterFields),
            "users": list("users", "user", users, showsSecrets, Self.userFields),
            "contexts": list("contexts", "context", contexts, showsSecrets, [:]),
            "current-context": .string(currentContext ?? ""),
        ]
    }

    /// What a field holds that is not shown as it is.
    private enum Field {
        case path
        case data
        case secret
        case program
    }

    private static let clusterFields: [String: Field] = [
        "certificate-authority": .path, "certificate-authority-data": .data,
    ]
    private static let userFields: [String: Field] = [
        "client-certificate": .path, "client-key": .path, "tokenFile": .path, "client-certificate-data": .data,
        "client-key-data": .data, "token": .secret, "password": .secret, "exec": .program,
    ]

    private func list<Value>(
        _ list: String, _ member: String, _ entries: [Entry<Value>], _ showsSecrets: Bool, _ fields: [String: Field]
    ) -> JSONValue {
        let contents = Dictionary(files.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
        return .array(
            entries.map { entry in
                let raw = contents[entry.file]?[list]?.arrayValue?.first { $0["name"]?.stringValue ?? "" == entry.name }
                let own = raw?[member]?.objectValue ?? JSONObject()
                let directory = Files.directory(of: entry.file)
                let shown = own.map { name, value in
                    (name, fields[name].map { Self.shown(value, $0, directory, showsSecrets) } ?? value)
                }
                return ["name": .string(entry.name), member: .object(JSONObject(uniqueKeysWithValues: shown))]
            })
    }

    private static func shown(
        _ value: JSONValue, _ field: Field, _ directory: String, _ showsSecrets: Bool
    ) -> JSONValue {
        switch field {
        case .path:
            guard let path = value.stringValue, !path.isEmpty else { return value }
            return .string(Files.path(path, in: directory))
        case .data: return showsSecrets || value.stringValue?.isEmpty != false ? value : "DATA+OMITTED"
        case .secret: return showsSecrets || value.stringValue?.isEmpty != false ? value : "REDACTED"
        case .program:
            guard var program = value.objectValue, let command = program["command"]?.stringValue,
                command.contains("/")
            else { return value }
            program["command"] = .string(Files.path(command, in: directory))
            return .object(program)
        }
    }
}
