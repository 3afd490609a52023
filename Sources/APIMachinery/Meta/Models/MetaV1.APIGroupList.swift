// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// All groups of the API.
    public struct APIGroupList: Sendable, Equatable, JSONCodable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "", version: "v1", kind: "APIGroupList")
        }

        /// The kind of the object.
        ///
        /// JSON: `APIGroupList.kind`.
        public var kind: String = "APIGroupList"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `APIGroupList.apiVersion`.
        public var apiVersion: String = "v1"
        /// The groups.
        ///
        /// JSON: `APIGroupList.groups`.
        public var groups: [MetaV1.APIGroup] = []
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            groups: [MetaV1.APIGroup]
        ) {
            self.groups = groups
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,groups")

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
                case 2: try object.read(&self.groups)
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
            writer.field("groups", self.groups)
            writer.endObject(self.unknownFields)
        }
    }
}
