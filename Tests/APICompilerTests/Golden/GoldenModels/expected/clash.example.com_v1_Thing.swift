// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension ClashExampleComV1 {
    /// A kind of a group whose first label another group has too.
    ///
    /// Defined in `clash.example.com/v1/Thing.yaml`.
    public struct Thing: NamespacedResource, FullyCapable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "clash.example.com", version: "v1", kind: "Thing")
        }
        /// The name of the resource in paths.
        public static var plural: String { "things" }

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Thing.kind`.
        public var kind: String = "Thing"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Thing.apiVersion`.
        public var apiVersion: String = "clash.example.com/v1"
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Thing.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// JSON: `Thing.other`.
        public var other: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            other: String? = nil
        ) {
            self.metadata = metadata
            self.other = other
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,other")

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
                case 3: try object.read(&self.other)
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
            writer.field("other", self.other)
            writer.endObject(self.unknownFields)
        }
    }
}

extension ClashExampleComV1 {
    /// A list of objects of the kind Thing.
    ///
    /// Defined in `clash.example.com/v1/Thing.yaml`.
    public typealias ThingList = APIList<ClashExampleComV1.Thing>
}
