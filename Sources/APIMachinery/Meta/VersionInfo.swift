public import JSON

/// What `/version` answers.
///
/// `io.k8s.apimachinery.pkg.version.Info`
public struct VersionInfo: Sendable, Hashable, JSONCodable {
    /// The major version of the API.
    public var major: String = ""
    /// The minor version of the API.
    public var minor: String = ""
    /// The major version that the server acts as.
    public var emulationMajor: String?
    /// The minor version that the server acts as.
    public var emulationMinor: String?
    /// The oldest major version that the server is compatible with.
    public var minCompatibilityMajor: String?
    /// The oldest minor version that the server is compatible with.
    public var minCompatibilityMinor: String?
    /// The full version, such as `v1.36.0`.
    public var gitVersion: String = ""
    /// The commit that was built.
    public var gitCommit: String = ""
    /// `clean` or `dirty`.
    public var gitTreeState: String = ""
    /// When it was built, as RFC 3339.
    public var buildDate: String = ""
    /// The version of the language's compiler.
    public var goVersion: String = ""
    /// The compiler.
    public var compiler: String = ""
    /// Operating system and architecture.
    public var platform: String = ""
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        major: String, minor: String, gitVersion: String, gitCommit: String, gitTreeState: String, buildDate: String,
        goVersion: String, compiler: String, platform: String, emulationMajor: String? = nil,
        emulationMinor: String? = nil, minCompatibilityMajor: String? = nil, minCompatibilityMinor: String? = nil
    ) {
        self.major = major
        self.minor = minor
        self.gitVersion = gitVersion
        self.gitCommit = gitCommit
        self.gitTreeState = gitTreeState
        self.buildDate = buildDate
        self.goVersion = goVersion
        self.compiler = compiler
        self.platform = platform
        self.emulationMajor = emulationMajor
        self.emulationMinor = emulationMinor
        self.minCompatibilityMajor = minCompatibilityMajor
        self.minCompatibilityMinor = minCompatibilityMinor
    }

    static let fieldNames = JSONFieldNames(
        """
        major,minor,emulationMajor,emulationMinor,minCompatibilityMajor,minCompatibilityMinor,gitVersion,\
        gitCommit,gitTreeState,buildDate,goVersion,compiler,platform
        """)

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.major)
            case 1: try object.read(&self.minor)
            case 2: try object.read(&self.emulationMajor)
            case 3: try object.read(&self.emulationMinor)
            case 4: try object.read(&self.minCompatibilityMajor)
            case 5: try object.read(&self.minCompatibilityMinor)
            case 6: try object.read(&self.gitVersion)
            case 7: try object.read(&self.gitCommit)
            case 8: try object.read(&self.gitTreeState)
            case 9: try object.read(&self.buildDate)
            case 10: try object.read(&self.goVersion)
            case 11: try object.read(&self.compiler)
            case 12: try object.read(&self.platform)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("major", major)
        writer.field("minor", minor)
        writer.field("emulationMajor", emulationMajor)
        writer.field("emulationMinor", emulationMinor)
        writer.field("minCompatibilityMajor", minCompatibilityMajor)
        writer.field("minCompatibilityMinor", minCompatibilityMinor)
        writer.field("gitVersion", gitVersion)
        writer.field("gitCommit", gitCommit)
        writer.field("gitTreeState", gitTreeState)
        writer.field("buildDate", buildDate)
        writer.field("goVersion", goVersion)
        writer.field("compiler", compiler)
        writer.field("platform", platform)
        writer.endObject(unknownFields)
    }
}
