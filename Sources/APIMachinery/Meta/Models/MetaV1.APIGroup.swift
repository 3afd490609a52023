// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A group of the API and the versions in which it is served.
    public struct APIGroup: Sendable, Equatable, JSONCodable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "", version: "v1", kind: "APIGroup")
        }

        /// The kind of the object.
        ///
        /// JSON: `APIGroup.kind`.
        public var kind: String = "APIGroup"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `APIGroup.apiVersion`.
        public var apiVersion: String = "v1"
        /// The name of the group.
        ///
        /// JSON: `APIGroup.name`.
        public var name: String = ""
        /// The versions that are served.
        ///
        /// JSON: `APIGroup.versions`.
        public var versions: [MetaV1.GroupVersionForDiscovery] = []
        /// The version that clients without a preference take.
        ///
        /// JSON: `APIGroup.preferredVersion`.
        public var preferredVersion: MetaV1.GroupVersionForDiscovery?
        /// Addresses of the server for clients by network; clients take the first whose network holds them.
        ///
        /// JSON: `APIGroup.serverAddressByClientCIDRs`.
        public var serverAddressByClientCIDRs: [MetaV1.ServerAddressByClientCIDR]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            name: String,
            versions: [MetaV1.GroupVersionForDiscovery],
            preferredVersion: MetaV1.GroupVersionForDiscovery? = nil,
            serverAddressByClientCIDRs: [MetaV1.ServerAddressByClientCIDR]? = nil
        ) {
            self.name = name
            self.versions = versions
            self.preferredVersion = preferredVersion
            self.serverAddressByClientCIDRs = serverAddressByClientCIDRs
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,name,versions,preferredVersion,serverAddressByClientCIDRs")

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
                case 2: try object.read(&self.name)
                case 3: try object.read(&self.versions)
                case 4: try object.read(&self.preferredVersion)
                case 5: try object.read(&self.serverAddressByClientCIDRs)
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
            writer.field("name", self.name)
            writer.field("versions", self.versions)
            writer.field("preferredVersion", self.preferredVersion)
            writer.field("serverAddressByClientCIDRs", self.serverAddressByClientCIDRs)
            writer.endObject(self.unknownFields)
        }
    }
}
