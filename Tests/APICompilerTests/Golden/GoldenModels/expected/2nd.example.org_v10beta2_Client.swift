// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension Group2ndV10beta2 {
    /// A group that begins with a digit; a kind, plural and Swift names that others need.
    /// The line
    /// goes
    /// on.
    ///
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public struct Client: NamespacedResource, Gettable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "2nd.example.org", version: "v10beta2", kind: "Client")
        }
        /// The name of the resource in paths.
        public static var plural: String { "clientset" }

        private struct Fields: Sendable, Swift.Equatable {
            var kind: String = "Client"
            var apiVersion: String = "2nd.example.org/v10beta2"
            var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
            var metadata_2: String?
            var kind_2: String?
            var unknownFields_: String?
            var spec: Group2ndV10beta2.Int64 = Group2ndV10beta2.Int64()
            var name: [String: String]?
            var groupVersionResource: String?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Client.kind`.
        public var kind: String {
            get { _fields.value.kind }
            _modify { yield &_fields.value.kind }
        }
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Client.apiVersion`.
        public var apiVersion: String {
            get { _fields.value.apiVersion }
            _modify { yield &_fields.value.apiVersion }
        }
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Client.metadata`.
        public var metadata: MetaV1.ObjectMeta {
            get { _fields.value.metadata }
            _modify { yield &_fields.value.metadata }
        }
        /// JSON: `Client.info`.
        public var metadata_2: String? {
            get { _fields.value.metadata_2 }
            _modify { yield &_fields.value.metadata_2 }
        }
        /// JSON: `Client.what`.
        public var kind_2: String? {
            get { _fields.value.kind_2 }
            _modify { yield &_fields.value.kind_2 }
        }
        /// JSON: `Client.more`.
        public var unknownFields_: String? {
            get { _fields.value.unknownFields_ }
            _modify { yield &_fields.value.unknownFields_ }
        }
        /// JSON: `Client.spec`.
        public var spec: Group2ndV10beta2.Int64 {
            get { _fields.value.spec }
            _modify { yield &_fields.value.spec }
        }
        /// JSON: `Client.name`.
        public var name: [String: String]? {
            get { _fields.value.name }
            _modify { yield &_fields.value.name }
        }
        /// JSON: `Client.groupVersionResource`.
        public var groupVersionResource: String? {
            get { _fields.value.groupVersionResource }
            _modify { yield &_fields.value.groupVersionResource }
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
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            spec: Group2ndV10beta2.Int64,
            metadata_2: String? = nil,
            kind_2: String? = nil,
            unknownFields_: String? = nil,
            name: [String: String]? = nil,
            groupVersionResource: String? = nil
        ) {
            self.init()
            _fields.value.metadata = metadata
            _fields.value.spec = spec
            _fields.value.metadata_2 = metadata_2
            _fields.value.kind_2 = kind_2
            _fields.value.unknownFields_ = unknownFields_
            _fields.value.name = name
            _fields.value.groupVersionResource = groupVersionResource
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,info,what,more,spec,name,groupVersionResource")

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
                case 3: try object.read(&fields.metadata_2)
                case 4: try object.read(&fields.kind_2)
                case 5: try object.read(&fields.unknownFields_)
                case 6: try object.read(&fields.spec)
                case 7: try object.read(&fields.name)
                case 8: try object.read(&fields.groupVersionResource)
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
            writer.field("info", fields.metadata_2)
            writer.field("what", fields.kind_2)
            writer.field("more", fields.unknownFields_)
            writer.field("spec", fields.spec)
            writer.field("name", fields.name)
            writer.field("groupVersionResource", fields.groupVersionResource)
            writer.endObject(fields.unknownFields)
        }
    }
}

extension Group2ndV10beta2 {
    /// JSON: `Client.spec.object`.
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public struct Equatable: Sendable, Swift.Equatable, JSONCodable {
        /// JSON: `Client.spec.object.equatable`.
        public var equatable: EquatableValue?
        /// JSON: `Client.spec.object.Equatable`.
        public var Equatable: EquatableValue_2?
        /// JSON: `Client.spec.object.EQUATABLE`.
        public var EQUATABLE: Bool?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            equatable: EquatableValue? = nil,
            Equatable: EquatableValue_2? = nil,
            EQUATABLE: Bool? = nil
        ) {
            self.equatable = equatable
            self.Equatable = Equatable
            self.EQUATABLE = EQUATABLE
        }

        private static let fieldNames = JSONFieldNames("equatable,Equatable,EQUATABLE")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.equatable)
                case 1: try object.read(&self.Equatable)
                case 2: try object.read(&self.EQUATABLE)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("equatable", self.equatable)
            writer.field("Equatable", self.Equatable)
            writer.field("EQUATABLE", self.EQUATABLE)
            writer.endObject(self.unknownFields)
        }

        /// JSON: `Client.spec.object.equatable`.
        public struct EquatableValue: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `x`
            public static var x: Self { Self(rawValue: "x") }
        }

        /// JSON: `Client.spec.object.Equatable`.
        public struct EquatableValue_2: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `z`
            public static var z: Self { Self(rawValue: "z") }
        }
    }
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public typealias Forest = JSONValue
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public typealias Grove = JSONValue
}

extension Group2ndV10beta2 {
    /// JSON: `Client.spec`.
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public struct Int64: Sendable, Swift.Equatable, JSONCodable {
        /// JSON: `Client.spec.self`.
        public var self_: String = ""
        /// JSON: `Client.spec.json`.
        public var json: Json?
        /// JSON: `Client.spec.writer`.
        public var writer: String?
        /// JSON: `Client.spec.object`.
        public var object: Group2ndV10beta2.Equatable = Group2ndV10beta2.Equatable()
        /// JSON: `Client.spec.field`.
        public var field: Group2ndV10beta2.Int64Field?
        /// JSON: `Client.spec.fieldNames`.
        public var fieldNames: String?
        /// JSON: `Client.spec.encode`.
        public var encode: [Group2ndV10beta2.Equatable]?
        /// JSON: `Client.spec.unknownFields`.
        public var unknownFields_: String?
        /// JSON: `Client.spec.kind`.
        public var kind: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            self_: String,
            object: Group2ndV10beta2.Equatable,
            json: Json? = nil,
            writer: String? = nil,
            field: Group2ndV10beta2.Int64Field? = nil,
            fieldNames: String? = nil,
            encode: [Group2ndV10beta2.Equatable]? = nil,
            unknownFields_: String? = nil,
            kind: String? = nil
        ) {
            self.self_ = self_
            self.object = object
            self.json = json
            self.writer = writer
            self.field = field
            self.fieldNames = fieldNames
            self.encode = encode
            self.unknownFields_ = unknownFields_
            self.kind = kind
        }

        private static let fieldNames = JSONFieldNames("self,json,writer,object,field,fieldNames,encode,unknownFields,kind")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.self_)
                case 1: try object.read(&self.json)
                case 2: try object.read(&self.writer)
                case 3: try object.read(&self.object)
                case 4: try object.read(&self.field)
                case 5: try object.read(&self.fieldNames)
                case 6: try object.read(&self.encode)
                case 7: try object.read(&self.unknownFields_)
                case 8: try object.read(&self.kind)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("self", self.self_)
            writer.field("json", self.json)
            writer.field("writer", self.writer)
            writer.field("object", self.object)
            writer.field("field", self.field)
            writer.field("fieldNames", self.fieldNames)
            writer.field("encode", self.encode)
            writer.field("unknownFields", self.unknownFields_)
            writer.field("kind", self.kind)
            writer.endObject(self.unknownFields)
        }

        /// JSON: `Client.spec.json`.
        public struct Json: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `json`
            public static var json: Self { Self(rawValue: "json") }
            /// `RawValue`
            public static var RawValue: Self { Self(rawValue: "RawValue") }
            /// `rawValue`
            public static var rawValue_2: Self { Self(rawValue: "rawValue") }
            /// `init`
            public static var init_: Self { Self(rawValue: "init") }
            /// The empty string.
            public static var empty: Self { Self(rawValue: "") }
        }
    }
}

extension Group2ndV10beta2 {
    /// JSON: `Client.spec.field`.
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public struct Int64Field: Sendable, Swift.Equatable, JSONCodable {
        /// JSON: `Client.spec.field.fields`.
        public var fields: Swift.Int64?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            fields: Swift.Int64? = nil
        ) {
            self.fields = fields
        }

        private static let fieldNames = JSONFieldNames("fields")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.fields)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("fields", self.fields)
            writer.endObject(self.unknownFields)
        }
    }
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public typealias Rows = [Group2ndV10beta2.RowsItem]
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public struct RowsItem: Sendable, Swift.Equatable, JSONCodable {
        /// JSON: `RowsItem.cells`.
        public var cells: [String: Group2ndV10beta2.Rows]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            cells: [String: Group2ndV10beta2.Rows]? = nil
        ) {
            self.cells = cells
        }

        private static let fieldNames = JSONFieldNames("cells")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.cells)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("cells", self.cells)
            writer.endObject(self.unknownFields)
        }
    }
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public typealias Table = [String: [Group2ndV10beta2.TableValue]]
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public struct TableValue: Sendable, Swift.Equatable, JSONCodable {
        /// JSON: `TableValue.rows`.
        public var rows: Group2ndV10beta2.Rows = []
        /// JSON: `TableValue.table`.
        public var table: Group2ndV10beta2.Table?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            rows: Group2ndV10beta2.Rows,
            table: Group2ndV10beta2.Table? = nil
        ) {
            self.rows = rows
            self.table = table
        }

        private static let fieldNames = JSONFieldNames("rows,table")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.rows)
                case 1: try object.read(&self.table)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("rows", self.rows)
            writer.field("table", self.table)
            writer.endObject(self.unknownFields)
        }
    }
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public typealias Wood = JSONValue
}

extension Group2ndV10beta2 {
    /// Defined in `2nd.example.org/v10beta2/Client.yaml`.
    public struct Woods: Sendable, Swift.Equatable, JSONCodable {
        /// JSON: `Woods.forest`.
        public var forest: Group2ndV10beta2.Forest = JSONValue.null
        /// JSON: `Woods.grove`.
        public var grove: Group2ndV10beta2.Grove = JSONValue.null
        /// JSON: `Woods.wood`.
        public var wood: Group2ndV10beta2.Wood = JSONValue.null
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            forest: Group2ndV10beta2.Forest,
            grove: Group2ndV10beta2.Grove,
            wood: Group2ndV10beta2.Wood
        ) {
            self.forest = forest
            self.grove = grove
            self.wood = wood
        }

        private static let fieldNames = JSONFieldNames("forest,grove,wood")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.forest)
                case 1: try object.read(&self.grove)
                case 2: try object.read(&self.wood)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("forest", self.forest)
            writer.field("grove", self.grove)
            writer.field("wood", self.wood)
            writer.endObject(self.unknownFields)
        }
    }
}
