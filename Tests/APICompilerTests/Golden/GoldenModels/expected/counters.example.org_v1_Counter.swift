// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension CountersV1 {
    /// Something that is only read.
    ///
    /// Defined in `counters.example.org/v1/Counter.yaml`.
    public struct Counter: ClusterScopedResource, Gettable, Listable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "counters.example.org", version: "v1", kind: "Counter")
        }
        /// The name of the resource in paths.
        public static var plural: String { "counters" }

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Counter.kind`.
        public var kind: String = "Counter"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Counter.apiVersion`.
        public var apiVersion: String = "counters.example.org/v1"
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Counter.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// JSON: `Counter.count`.
        public var count: Int64 = 0
        /// JSON: `Counter.author`.
        public var author: LibraryV1.Author?
        /// JSON: `Counter.inline`.
        public var inline: CountersV1.CounterInline?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            count: Int64,
            author: LibraryV1.Author? = nil,
            inline: CountersV1.CounterInline? = nil
        ) {
            self.metadata = metadata
            self.count = count
            self.author = author
            self.inline = inline
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,count,author,inline")

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
                case 3: try object.read(&self.count)
                case 4: try object.read(&self.author)
                case 5: try object.read(&self.inline)
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
            writer.field("count", self.count)
            writer.field("author", self.author)
            writer.field("inline", self.inline)
            writer.endObject(self.unknownFields)
        }
    }
}

extension CountersV1 {
    /// A list of objects of the kind Counter.
    ///
    /// Defined in `counters.example.org/v1/Counter.yaml`.
    public typealias CounterList = APIList<CountersV1.Counter>
}

extension CountersV1 {
    /// JSON: `Counter.inline`.
    /// Defined in `counters.example.org/v1/Counter.yaml`.
    public struct CounterInline: Sendable, Equatable, JSONCodable {
        /// JSON: `Counter.inline.deeper`.
        public var deeper: [CountersV1.CounterInlineDeeper]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            deeper: [CountersV1.CounterInlineDeeper]? = nil
        ) {
            self.deeper = deeper
        }

        private static let fieldNames = JSONFieldNames("deeper")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.deeper)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("deeper", self.deeper)
            writer.endObject(self.unknownFields)
        }
    }
}

extension CountersV1 {
    /// JSON: `Counter.inline.deeper[]`.
    /// Defined in `counters.example.org/v1/Counter.yaml`.
    public struct CounterInlineDeeper: Sendable, Equatable, JSONCodable {
        /// JSON: `Counter.inline.deeper[].deepest`.
        public var deepest: [String: CountersV1.CounterInlineDeeperDeepest]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            deepest: [String: CountersV1.CounterInlineDeeperDeepest]? = nil
        ) {
            self.deepest = deepest
        }

        private static let fieldNames = JSONFieldNames("deepest")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.deepest)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("deepest", self.deepest)
            writer.endObject(self.unknownFields)
        }
    }
}

extension CountersV1 {
    /// JSON: `Counter.inline.deeper[].deepest[*]`.
    /// Defined in `counters.example.org/v1/Counter.yaml`.
    public struct CounterInlineDeeperDeepest: Sendable, Equatable, JSONCodable {
        /// JSON: `Counter.inline.deeper[].deepest[*].value`.
        public var value: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: String? = nil
        ) {
            self.value = value
        }

        private static let fieldNames = JSONFieldNames("value")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.value)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("value", self.value)
            writer.endObject(self.unknownFields)
        }
    }
}
