// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// The fields that a manager of the object is responsible for.
    public struct ManagedFieldsEntry: Sendable, Equatable, JSONCodable {
        /// The manager.
        ///
        /// JSON: `ManagedFieldsEntry.manager`.
        public var manager: String?
        /// How the manager wrote: `Apply` or `Update`.
        ///
        /// JSON: `ManagedFieldsEntry.operation`.
        public var operation: APIMachinery.ManagedFieldsOperation?
        /// The version of the object that the fields are named in.
        ///
        /// JSON: `ManagedFieldsEntry.apiVersion`.
        public var apiVersion: String?
        /// When the entry last changed.
        ///
        /// JSON: `ManagedFieldsEntry.time`.
        public var time: MetaV1.Time?
        /// The format of the fields; `FieldsV1`.
        ///
        /// JSON: `ManagedFieldsEntry.fieldsType`.
        public var fieldsType: String?
        /// The fields, as nested objects.
        ///
        /// JSON: `ManagedFieldsEntry.fieldsV1`.
        public var fieldsV1: MetaV1.FieldsV1?
        /// The subresource through which the manager wrote; absent for the object itself.
        ///
        /// JSON: `ManagedFieldsEntry.subresource`.
        public var subresource: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            manager: String? = nil,
            operation: APIMachinery.ManagedFieldsOperation? = nil,
            apiVersion: String? = nil,
            time: MetaV1.Time? = nil,
            fieldsType: String? = nil,
            fieldsV1: MetaV1.FieldsV1? = nil,
            subresource: String? = nil
        ) {
            self.manager = manager
            self.operation = operation
            self.apiVersion = apiVersion
            self.time = time
            self.fieldsType = fieldsType
            self.fieldsV1 = fieldsV1
            self.subresource = subresource
        }

        private static let fieldNames = JSONFieldNames("manager,operation,apiVersion,time,fieldsType,fieldsV1,subresource")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.manager)
                case 1: try object.read(&self.operation)
                case 2: try object.read(&self.apiVersion)
                case 3: try object.read(&self.time)
                case 4: try object.read(&self.fieldsType)
                case 5: try object.read(&self.fieldsV1)
                case 6: try object.read(&self.subresource)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("manager", self.manager)
            writer.field("operation", self.operation)
            writer.field("apiVersion", self.apiVersion)
            writer.field("time", self.time)
            writer.field("fieldsType", self.fieldsType)
            writer.field("fieldsV1", self.fieldsV1)
            writer.field("subresource", self.subresource)
            writer.endObject(self.unknownFields)
        }
    }
}
