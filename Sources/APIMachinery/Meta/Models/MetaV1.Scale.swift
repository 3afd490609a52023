// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// How many copies of something are wanted and there are, whatever it is.
    public struct Scale: APIKind {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")
        }

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Scale.kind`.
        public var kind: String = "Scale"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Scale.apiVersion`.
        public var apiVersion: String = "autoscaling/v1"
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Scale.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// What is wanted.
        ///
        /// JSON: `Scale.spec`.
        public var spec: MetaV1.ScaleSpec?
        /// What there is.
        ///
        /// JSON: `Scale.status`.
        public var status: MetaV1.ScaleStatus?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            spec: MetaV1.ScaleSpec? = nil,
            status: MetaV1.ScaleStatus? = nil
        ) {
            self.metadata = metadata
            self.spec = spec
            self.status = status
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,spec,status")

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
                case 3: try object.read(&self.spec)
                case 4: try object.read(&self.status)
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
            writer.field("spec", self.spec)
            writer.field("status", self.status)
            writer.endObject(self.unknownFields)
        }
    }
}
