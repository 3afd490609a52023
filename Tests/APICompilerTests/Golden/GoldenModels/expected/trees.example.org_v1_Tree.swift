// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension TreesV1 {
    /// Types that hold themselves, and large ones.
    ///
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public struct Tree: NamespacedResource, FullyCapable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "trees.example.org", version: "v1", kind: "Tree")
        }
        /// The name of the resource in paths.
        public static var plural: String { "trees" }

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Tree.kind`.
        public var kind: String = "Tree"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Tree.apiVersion`.
        public var apiVersion: String = "trees.example.org/v1"
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Tree.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// JSON: `Tree.spec`.
        public var spec: TreesV1.TreeSpec = TreesV1.TreeSpec()
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            spec: TreesV1.TreeSpec
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

extension TreesV1 {
    /// A list of objects of the kind Tree.
    ///
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public typealias TreeList = APIList<TreesV1.Tree>
}

extension TreesV1 {
    /// More fields than are stored in place.
    ///
    /// JSON: `Tree.spec.large`.
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public struct Large: Sendable, Equatable, JSONCodable {
        private struct Fields: Sendable, Equatable {
            var a: String = ""
            var b: String?
            var c: String?
            var d: String?
            var e: String?
            var f: String?
            var g: String?
            var h: String?
            var i: String?
            var j: String?
            var k: String?
            var l: String?
            var m: String?
            var n: String?
            var o: O?
            var p: [String]?
            var q: TreesV1.Node?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// JSON: `Tree.spec.large.a`.
        public var a: String {
            get { _fields.value.a }
            _modify { yield &_fields.value.a }
        }
        /// JSON: `Tree.spec.large.b`.
        public var b: String? {
            get { _fields.value.b }
            _modify { yield &_fields.value.b }
        }
        /// JSON: `Tree.spec.large.c`.
        public var c: String? {
            get { _fields.value.c }
            _modify { yield &_fields.value.c }
        }
        /// JSON: `Tree.spec.large.d`.
        public var d: String? {
            get { _fields.value.d }
            _modify { yield &_fields.value.d }
        }
        /// JSON: `Tree.spec.large.e`.
        public var e: String? {
            get { _fields.value.e }
            _modify { yield &_fields.value.e }
        }
        /// JSON: `Tree.spec.large.f`.
        public var f: String? {
            get { _fields.value.f }
            _modify { yield &_fields.value.f }
        }
        /// JSON: `Tree.spec.large.g`.
        public var g: String? {
            get { _fields.value.g }
            _modify { yield &_fields.value.g }
        }
        /// JSON: `Tree.spec.large.h`.
        public var h: String? {
            get { _fields.value.h }
            _modify { yield &_fields.value.h }
        }
        /// JSON: `Tree.spec.large.i`.
        public var i: String? {
            get { _fields.value.i }
            _modify { yield &_fields.value.i }
        }
        /// JSON: `Tree.spec.large.j`.
        public var j: String? {
            get { _fields.value.j }
            _modify { yield &_fields.value.j }
        }
        /// JSON: `Tree.spec.large.k`.
        public var k: String? {
            get { _fields.value.k }
            _modify { yield &_fields.value.k }
        }
        /// JSON: `Tree.spec.large.l`.
        public var l: String? {
            get { _fields.value.l }
            _modify { yield &_fields.value.l }
        }
        /// JSON: `Tree.spec.large.m`.
        public var m: String? {
            get { _fields.value.m }
            _modify { yield &_fields.value.m }
        }
        /// JSON: `Tree.spec.large.n`.
        public var n: String? {
            get { _fields.value.n }
            _modify { yield &_fields.value.n }
        }
        /// JSON: `Tree.spec.large.o`.
        public var o: O? {
            get { _fields.value.o }
            _modify { yield &_fields.value.o }
        }
        /// JSON: `Tree.spec.large.p`.
        public var p: [String]? {
            get { _fields.value.p }
            _modify { yield &_fields.value.p }
        }
        /// JSON: `Tree.spec.large.q`.
        public var q: TreesV1.Node? {
            get { _fields.value.q }
            _modify { yield &_fields.value.q }
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
            a: String,
            b: String? = nil,
            c: String? = nil,
            d: String? = nil,
            e: String? = nil,
            f: String? = nil,
            g: String? = nil,
            h: String? = nil,
            i: String? = nil,
            j: String? = nil,
            k: String? = nil,
            l: String? = nil,
            m: String? = nil,
            n: String? = nil,
            o: O? = nil,
            p: [String]? = nil,
            q: TreesV1.Node? = nil
        ) {
            self.init()
            _fields.value.a = a
            _fields.value.b = b
            _fields.value.c = c
            _fields.value.d = d
            _fields.value.e = e
            _fields.value.f = f
            _fields.value.g = g
            _fields.value.h = h
            _fields.value.i = i
            _fields.value.j = j
            _fields.value.k = k
            _fields.value.l = l
            _fields.value.m = m
            _fields.value.n = n
            _fields.value.o = o
            _fields.value.p = p
            _fields.value.q = q
        }

        private static let fieldNames = JSONFieldNames("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var fields = Fields()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&fields.a)
                case 1: try object.read(&fields.b)
                case 2: try object.read(&fields.c)
                case 3: try object.read(&fields.d)
                case 4: try object.read(&fields.e)
                case 5: try object.read(&fields.f)
                case 6: try object.read(&fields.g)
                case 7: try object.read(&fields.h)
                case 8: try object.read(&fields.i)
                case 9: try object.read(&fields.j)
                case 10: try object.read(&fields.k)
                case 11: try object.read(&fields.l)
                case 12: try object.read(&fields.m)
                case 13: try object.read(&fields.n)
                case 14: try object.read(&fields.o)
                case 15: try object.read(&fields.p)
                case 16: try object.read(&fields.q)
                default: break
                }
            }
            fields.unknownFields = object.unknownFields
            _fields = CopyOnWriteBox(fields)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            let fields = _fields.value
            writer.beginObject()
            writer.field("a", fields.a)
            writer.field("b", fields.b)
            writer.field("c", fields.c)
            writer.field("d", fields.d)
            writer.field("e", fields.e)
            writer.field("f", fields.f)
            writer.field("g", fields.g)
            writer.field("h", fields.h)
            writer.field("i", fields.i)
            writer.field("j", fields.j)
            writer.field("k", fields.k)
            writer.field("l", fields.l)
            writer.field("m", fields.m)
            writer.field("n", fields.n)
            writer.field("o", fields.o)
            writer.field("p", fields.p)
            writer.field("q", fields.q)
            writer.endObject(fields.unknownFields)
        }

