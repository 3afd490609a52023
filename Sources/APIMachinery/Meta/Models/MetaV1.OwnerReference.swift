// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// An object in the same namespace, or of cluster scope, that another one depends on.
    public struct OwnerReference: Sendable, Equatable, JSONCodable {
        /// The version of the owner.
        ///
        /// JSON: `OwnerReference.apiVersion`.
        public var apiVersion: String = ""
        /// The kind of the owner.
        ///
        /// JSON: `OwnerReference.kind`.
        public var kind: String = ""
        /// The name of the owner.
        ///
        /// JSON: `OwnerReference.name`.
        public var name: String = ""
        /// The UID of the owner.
        ///
        /// JSON: `OwnerReference.uid`.
        public var uid: String = ""
        /// Whether the owner is the one that manages the object.
        ///
        /// JSON: `OwnerReference.controller`.
        public var controller: Bool?
        /// Whether the owner, when it is deleted in the foreground, stays until this object is gone.
        ///
        /// JSON: `OwnerReference.blockOwnerDeletion`.
        public var blockOwnerDeletion: Bool?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            apiVersion: String,
            kind: String,
            name: String,
            uid: String,
            controller: Bool? = nil,
            blockOwnerDeletion: Bool? = nil
        ) {
            self.apiVersion = apiVersion
            self.kind = kind
            self.name = name
            self.uid = uid
            self.controller = controller
            self.blockOwnerDeletion = blockOwnerDeletion
        }

        private static let fieldNames = JSONFieldNames("apiVersion,kind,name,uid,controller,blockOwnerDeletion")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.apiVersion)
                case 1: try object.read(&self.kind)
                case 2: try object.read(&self.name)
                case 3: try object.read(&self.uid)
                case 4: try object.read(&self.controller)
                case 5: try object.read(&self.blockOwnerDeletion)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("apiVersion", self.apiVersion)
            writer.field("kind", self.kind)
            writer.field("name", self.name)
            writer.field("uid", self.uid)
            writer.field("controller", self.controller)
            writer.field("blockOwnerDeletion", self.blockOwnerDeletion)
            writer.endObject(self.unknownFields)
        }
    }
}
