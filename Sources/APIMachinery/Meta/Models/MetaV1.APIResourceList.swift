// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// The resources of a group and version.
    public struct APIResourceList: Sendable, Equatable, JSONCodable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "", version: "v1", kind: "APIResourceList")
        }

        /// The kind of the object.
        ///
        /// JSON: `APIResourceList.kind`.
        public var kind: String = "APIResourceList"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `APIResourceList.apiVersion`.
        public var apiVersion: String = "v1"
        /// The group and version.
        ///
        /// JSON: `APIResourceList.groupVersion`.
        public var groupVersion: String = ""
        /// The resources.
        ///
        /// JSON: `APIResourceList.resources`.
        public var resources: [MetaV1.APIResource] = []
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            groupVersion: String,
            resources: [MetaV1.APIResource]
        ) {
            self.groupVersion = groupVersion
            self.resources = resources
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,groupVersion,resources")

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
                case 2: try object.read(&self.groupVersion)
                case 3: try object.read(&self.resources)
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
            writer.field("groupVersion", self.groupVersion)
            writer.field("resources", self.resources)
            writer.endObject(self.unknownFields)
        }
    }
}
