// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension ValuesV1 {
    /// A value of every type.
    ///
    /// Defined in `values.example.org/v1/Everything.yaml`.
    public struct Everything: NamespacedResource, FullyCapable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "values.example.org", version: "v1", kind: "Everything")
        }
        /// The name of the resource in paths.
        public static var plural: String { "everything" }

        private struct Fields: Sendable, Equatable {
            var kind: String = "Everything"
            var apiVersion: String = "values.example.org/v1"
            var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
            var text: String?
            var small: Int32?
            var large: Int64?
            var number: Double?
            var flag: Bool?
            var data: JSONBytes?
            var amount: APIMachinery.Quantity?
            var port: APIMachinery.IntOrString?
            var seen: MetaV1.Time?
            var seenExactly: MetaV1.MicroTime?
            var period: MetaV1.Duration?
            var anything: JSONValue?
            var embedded: MetaV1.RawExtension?
            var selector: MetaV1.LabelSelector?
            var texts: [String]?
            var numbers: [Int32]?
            var grid: [[Int64]]?
            var table: [String: [String: [Bool]]]?
            var amounts: [String: APIMachinery.Quantity]?
            var optional: String?
            var requiredNull: String?
            var gaps: [Int32?]?
            var holes: [String: String?]?
            var choices: [Choices]?
            var colours: [String: Colours]?
            var policy: Policy?
            var named: ValuesV1.Policy?
            var namedList: [ValuesV1.Policy]?
            var names: ValuesV1.Names?
            var holder: ValuesV1.Required?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Everything.kind`.
        public var kind: String {
            get { _fields.value.kind }
            _modify { yield &_fields.value.kind }
        }
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Everything.apiVersion`.
        public var apiVersion: String {
            get { _fields.value.apiVersion }
            _modify { yield &_fields.value.apiVersion }
        }
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Everything.metadata`.
        public var metadata: MetaV1.ObjectMeta {
            get { _fields.value.metadata }
            _modify { yield &_fields.value.metadata }
        }
        /// JSON: `Everything.text`.
        public var text: String? {
            get { _fields.value.text }
            _modify { yield &_fields.value.text }
        }
        /// JSON: `Everything.small`.
        public var small: Int32? {
            get { _fields.value.small }
            _modify { yield &_fields.value.small }
        }
        /// JSON: `Everything.large`.
        public var large: Int64? {
            get { _fields.value.large }
            _modify { yield &_fields.value.large }
        }
        /// JSON: `Everything.number`.
        public var number: Double? {
            get { _fields.value.number }
            _modify { yield &_fields.value.number }
        }
        /// JSON: `Everything.flag`.
        public var flag: Bool? {
            get { _fields.value.flag }
            _modify { yield &_fields.value.flag }
        }
        /// JSON: `Everything.data`.
        public var data: JSONBytes? {
            get { _fields.value.data }
            _modify { yield &_fields.value.data }
        }
        /// JSON: `Everything.amount`.
        public var amount: APIMachinery.Quantity? {
            get { _fields.value.amount }
            _modify { yield &_fields.value.amount }
        }
        /// JSON: `Everything.port`.
        public var port: APIMachinery.IntOrString? {
            get { _fields.value.port }
            _modify { yield &_fields.value.port }
        }
        /// JSON: `Everything.seen`.
        public var seen: MetaV1.Time? {
            get { _fields.value.seen }
            _modify { yield &_fields.value.seen }
        }
        /// JSON: `Everything.seenExactly`.
        public var seenExactly: MetaV1.MicroTime? {
            get { _fields.value.seenExactly }
            _modify { yield &_fields.value.seenExactly }
        }
        /// JSON: `Everything.period`.
        public var period: MetaV1.Duration? {
            get { _fields.value.period }
            _modify { yield &_fields.value.period }
        }
        /// JSON: `Everything.anything`.
        public var anything: JSONValue? {
            get { _fields.value.anything }
            _modify { yield &_fields.value.anything }
        }
        /// JSON: `Everything.embedded`.
        public var embedded: MetaV1.RawExtension? {
            get { _fields.value.embedded }
            _modify { yield &_fields.value.embedded }
        }
        /// JSON: `Everything.selector`.
        public var selector: MetaV1.LabelSelector? {
            get { _fields.value.selector }
            _modify { yield &_fields.value.selector }
        }
        /// JSON: `Everything.texts`.
        public var texts: [String]? {
            get { _fields.value.texts }
            _modify { yield &_fields.value.texts }
        }
        /// JSON: `Everything.numbers`.
        public var numbers: [Int32]? {
            get { _fields.value.numbers }
            _modify { yield &_fields.value.numbers }
        }
        /// JSON: `Everything.grid`.
        public var grid: [[Int64]]? {
            get { _fields.value.grid }
            _modify { yield &_fields.value.grid }
        }
        /// JSON: `Everything.table`.
        public var table: [String: [String: [Bool]]]? {
            get { _fields.value.table }
            _modify { yield &_fields.value.table }
        }
        /// JSON: `Everything.amounts`.
        public var amounts: [String: APIMachinery.Quantity]? {
            get { _fields.value.amounts }
            _modify { yield &_fields.value.amounts }
        }
        /// JSON: `Everything.optional`.
        public var optional: String? {
            get { _fields.value.optional }
            _modify { yield &_fields.value.optional }
        }
        /// JSON: `Everything.requiredNull`.
        public var requiredNull: String? {
            get { _fields.value.requiredNull }
            _modify { yield &_fields.value.requiredNull }
        }
        /// JSON: `Everything.gaps`.
        public var gaps: [Int32?]? {
            get { _fields.value.gaps }
            _modify { yield &_fields.value.gaps }
        }
        /// JSON: `Everything.holes`.
        public var holes: [String: String?]? {
            get { _fields.value.holes }
            _modify { yield &_fields.value.holes }
        }
        /// JSON: `Everything.choices`.
        public var choices: [Choices]? {
            get { _fields.value.choices }
            _modify { yield &_fields.value.choices }
        }
        /// JSON: `Everything.colours`.
        public var colours: [String: Colours]? {
            get { _fields.value.colours }
            _modify { yield &_fields.value.colours }
        }
        /// JSON: `Everything.policy`.
        public var policy: Policy? {
            get { _fields.value.policy }
            _modify { yield &_fields.value.policy }
        }
        /// JSON: `Everything.named`.
        public var named: ValuesV1.Policy? {
            get { _fields.value.named }
            _modify { yield &_fields.value.named }
        }
        /// JSON: `Everything.namedList`.
        public var namedList: [ValuesV1.Policy]? {
            get { _fields.value.namedList }
            _modify { yield &_fields.value.namedList }
        }
        /// JSON: `Everything.names`.
        public var names: ValuesV1.Names? {
            get { _fields.value.names }
            _modify { yield &_fields.value.names }
        }
        /// JSON: `Everything.holder`.
        public var holder: ValuesV1.Required? {
            get { _fields.value.holder }
            _modify { yield &_fields.value.holder }
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
            text: String? = nil,
            small: Int32? = nil,
            large: Int64? = nil,
            number: Double? = nil,
            flag: Bool? = nil,
            data: JSONBytes? = nil,
            amount: APIMachinery.Quantity? = nil,
            port: APIMachinery.IntOrString? = nil,
            seen: MetaV1.Time? = nil,
            seenExactly: MetaV1.MicroTime? = nil,
            period: MetaV1.Duration? = nil,
            anything: JSONValue? = nil,
            embedded: MetaV1.RawExtension? = nil,
            selector: MetaV1.LabelSelector? = nil,
            texts: [String]? = nil,
            numbers: [Int32]? = nil,
            grid: [[Int64]]? = nil,
            table: [String: [String: [Bool]]]? = nil,
            amounts: [String: APIMachinery.Quantity]? = nil,
            optional: String? = nil,
            requiredNull: String? = nil,
            gaps: [Int32?]? = nil,
            holes: [String: String?]? = nil,
            choices: [Choices]? = nil,
            colours: [String: Colours]? = nil,
            policy: Policy? = nil,
            named: ValuesV1.Policy? = nil,
            namedList: [ValuesV1.Policy]? = nil,
            names: ValuesV1.Names? = nil,
            holder: ValuesV1.Required? = nil
        ) {
            self.init()
            _fields.value.metadata = metadata
            _fields.value.text = text
            _fields.value.small = small
            _fields.value.large = large
            _fields.value.number = number
            _fields.value.flag = flag
            _fields.value.data = data
            _fields.value.amount = amount
            _fields.value.port = port
            _fields.value.seen = seen
            _fields.value.seenExactly = seenExactly
            _fields.value.period = period
            _fields.value.anything = anything
            _fields.value.embedded = embedded
            _fields.value.selector = selector
            _fields.value.texts = texts
            _fields.value.numbers = numbers
            _fields.value.grid = grid
            _fields.value.table = table
            _fields.value.amounts = amounts
            _fields.value.optional = optional
            _fields.value.requiredNull = requiredNull
            _fields.value.gaps = gaps
            _fields.value.holes = holes
            _fields.value.choices = choices
            _fields.value.colours = colours
            _fields.value.policy = policy
            _fields.value.named = named
            _fields.value.namedList = namedList
            _fields.value.names = names
            _fields.value.holder = holder
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,text,small,large,number,flag,data,amount,port,seen,seenExactly,period,anything,embedded,selector,texts,numbers,grid,table,amounts,optional,requiredNull,gaps,holes,choices,colours,policy,named,namedList,names,holder")

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
                case 3: try object.read(&fields.text)
                case 4: try object.read(&fields.small)
                case 5: try object.read(&fields.large)
                case 6: try object.read(&fields.number)
                case 7: try object.read(&fields.flag)
                case 8: try object.read(&fields.data)
                case 9: try object.read(&fields.amount)
                case 10: try object.read(&fields.port)
                case 11: try object.read(&fields.seen)
                case 12: try object.read(&fields.seenExactly)
                case 13: try object.read(&fields.period)
                case 14: try object.read(&fields.anything)
                case 15: try object.read(&fields.embedded)
                case 16: try object.read(&fields.selector)
                case 17: try object.read(&fields.texts)
                case 18: try object.read(&fields.numbers)
                case 19: try object.read(&fields.grid)
                case 20: try object.read(&fields.table)
                case 21: try object.read(&fields.amounts)
                case 22: try object.read(&fields.optional)
                case 23: try object.read(&fields.requiredNull)
                case 24: try object.read(&fields.gaps)
                case 25: try object.read(&fields.holes)
                case 26: try object.read(&fields.choices)
                case 27: try object.read(&fields.colours)
                case 28: try object.read(&fields.policy)
                case 29: try object.read(&fields.named)
                case 30: try object.read(&fields.namedList)
                case 31: try object.read(&fields.names)
                case 32: try object.read(&fields.holder)
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
            writer.field("text", fields.text)
            writer.field("small", fields.small)
            writer.field("large", fields.large)
            writer.field("number", fields.number)
            writer.field("flag", fields.flag)
            writer.field("data", fields.data)
            writer.field("amount", fields.amount)
            writer.field("port", fields.port)
            writer.field("seen", fields.seen)
            writer.field("seenExactly", fields.seenExactly)
            writer.field("period", fields.period)
            writer.field("anything", fields.anything)
            writer.field("embedded", fields.embedded)
            writer.field("selector", fields.selector)
            writer.field("texts", fields.texts)
            writer.field("numbers", fields.numbers)
            writer.field("grid", fields.grid)
            writer.field("table", fields.table)
            writer.field("amounts", fields.amounts)
            writer.field("optional", fields.optional)
            if fields.requiredNull == nil { writer.field("requiredNull", JSONValue.null) }
            writer.field("requiredNull", fields.requiredNull)
            writer.field("gaps", fields.gaps)
            writer.field("holes", fields.holes)
            writer.field("choices", fields.choices)
            writer.field("colours", fields.colours)
            writer.field("policy", fields.policy)
            writer.field("named", fields.named)
            writer.field("namedList", fields.namedList)
            writer.field("names", fields.names)
            writer.field("holder", fields.holder)
            writer.endObject(fields.unknownFields)
        }

        /// JSON: `Everything.choices`.
        public struct Choices: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `Red`
            public static var red: Self { Self(rawValue: "Red") }
            /// `Green`
            public static var green: Self { Self(rawValue: "Green") }
        }

        /// JSON: `Everything.colours`.
        public struct Colours: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `Red`
            public static var red: Self { Self(rawValue: "Red") }
            /// `Green`
            public static var green: Self { Self(rawValue: "Green") }
        }

        /// JSON: `Everything.policy`.
        public struct Policy: OpenStringEnum {
            /// The string.
            public var rawValue: String
            /// Any string, known or not.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// `Always`
            public static var always: Self { Self(rawValue: "Always") }
            /// `Never`
            public static var never: Self { Self(rawValue: "Never") }
            /// `IfNotPresent`
            public static var ifNotPresent: Self { Self(rawValue: "IfNotPresent") }
        }
    }
}

extension ValuesV1 {
    /// A list of objects of the kind Everything.
    ///
    /// Defined in `values.example.org/v1/Everything.yaml`.
    public typealias EverythingList = APIList<ValuesV1.Everything>
}

extension ValuesV1 {
    /// JSON: `Everything.names`.
    /// Defined in `values.example.org/v1/Everything.yaml`.
    public typealias Names = [String]
}

extension ValuesV1 {
    /// What to do.
    ///
    /// JSON: `Everything.named`.
    /// Defined in `values.example.org/v1/Everything.yaml`.
    public struct Policy: OpenStringEnum {
        /// The string.
        public var rawValue: String
        /// Any string, known or not.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// `Retain`
        public static var retain: Self { Self(rawValue: "Retain") }
        /// `Delete`
        public static var delete: Self { Self(rawValue: "Delete") }
    }
}

extension ValuesV1 {
    /// JSON: `Everything.holder`.
    /// Defined in `values.example.org/v1/Everything.yaml`.
    public struct Required: Sendable, Equatable, JSONCodable {
        /// JSON: `Everything.holder.text`.
        public var text: String = ""
        /// JSON: `Everything.holder.small`.
        public var small: Int32 = 0
        /// JSON: `Everything.holder.flag`.
        public var flag: Bool = false
        /// JSON: `Everything.holder.number`.
        public var number: Double = 0
        /// JSON: `Everything.holder.data`.
        public var data: JSONBytes = JSONBytes()
        /// JSON: `Everything.holder.amount`.
        public var amount: APIMachinery.Quantity = APIMachinery.Quantity()
        /// JSON: `Everything.holder.port`.
        public var port: APIMachinery.IntOrString = APIMachinery.IntOrString()
        /// JSON: `Everything.holder.period`.
        public var period: MetaV1.Duration = MetaV1.Duration()
        /// JSON: `Everything.holder.anything`.
        public var anything: JSONValue = JSONValue.null
        /// JSON: `Everything.holder.texts`.
        public var texts: [String] = []
        /// JSON: `Everything.holder.table`.
        public var table: [String: String] = [:]
        /// JSON: `Everything.holder.policy`.
        public var policy: ValuesV1.Policy = ValuesV1.Policy()
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            text: String,
            small: Int32,
            flag: Bool,
            number: Double,
            data: JSONBytes,
            amount: APIMachinery.Quantity,
            port: APIMachinery.IntOrString,
            period: MetaV1.Duration,
            anything: JSONValue,
            texts: [String],
            table: [String: String],
            policy: ValuesV1.Policy
        ) {
            self.text = text
            self.small = small
            self.flag = flag
            self.number = number
            self.data = data
            self.amount = amount
            self.port = port
            self.period = period
            self.anything = anything
            self.texts = texts
            self.table = table
            self.policy = policy
        }

        private static let fieldNames = JSONFieldNames("text,small,flag,number,data,amount,port,period,anything,texts,table,policy")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.text)
                case 1: try object.read(&self.small)
                case 2: try object.read(&self.flag)
                case 3: try object.read(&self.number)
                case 4: try object.read(&self.data)
                case 5: try object.read(&self.amount)
                case 6: try object.read(&self.port)
                case 7: try object.read(&self.period)
                case 8: try object.read(&self.anything)
                case 9: try object.read(&self.texts)
                case 10: try object.read(&self.table)
                case 11: try object.read(&self.policy)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("text", self.text)
            writer.field("small", self.small)
            writer.field("flag", self.flag)
            writer.field("number", self.number)
            writer.field("data", self.data)
            writer.field("amount", self.amount)
            writer.field("port", self.port)
            writer.field("period", self.period)
            writer.field("anything", self.anything)
            writer.field("texts", self.texts)
            writer.field("table", self.table)
            writer.field("policy", self.policy)
            writer.endObject(self.unknownFields)
        }
    }
}
