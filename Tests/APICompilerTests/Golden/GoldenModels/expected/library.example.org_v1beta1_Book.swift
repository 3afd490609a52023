// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension LibraryV1beta1 {
    /// A title that the library lends, as an earlier version had it.
    ///
    /// Defined in `library.example.org/v1beta1/Book.yaml`.
    public struct Book: NamespacedResource, FullyCapable, StatusUpdatable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "library.example.org", version: "v1beta1", kind: "Book")
        }
        /// The name of the resource in paths.
        public static var plural: String { "books" }

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Book.kind`.
        public var kind: String = "Book"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Book.apiVersion`.
        public var apiVersion: String = "library.example.org/v1beta1"
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Book.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// JSON: `Book.spec`.
        public var spec: LibraryV1beta1.BookSpec = LibraryV1beta1.BookSpec()
        /// JSON: `Book.status`.
        public var status: LibraryV1beta1.BookStatus?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            spec: LibraryV1beta1.BookSpec,
            status: LibraryV1beta1.BookStatus? = nil
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

extension LibraryV1beta1 {
    /// A list of objects of the kind Book.
    ///
    /// Defined in `library.example.org/v1beta1/Book.yaml`.
    public typealias BookList = APIList<LibraryV1beta1.Book>
}

extension LibraryV1beta1 {
    /// JSON: `Book.spec`.
    /// Defined in `library.example.org/v1beta1/Book.yaml`.
    public struct BookSpec: Sendable, Equatable, JSONCodable {
        /// JSON: `Book.spec.name`.
        public var name: String = ""
        /// JSON: `Book.spec.isbn`.
        public var isbn: String?
        /// JSON: `Book.spec.copies`.
        public var copies: Int32?
        /// JSON: `Book.spec.binding`.
        public var binding: Binding?
        /// JSON: `Book.spec.authors`.
        public var authors: [LibraryV1.Author]?
        /// JSON: `Book.spec.labels`.
        public var labels: [String: String]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            name: String,
            isbn: String? = nil,
            copies: Int32? = nil,
            binding: Binding? = nil,
            authors: [LibraryV1.Author]? = nil,
            labels: [String: String]? = nil
        ) {
            self.name = name
            self.isbn = isbn
            self.copies = copies
            self.binding = binding
            self.authors = authors
            self.labels = labels
        }

        private static let fieldNames = JSONFieldNames("name,isbn,copies,binding,authors,labels")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.name)
                case 1: try object.read(&self.isbn)
                case 2: try object.read(&self.copies)
                case 3: try object.read(&self.binding)
                case 4: try object.read(&self.authors)
                case 5: try object.read(&self.labels)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", self.name)
            writer.field("isbn", self.isbn)
            writer.field("copies", self.copies)
            writer.field("binding", self.binding)
            writer.field("authors", self.authors)
            writer.field("labels", self.labels)
            writer.endObject(self.unknownFields)
        }

        /// JSON: `Book.spec.binding`.
        public struct Binding: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `Hardcover`
            public static var hardcover: Self { Self(rawValue: "Hardcover") }
            /// `Paperback`
            public static var paperback: Self { Self(rawValue: "Paperback") }
            /// `Ebook`
            public static var ebook: Self { Self(rawValue: "Ebook") }
        }
    }
}

extension LibraryV1beta1 {
    /// JSON: `Book.status`.
    /// Defined in `library.example.org/v1beta1/Book.yaml`.
    public struct BookStatus: Sendable, Equatable, JSONCodable {
        /// JSON: `Book.status.lent`.
        public var lent: Int32?
        /// JSON: `Book.status.conditions`.
        public var conditions: [MetaV1.Condition]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            lent: Int32? = nil,
            conditions: [MetaV1.Condition]? = nil
        ) {
            self.lent = lent
            self.conditions = conditions
        }

        private static let fieldNames = JSONFieldNames("lent,conditions")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.lent)
                case 1: try object.read(&self.conditions)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("lent", self.lent)
            writer.field("conditions", self.conditions)
            writer.endObject(self.unknownFields)
        }
    }
}