        /// JSON: `Tree.spec.large.o`.
        public struct O: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `One`
            public static var one: Self { Self(rawValue: "One") }
            /// `Two`
            public static var two: Self { Self(rawValue: "Two") }
        }
    }
}

extension TreesV1 {
    /// JSON: `Tree.spec.ring.next`.
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public struct Link: Sendable, Equatable, JSONCodable {
        private struct Fields: Sendable, Equatable {
            var ring: TreesV1.Ring?
            var weight: Double?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// JSON: `Tree.spec.ring.next.ring`.
        public var ring: TreesV1.Ring? {
            get { _fields.value.ring }
            _modify { yield &_fields.value.ring }
        }
        /// JSON: `Tree.spec.ring.next.weight`.
        public var weight: Double? {
            get { _fields.value.weight }
            _modify { yield &_fields.value.weight }
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
            ring: TreesV1.Ring? = nil,
            weight: Double? = nil
        ) {
            self.init()
            _fields.value.ring = ring
            _fields.value.weight = weight
        }

        private static let fieldNames = JSONFieldNames("ring,weight")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var fields = Fields()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&fields.ring)
                case 1: try object.read(&fields.weight)
                default: break
                }
            }
            fields.unknownFields = object.unknownFields
            _fields = CopyOnWriteBox(fields)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            let fields = _fields.value
            writer.beginObject()
            writer.field("ring", fields.ring)
            writer.field("weight", fields.weight)
            writer.endObject(fields.unknownFields)
        }
    }
}

extension TreesV1 {
    /// JSON: `Tree.spec.nested`.
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public typealias Matrix = [[Double]]
}

extension TreesV1 {
    /// A node that holds its children in lists, which need no box.
    ///
    /// JSON: `Tree.spec.root`.
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public struct Node: Sendable, Equatable, JSONCodable {
        /// JSON: `Tree.spec.root.name`.
        public var name: String = ""
        /// JSON: `Tree.spec.root.children`.
        public var children: [TreesV1.Node]?
        /// JSON: `Tree.spec.root.named`.
        public var named: [String: TreesV1.Node]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            name: String,
            children: [TreesV1.Node]? = nil,
            named: [String: TreesV1.Node]? = nil
        ) {
            self.name = name
            self.children = children
            self.named = named
        }

