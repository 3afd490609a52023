// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// An object of which only the metadata is given.
    public struct PartialObjectMetadata: APIKind {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "PartialObjectMetadata")
        }

        /// The kind of the object.
        ///
        /// JSON: `PartialObjectMetadata.kind`.
        public var kind: String = "PartialObjectMetadata"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `PartialObjectMetadata.apiVersion`.
        public var apiVersion: String = "meta.k8s.io/v1"
        /// What every object has.
        ///
        /// JSON: `PartialObjectMetadata.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        ) {
            self.metadata = metadata
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata")

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
                case 2: try object.read(&self.metadata)
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
            writer.field("metadata", self.metadata)
            writer.endObject(self.unknownFields)
        }
    }
}
