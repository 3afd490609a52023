// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// The outcome of a request that answers with no object.
    public struct Status: Sendable, Equatable, JSONCodable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "", version: "v1", kind: "Status")
        }

        private struct Fields: Sendable, Equatable {
            var kind: String = "Status"
            var apiVersion: String = "v1"
            var metadata: MetaV1.ListMeta = MetaV1.ListMeta()
            var status: String?
            var message: String?
            var reason: APIMachinery.StatusReason?
            var details: MetaV1.StatusDetails?
            var code: Int32?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// The kind of the object.
        ///
        /// JSON: `Status.kind`.
        public var kind: String {
            get { _fields.value.kind }
            _modify { yield &_fields.value.kind }
        }
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Status.apiVersion`.
        public var apiVersion: String {
            get { _fields.value.apiVersion }
            _modify { yield &_fields.value.apiVersion }
        }
        /// What every list has; mostly empty.
        ///
        /// JSON: `Status.metadata`.
        public var metadata: MetaV1.ListMeta {
            get { _fields.value.metadata }
            _modify { yield &_fields.value.metadata }
        }
        /// `Success` or `Failure`.
        ///
        /// JSON: `Status.status`.
        public var status: String? {
            get { _fields.value.status }
            _modify { yield &_fields.value.status }
        }
        /// The outcome, for people.
        ///
        /// JSON: `Status.message`.
        public var message: String? {
            get { _fields.value.message }
            _modify { yield &_fields.value.message }
        }
        /// Why the request failed, as a word for programs.
        ///
        /// JSON: `Status.reason`.
        public var reason: APIMachinery.StatusReason? {
            get { _fields.value.reason }
            _modify { yield &_fields.value.reason }
        }
        /// More about the reason.
        ///
        /// JSON: `Status.details`.
        public var details: MetaV1.StatusDetails? {
            get { _fields.value.details }
            _modify { yield &_fields.value.details }
        }
        /// The HTTP status code.
        ///
        /// JSON: `Status.code`.
        public var code: Int32? {
            get { _fields.value.code }
            _modify { yield &_fields.value.code }
        }
        /// Members that this type does not know, kept as they are.
        public var unknownFields: UnknownFields {
            get { _fields.value.unknownFields }
            _modify { yield &_fields.value.unknownFields }
        }

        /// All values empty.
        public init() { _fields = CopyOnWriteBox(Fields()) }

        /// These values.
        public init(
            metadata: MetaV1.ListMeta = MetaV1.ListMeta(),
            status: String? = nil,
            message: String? = nil,
            reason: APIMachinery.StatusReason? = nil,
            details: MetaV1.StatusDetails? = nil,
            code: Int32? = nil
        ) {
            self.init()
            _fields.value.metadata = metadata
            _fields.value.status = status
            _fields.value.message = message
            _fields.value.reason = reason
            _fields.value.details = details
            _fields.value.code = code
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,status,message,reason,details,code")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var fields = Fields()
            fields.apiVersion = ""
            fields.kind = ""
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&fields.kind)
                case 1: try object.read(&fields.apiVersion)
                case 2: try object.read(&fields.metadata)
                case 3: try object.read(&fields.status)
                case 4: try object.read(&fields.message)
                case 5: try object.read(&fields.reason)
                case 6: try object.read(&fields.details)
                case 7: try object.read(&fields.code)
                default: break
                }
            }
            fields.unknownFields = object.unknownFields
            try Self.groupVersionKind.check(apiVersion: fields.apiVersion, kind: fields.kind)
            _fields = CopyOnWriteBox(fields)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            let fields = _fields.value
            writer.beginObject()
            if !fields.kind.isEmpty { writer.field("kind", fields.kind) }
            if !fields.apiVersion.isEmpty { writer.field("apiVersion", fields.apiVersion) }
            writer.field("metadata", fields.metadata)
            writer.field("status", fields.status)
            writer.field("message", fields.message)
            writer.field("reason", fields.reason)
            writer.field("details", fields.details)
            writer.field("code", fields.code)
            writer.endObject(fields.unknownFields)
        }
    }
}
