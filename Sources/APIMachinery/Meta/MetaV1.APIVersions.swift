public import JSON

extension MetaV1 {
    /// The versions of the core group: what `/api` answers.
    ///
    /// `meta/v1.APIVersions`
    public struct APIVersions: Sendable, Equatable, JSONCodable {
        /// `v1`.APIVersions.
        public static let groupVersionKind = GroupVersionKind(group: "", version: "v1", kind: "APIVersions")

        /// The group and version; empty where the JSON has none.
        public var apiVersion: String = "v1"
        /// The kind; empty where the JSON has none.
        public var kind: String = "APIVersions"
        /// The versions.
        public var versions: [String] = []
        /// Where clients reach the server.
        public var serverAddressByClientCIDRs: [ServerAddressByClientCIDR] = []
        /// Members that this type does not know.
        public var unknownFields = UnknownFields()

        /// Empty values throughout.
        public init() {}

        /// A value with these members.
        public init(versions: [String], serverAddressByClientCIDRs: [ServerAddressByClientCIDR]) {
            self.versions = versions
            self.serverAddressByClientCIDRs = serverAddressByClientCIDRs
        }

        static let fieldNames = JSONFieldNames("kind,apiVersion,versions,serverAddressByClientCIDRs")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            kind = ""
            apiVersion = ""
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.kind)
                case 1: try object.read(&self.apiVersion)
                case 2: try object.read(&self.versions)
                case 3: try object.read(&self.serverAddressByClientCIDRs)
                default: break
                }
            }
            unknownFields = object.unknownFields
            try Self.groupVersionKind.check(apiVersion: apiVersion, kind: kind)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            if !kind.isEmpty { writer.field("kind", kind) }
            if !apiVersion.isEmpty { writer.field("apiVersion", apiVersion) }
            writer.field("versions", versions)
            writer.field("serverAddressByClientCIDRs", serverAddressByClientCIDRs)
            writer.endObject(unknownFields)
        }
    }
}
