// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// More about the reason of a failure.
    public struct StatusDetails: Sendable, Equatable, JSONCodable {
        /// The name of the object, where there is one.
        ///
        /// JSON: `StatusDetails.name`.
        public var name: String?
        /// The group of the object's kind.
        ///
        /// JSON: `StatusDetails.group`.
        public var group: String?
        /// The kind of the object, or the resource.
        ///
        /// JSON: `StatusDetails.kind`.
        public var kind: String?
        /// The UID of the object.
        ///
        /// JSON: `StatusDetails.uid`.
        public var uid: String?
        /// All that was wrong.
        ///
        /// JSON: `StatusDetails.causes`.
        public var causes: [MetaV1.StatusCause]?
        /// After how many seconds the request may be tried again.
        ///
        /// JSON: `StatusDetails.retryAfterSeconds`.
        public var retryAfterSeconds: Int32?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            name: String? = nil,
            group: String? = nil,
            kind: String? = nil,
            uid: String? = nil,
            causes: [MetaV1.StatusCause]? = nil,
            retryAfterSeconds: Int32? = nil
        ) {
            self.name = name
            self.group = group
            self.kind = kind
            self.uid = uid
            self.causes = causes
            self.retryAfterSeconds = retryAfterSeconds
        }

        private static let fieldNames = JSONFieldNames("name,group,kind,uid,causes,retryAfterSeconds")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.name)
                case 1: try object.read(&self.group)
                case 2: try object.read(&self.kind)
                case 3: try object.read(&self.uid)
                case 4: try object.read(&self.causes)
                case 5: try object.read(&self.retryAfterSeconds)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", self.name)
            writer.field("group", self.group)
            writer.field("kind", self.kind)
            writer.field("uid", self.uid)
            writer.field("causes", self.causes)
            writer.field("retryAfterSeconds", self.retryAfterSeconds)
            writer.endObject(self.unknownFields)
        }
    }
}
