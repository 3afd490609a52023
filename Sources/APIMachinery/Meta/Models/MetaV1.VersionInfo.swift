// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// The version of the server.
    public struct VersionInfo: Sendable, Equatable, JSONCodable {
        /// The first number of the version of the API.
        ///
        /// JSON: `VersionInfo.major`.
        public var major: String = ""
        /// The second number of the version of the API.
        ///
        /// JSON: `VersionInfo.minor`.
        public var minor: String = ""
        /// The first number of the version whose behaviour is shown.
        ///
        /// JSON: `VersionInfo.emulationMajor`.
        public var emulationMajor: String?
        /// The second number of the version whose behaviour is shown.
        ///
        /// JSON: `VersionInfo.emulationMinor`.
        public var emulationMinor: String?
        /// The first number of the oldest version that this one works with.
        ///
        /// JSON: `VersionInfo.minCompatibilityMajor`.
        public var minCompatibilityMajor: String?
        /// The second number of the oldest version that this one works with.
        ///
        /// JSON: `VersionInfo.minCompatibilityMinor`.
        public var minCompatibilityMinor: String?
        /// The full version.
        ///
        /// JSON: `VersionInfo.gitVersion`.
        public var gitVersion: String = ""
        /// The commit that was built.
        ///
        /// JSON: `VersionInfo.gitCommit`.
        public var gitCommit: String = ""
        /// Whether there were changes since that commit.
        ///
        /// JSON: `VersionInfo.gitTreeState`.
        public var gitTreeState: String = ""
        /// When the server was built.
        ///
        /// JSON: `VersionInfo.buildDate`.
        public var buildDate: String = ""
        /// The compiler's version.
        ///
        /// JSON: `VersionInfo.goVersion`.
        public var goVersion: String = ""
        /// The compiler.
        ///
        /// JSON: `VersionInfo.compiler`.
        public var compiler: String = ""
        /// The operating system and architecture.
        ///
        /// JSON: `VersionInfo.platform`.
        public var platform: String = ""
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            major: String,
            minor: String,
            gitVersion: String,
            gitCommit: String,
            gitTreeState: String,
            buildDate: String,
            goVersion: String,
            compiler: String,
            platform: String,
            emulationMajor: String? = nil,
            emulationMinor: String? = nil,
            minCompatibilityMajor: String? = nil,
            minCompatibilityMinor: String? = nil
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

        private static let fieldNames = JSONFieldNames("major,minor,emulationMajor,emulationMinor,minCompatibilityMajor,minCompatibilityMinor,gitVersion,gitCommit,gitTreeState,buildDate,goVersion,compiler,platform")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
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
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("major", self.major)
            writer.field("minor", self.minor)
            writer.field("emulationMajor", self.emulationMajor)
            writer.field("emulationMinor", self.emulationMinor)
            writer.field("minCompatibilityMajor", self.minCompatibilityMajor)
            writer.field("minCompatibilityMinor", self.minCompatibilityMinor)
            writer.field("gitVersion", self.gitVersion)
            writer.field("gitCommit", self.gitCommit)
            writer.field("gitTreeState", self.gitTreeState)
            writer.field("buildDate", self.buildDate)
            writer.field("goVersion", self.goVersion)
            writer.field("compiler", self.compiler)
            writer.field("platform", self.platform)
            writer.endObject(self.unknownFields)
        }
    }
}
