// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// A list or an object as rows and columns for people.
    public struct Table: Sendable, Equatable, JSONCodable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "Table")
        }

        /// The kind of the object.
        ///
        /// JSON: `Table.kind`.
        public var kind: String = "Table"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Table.apiVersion`.
        public var apiVersion: String = "meta.k8s.io/v1"
        /// The revision of the list, and where it goes on.
        ///
        /// JSON: `Table.metadata`.
        public var metadata: MetaV1.ListMeta = MetaV1.ListMeta()
        /// The columns, in order.
        ///
        /// JSON: `Table.columnDefinitions`.
        public var columnDefinitions: [MetaV1.TableColumnDefinition] = []
        /// The rows; each has a cell for each column.
        ///
        /// JSON: `Table.rows`.
        public var rows: [MetaV1.TableRow] = []
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ListMeta = MetaV1.ListMeta(),
            columnDefinitions: [MetaV1.TableColumnDefinition],
            rows: [MetaV1.TableRow]
        ) {
            self.metadata = metadata
            self.columnDefinitions = columnDefinitions
            self.rows = rows
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,columnDefinitions,rows")

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
                case 3: try object.read(&self.columnDefinitions)
                case 4: try object.read(&self.rows)
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
            writer.field("columnDefinitions", self.columnDefinitions)
            writer.field("rows", self.rows)
            writer.endObject(self.unknownFields)
        }
    }
}
