// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// The versions of the core group.
    public struct APIVersions: Sendable, Equatable, JSONCodable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "", version: "v1", kind: "APIVersions")
        }

        /// The kind of the object.
        ///
        /// JSON: `APIVersions.kind`.
        public var kind: String = "APIVersions"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `APIVersions.apiVersion`.
        public var apiVersion: String = "v1"
        /// The versions that are served.
        ///
        /// JSON: `APIVersions.versions`.
        public var versions: [String] = []
        /// Addresses of the server for clients by network; clients take the first whose network holds them.
        ///
        /// JSON: `APIVersions.serverAddressByClientCIDRs`.
        public var serverAddressByClientCIDRs: [MetaV1.ServerAddressByClientCIDR] = []
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            versions: [String],
            serverAddressByClientCIDRs: [MetaV1.ServerAddressByClientCIDR]
        ) {
            self.versions = versions
            self.serverAddressByClientCIDRs = serverAddressByClientCIDRs
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,versions,serverAddressByClientCIDRs")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            self.apiVersion = ""
            self.kind = ""
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
            self.unknownFields = object.unknownFields
            try Self.groupVersionKind.check(apiVersion: self.apiVersion, kind: self.kind)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            if !self.kind.isEmpty { writer.field("kind", self.kind) }
            if !self.apiVersion.isEmpty { writer.field("apiVersion", self.apiVersion) }
            writer.field("versions", self.versions)
            writer.field("serverAddressByClientCIDRs", self.serverAddressByClientCIDRs)
            writer.endObject(self.unknownFields)
        }
    }
}