        private static let fieldNames = JSONFieldNames("name,children,named")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.name)
                case 1: try object.read(&self.children)
                case 2: try object.read(&self.named)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", self.name)
            writer.field("children", self.children)
            writer.field("named", self.named)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TreesV1 {
    /// Two structs that hold each other.
    ///
    /// JSON: `Tree.spec.ring`.
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public struct Ring: Sendable, Equatable, JSONCodable {
        private struct Fields: Sendable, Equatable {
            var name: String = ""
            var next: TreesV1.Link?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// JSON: `Tree.spec.ring.name`.
        public var name: String {
            get { _fields.value.name }
            _modify { yield &_fields.value.name }
        }
        /// JSON: `Tree.spec.ring.next`.
        public var next: TreesV1.Link? {
            get { _fields.value.next }
            _modify { yield &_fields.value.next }
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
            name: String,
            next: TreesV1.Link? = nil
        ) {
            self.init()
            _fields.value.name = name
            _fields.value.next = next
        }

        private static let fieldNames = JSONFieldNames("name,next")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var fields = Fields()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&fields.name)
                case 1: try object.read(&fields.next)
                default: break
                }
            }
            fields.unknownFields = object.unknownFields
            _fields = CopyOnWriteBox(fields)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            let fields = _fields.value
            writer.beginObject()
            writer.field("name", fields.name)
            writer.field("next", fields.next)
            writer.endObject(fields.unknownFields)
        }
    }
}

extension TreesV1 {
    /// A struct that holds itself.
    ///
    /// JSON: `Tree.spec.schema`.
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public struct Schema: Sendable, Equatable, JSONCodable {
        private struct Fields: Sendable, Equatable {
            var not: TreesV1.Schema?
            var items: [TreesV1.Schema]?
            var title: String?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// JSON: `Tree.spec.schema.not`.
        public var not: TreesV1.Schema? {
            get { _fields.value.not }
            _modify { yield &_fields.value.not }
        }
        /// JSON: `Tree.spec.schema.items`.
        public var items: [TreesV1.Schema]? {
            get { _fields.value.items }
            _modify { yield &_fields.value.items }
        }
        /// JSON: `Tree.spec.schema.title`.
        public var title: String? {
            get { _fields.value.title }
            _modify { yield &_fields.value.title }
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
            not: TreesV1.Schema? = nil,
            items: [TreesV1.Schema]? = nil,
            title: String? = nil
        ) {
            self.init()
            _fields.value.not = not
            _fields.value.items = items
            _fields.value.title = title
        }

        private static let fieldNames = JSONFieldNames("not,items,title")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var fields = Fields()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&fields.not)
                case 1: try object.read(&fields.items)
                case 2: try object.read(&fields.title)
                default: break
                }
            }
            fields.unknownFields = object.unknownFields
            _fields = CopyOnWriteBox(fields)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            let fields = _fields.value
            writer.beginObject()
            writer.field("not", fields.not)
            writer.field("items", fields.items)
            writer.field("title", fields.title)
            writer.endObject(fields.unknownFields)
        }
    }
}

extension TreesV1 {
    /// JSON: `Tree.spec`.
    /// Defined in `trees.example.org/v1/Tree.yaml`.
    public struct TreeSpec: Sendable, Equatable, JSONCodable {
        /// JSON: `Tree.spec.root`.
        public var root: TreesV1.Node = TreesV1.Node()
        /// JSON: `Tree.spec.ring`.
        public var ring: TreesV1.Ring?
        /// JSON: `Tree.spec.large`.
        public var large: TreesV1.Large?
        /// JSON: `Tree.spec.wrapped`.
        public var wrapped: [TreesV1.Large]?
        /// JSON: `Tree.spec.nested`.
        public var nested: TreesV1.Matrix?
        /// JSON: `Tree.spec.schema`.
        public var schema: TreesV1.Schema?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            root: TreesV1.Node,
            ring: TreesV1.Ring? = nil,
            large: TreesV1.Large? = nil,
            wrapped: [TreesV1.Large]? = nil,
            nested: TreesV1.Matrix? = nil,
            schema: TreesV1.Schema? = nil
        ) {
            self.root = root
            self.ring = ring
            self.large = large
            self.wrapped = wrapped
            self.nested = nested
            self.schema = schema
        }

        private static let fieldNames = JSONFieldNames("root,ring,large,wrapped,nested,schema")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.root)
                case 1: try object.read(&self.ring)
                case 2: try object.read(&self.large)
                case 3: try object.read(&self.wrapped)
                case 4: try object.read(&self.nested)
                case 5: try object.read(&self.schema)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("root", self.root)
            writer.field("ring", self.ring)
            writer.field("large", self.large)
            writer.field("wrapped", self.wrapped)
            writer.field("nested", self.nested)
            writer.field("schema", self.schema)
            writer.endObject(self.unknownFields)
        }
    }
}
