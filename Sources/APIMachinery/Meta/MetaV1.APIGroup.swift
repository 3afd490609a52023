public import JSON

extension MetaV1 {
    /// A group and its versions: what `/apis/GROUP` answers.
    ///
    /// `meta/v1.APIGroup`
    public struct APIGroup: Sendable, Equatable, JSONCodable {
        /// `v1`.APIGroup.
        public static let groupVersionKind = GroupVersionKind(group: "", version: "v1", kind: "APIGroup")

        /// The group and version; empty where the JSON has none.
        public var apiVersion: String = "v1"
        /// The kind; empty where the JSON has none.
        public var kind: String = "APIGroup"
        /// The name of the group.
        public var name: String = ""
        /// The versions, best first.
        public var versions: [GroupVersionForDiscovery] = []
        /// The version that clients should use.
        public var preferredVersion: GroupVersionForDiscovery?
        /// Where clients reach the server.
        public var serverAddressByClientCIDRs: [ServerAddressByClientCIDR]?
        /// Members that this type does not know.
        public var unknownFields = UnknownFields()

        /// Empty values throughout.
        public init() {}

        /// A value with these members.
        public init(
            name: String, versions: [GroupVersionForDiscovery], preferredVersion: GroupVersionForDiscovery? = nil,
            serverAddressByClientCIDRs: [ServerAddressByClientCIDR]? = nil
        ) {
            self.name = name
            self.versions = versions
            self.preferredVersion = preferredVersion
            self.serverAddressByClientCIDRs = serverAddressByClientCIDRs
        }

        static let fieldNames = JSONFieldNames(
            "kind,apiVersion,name,versions,preferredVersion,serverAddressByClientCIDRs")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            kind = ""
            apiVersion = ""
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.kind)
                case 1: try object.read(&self.apiVersion)
                case 2: try object.read(&self.name)
                case 3: try object.read(&self.versions)
                case 4: try object.read(&self.preferredVersion)
                case 5: try object.read(&self.serverAddressByClientCIDRs)
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
            writer.field("name", name)
            writer.field("versions", versions)
            writer.field("preferredVersion", preferredVersion)
            writer.field("serverAddressByClientCIDRs", serverAddressByClientCIDRs)
            writer.endObject(unknownFields)
        }
    }
}
