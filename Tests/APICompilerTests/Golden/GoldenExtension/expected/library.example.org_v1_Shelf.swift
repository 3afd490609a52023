// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import GoldenModels
public import JSON

extension LibraryV1 {
    /// Where books stand; defined in another module than the group's other kinds.
    ///
    /// Defined in `library.example.org/v1/Shelf.yaml`.
    public struct Shelf: ClusterScopedResource, Creatable, Deletable, Gettable, Listable, Patchable, Updatable, Watchable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "library.example.org", version: "v1", kind: "Shelf")
        }
        /// The name of the resource in paths.
        public static var plural: String { "shelves" }

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Shelf.kind`.
        public var kind: String = "Shelf"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Shelf.apiVersion`.
        public var apiVersion: String = "library.example.org/v1"
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Shelf.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// JSON: `Shelf.spec`.
        public var spec: LibraryV1.ShelfSpec = LibraryV1.ShelfSpec()
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            spec: LibraryV1.ShelfSpec
        ) {
            self.metadata = metadata
            self.spec = spec
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,spec")

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
            writer.endObject(self.unknownFields)
        }
    }
}

extension LibraryV1 {
    /// A list of objects of the kind Shelf.
    ///
    /// Defined in `library.example.org/v1/Shelf.yaml`.
    public typealias ShelfList = APIList<LibraryV1.Shelf>
}

extension LibraryV1 {
    /// JSON: `Shelf.spec`.
    /// Defined in `library.example.org/v1/Shelf.yaml`.
    public struct ShelfSpec: Sendable, Equatable, JSONCodable {
        /// JSON: `Shelf.spec.curator`.
        public var curator: LibraryV1.Author?
        /// JSON: `Shelf.spec.tree`.
        public var tree: TreesV1.Node?
        /// JSON: `Shelf.spec.books`.
        public var books: [LibraryV1.BookSpec]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            curator: LibraryV1.Author? = nil,
            tree: TreesV1.Node? = nil,
            books: [LibraryV1.BookSpec]? = nil
        ) {
            self.curator = curator
            self.tree = tree
            self.books = books
        }

        private static let fieldNames = JSONFieldNames("curator,tree,books")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.curator)
                case 1: try object.read(&self.tree)
                case 2: try object.read(&self.books)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("curator", self.curator)
            writer.field("tree", self.tree)
            writer.field("books", self.books)
            writer.endObject(self.unknownFields)
        }
    }
}
