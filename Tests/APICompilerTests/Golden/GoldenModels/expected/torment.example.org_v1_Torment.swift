// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension TormentV1 {
    /// Names that mean something to Swift, or nothing. */ /* "quoted" \(interpolated) `code`
    ///
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Torment: ClusterScopedResource, FullyCapable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "torment.example.org", version: "v1", kind: "Torment")
        }
        /// The name of the resource in paths.
        public static var plural: Swift.String { "torments" }

        private struct Fields: Swift.Sendable, Equatable {
            var kind: Swift.String = "Torment"
            var apiVersion: Swift.String = "torment.example.org/v1"
            var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
            var `default`: Swift.String = ""
            var self_: Swift.String = ""
            var Type_: Swift.String?
            var Protocol_: Swift.String?
            var Self_: Swift.String?
            var init_: Swift.String?
            var `class`: Swift.String?
            var `func`: Swift.Bool?
            var `in`: Int32?
            var `inout`: Int64?
            var `var`: [Swift.String]?
            var `let`: [Swift.String: Swift.String]?
            var `where`: Swift.String?
            var `Any`: JSONValue?
            var `nil`: Swift.String?
            var ref_2: Swift.String?
            var ref: Swift.String?
            var schema: Swift.String?
            var xKubernetesListType: Swift.String?
            var x_y: Swift.String?
            var xY: Swift.String?
            var xY_2: Swift.String?
            var _2nd: Swift.String?
            var underscoreUnderscore: Swift.String?
            var unknownFields_: Swift.String?
            var _fields_: Swift.String?
            var fields: Swift.String?
            var field: Swift.String?
            var object: Swift.String?
            var json: Swift.String?
            var writer: Swift.String?
            var encode: Swift.String?
            var description: Swift.String?
            var hashValue: Swift.String?
            var plural: Swift.String?
            var groupVersionKind: Swift.String?
            var fieldNames: Swift.String?
            var yield: Swift.String?
            var get: Swift.String?
            var set: Swift.String?
            var newValue: Swift.String?
            var async: Swift.String?
            var `await`: Swift.String?
            var some: Swift.String?
            var any: Swift.String?
            var each: Swift.String?
            var actor: Swift.String?
            var copy: Swift.String?
            var consume: Swift.String?
            var package: Swift.String?
            var macro: Swift.String?
            var value: Swift.String?
            var storage: Swift.String?
            var Kind: Kind_2?
            var open: Swift.String?
            var unowned: Swift.String?
            var nonisolated: Swift.String?
            var borrowing: Swift.String?
            var sending: Swift.String?
            var `repeat`: Swift.String?
            var then: Swift.String?
            var discard: Swift.String?
            var unsafe: Swift.String?
            var shiny: Swift.String?
            var string: StringValue?
            var type: Type__2?
            var text: TormentV1.String?
            var kinds: [TormentV1.Sendable]?
            var unknownFields = UnknownFields()
        }
        private var _fields: CopyOnWriteBox<Fields>

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `Torment.kind`.
        public var kind: Swift.String {
            get { _fields.value.kind }
            _modify { yield &_fields.value.kind }
        }
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `Torment.apiVersion`.
        public var apiVersion: Swift.String {
            get { _fields.value.apiVersion }
            _modify { yield &_fields.value.apiVersion }
        }
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `Torment.metadata`.
        public var metadata: MetaV1.ObjectMeta {
            get { _fields.value.metadata }
            _modify { yield &_fields.value.metadata }
        }
        /// JSON: `Torment.default`.
        public var `default`: Swift.String {
            get { _fields.value.`default` }
            _modify { yield &_fields.value.`default` }
        }
        /// JSON: `Torment.self`.
        public var self_: Swift.String {
            get { _fields.value.self_ }
            _modify { yield &_fields.value.self_ }
        }
        /// JSON: `Torment.Type`.
        public var Type_: Swift.String? {
            get { _fields.value.Type_ }
            _modify { yield &_fields.value.Type_ }
        }
        /// JSON: `Torment.Protocol`.
        public var Protocol_: Swift.String? {
            get { _fields.value.Protocol_ }
            _modify { yield &_fields.value.Protocol_ }
        }
        /// JSON: `Torment.Self`.
        public var Self_: Swift.String? {
            get { _fields.value.Self_ }
            _modify { yield &_fields.value.Self_ }
        }
        /// JSON: `Torment.init`.
        public var init_: Swift.String? {
            get { _fields.value.init_ }
            _modify { yield &_fields.value.init_ }
        }
        /// JSON: `Torment.class`.
        public var `class`: Swift.String? {
            get { _fields.value.`class` }
            _modify { yield &_fields.value.`class` }
        }
        /// JSON: `Torment.func`.
        public var `func`: Swift.Bool? {
            get { _fields.value.`func` }
            _modify { yield &_fields.value.`func` }
        }
        /// JSON: `Torment.in`.
        public var `in`: Int32? {
            get { _fields.value.`in` }
            _modify { yield &_fields.value.`in` }
        }
        /// JSON: `Torment.inout`.
        public var `inout`: Int64? {
            get { _fields.value.`inout` }
            _modify { yield &_fields.value.`inout` }
        }
        /// JSON: `Torment.var`.
        public var `var`: [Swift.String]? {
            get { _fields.value.`var` }
            _modify { yield &_fields.value.`var` }
        }
        /// JSON: `Torment.let`.
        public var `let`: [Swift.String: Swift.String]? {
            get { _fields.value.`let` }
            _modify { yield &_fields.value.`let` }
        }
        /// JSON: `Torment.where`.
        public var `where`: Swift.String? {
            get { _fields.value.`where` }
            _modify { yield &_fields.value.`where` }
        }
        /// JSON: `Torment.Any`.
        public var `Any`: JSONValue? {
            get { _fields.value.`Any` }
            _modify { yield &_fields.value.`Any` }
        }
        /// JSON: `Torment.nil`.
        public var `nil`: Swift.String? {
            get { _fields.value.`nil` }
            _modify { yield &_fields.value.`nil` }
        }
        /// JSON: `Torment.$ref`.
        public var ref_2: Swift.String? {
            get { _fields.value.ref_2 }
            _modify { yield &_fields.value.ref_2 }
        }
        /// JSON: `Torment.ref`.
        public var ref: Swift.String? {
            get { _fields.value.ref }
            _modify { yield &_fields.value.ref }
        }
        /// JSON: `Torment.$schema`.
        public var schema: Swift.String? {
            get { _fields.value.schema }
            _modify { yield &_fields.value.schema }
        }
        /// JSON: `Torment.x-kubernetes-list-type`.
        public var xKubernetesListType: Swift.String? {
            get { _fields.value.xKubernetesListType }
            _modify { yield &_fields.value.xKubernetesListType }
        }
        /// JSON: `Torment.x_y`.
        public var x_y: Swift.String? {
            get { _fields.value.x_y }
            _modify { yield &_fields.value.x_y }
        }
        /// JSON: `Torment.x-y`.
        public var xY: Swift.String? {
            get { _fields.value.xY }
            _modify { yield &_fields.value.xY }
        }
        /// JSON: `Torment.x.y`.
        public var xY_2: Swift.String? {
            get { _fields.value.xY_2 }
            _modify { yield &_fields.value.xY_2 }
        }
        /// JSON: `Torment.2nd`.
        public var _2nd: Swift.String? {
            get { _fields.value._2nd }
            _modify { yield &_fields.value._2nd }
        }
        /// JSON: `Torment.__`.
        public var underscoreUnderscore: Swift.String? {
            get { _fields.value.underscoreUnderscore }
            _modify { yield &_fields.value.underscoreUnderscore }
        }
        /// JSON: `Torment.unknownFields`.
        public var unknownFields_: Swift.String? {
            get { _fields.value.unknownFields_ }
            _modify { yield &_fields.value.unknownFields_ }
        }
        /// JSON: `Torment._fields`.
        public var _fields_: Swift.String? {
            get { _fields.value._fields_ }
            _modify { yield &_fields.value._fields_ }
        }
        /// JSON: `Torment.fields`.
        public var fields: Swift.String? {
            get { _fields.value.fields }
            _modify { yield &_fields.value.fields }
        }
        /// JSON: `Torment.field`.
        public var field: Swift.String? {
            get { _fields.value.field }
            _modify { yield &_fields.value.field }
        }
        /// JSON: `Torment.object`.
        public var object: Swift.String? {
            get { _fields.value.object }
            _modify { yield &_fields.value.object }
        }
        /// JSON: `Torment.json`.
        public var json: Swift.String? {
            get { _fields.value.json }
            _modify { yield &_fields.value.json }
        }
        /// JSON: `Torment.writer`.
        public var writer: Swift.String? {
            get { _fields.value.writer }
            _modify { yield &_fields.value.writer }
        }
        /// JSON: `Torment.encode`.
        public var encode: Swift.String? {
            get { _fields.value.encode }
            _modify { yield &_fields.value.encode }
        }
        /// JSON: `Torment.description`.
        public var description: Swift.String? {
            get { _fields.value.description }
            _modify { yield &_fields.value.description }
        }
        /// JSON: `Torment.hashValue`.
        public var hashValue: Swift.String? {
            get { _fields.value.hashValue }
            _modify { yield &_fields.value.hashValue }
        }
        /// JSON: `Torment.plural`.
        public var plural: Swift.String? {
            get { _fields.value.plural }
            _modify { yield &_fields.value.plural }
        }
        /// JSON: `Torment.groupVersionKind`.
        public var groupVersionKind: Swift.String? {
            get { _fields.value.groupVersionKind }
            _modify { yield &_fields.value.groupVersionKind }
        }
        /// JSON: `Torment.fieldNames`.
        public var fieldNames: Swift.String? {
            get { _fields.value.fieldNames }
            _modify { yield &_fields.value.fieldNames }
        }
        /// JSON: `Torment.yield`.
        public var yield: Swift.String? {
            get { _fields.value.yield }
            _modify { yield &_fields.value.yield }
        }
        /// JSON: `Torment.get`.
        public var get: Swift.String? {
            get { _fields.value.get }
            _modify { yield &_fields.value.get }
        }
        /// JSON: `Torment.set`.
        public var set: Swift.String? {
            get { _fields.value.set }
            _modify { yield &_fields.value.set }
        }
        /// JSON: `Torment.newValue`.
        public var newValue: Swift.String? {
            get { _fields.value.newValue }
            _modify { yield &_fields.value.newValue }
        }
        /// JSON: `Torment.async`.
        public var async: Swift.String? {
            get { _fields.value.async }
            _modify { yield &_fields.value.async }
        }
        /// JSON: `Torment.await`.
        public var `await`: Swift.String? {
            get { _fields.value.`await` }
            _modify { yield &_fields.value.`await` }
        }
        /// JSON: `Torment.some`.
        public var some: Swift.String? {
            get { _fields.value.some }
            _modify { yield &_fields.value.some }
        }
        /// JSON: `Torment.any`.
        public var any: Swift.String? {
            get { _fields.value.any }
            _modify { yield &_fields.value.any }
        }
        /// JSON: `Torment.each`.
        public var each: Swift.String? {
            get { _fields.value.each }
            _modify { yield &_fields.value.each }
        }
        /// JSON: `Torment.actor`.
        public var actor: Swift.String? {
            get { _fields.value.actor }
            _modify { yield &_fields.value.actor }
        }
        /// JSON: `Torment.copy`.
        public var copy: Swift.String? {
            get { _fields.value.copy }
            _modify { yield &_fields.value.copy }
        }
        /// JSON: `Torment.consume`.
        public var consume: Swift.String? {
            get { _fields.value.consume }
            _modify { yield &_fields.value.consume }
        }
        /// JSON: `Torment.package`.
        public var package: Swift.String? {
            get { _fields.value.package }
            _modify { yield &_fields.value.package }
        }
        /// JSON: `Torment.macro`.
        public var macro: Swift.String? {
            get { _fields.value.macro }
            _modify { yield &_fields.value.macro }
        }
        /// JSON: `Torment.value`.
        public var value: Swift.String? {
            get { _fields.value.value }
            _modify { yield &_fields.value.value }
        }
        /// JSON: `Torment.storage`.
        public var storage: Swift.String? {
            get { _fields.value.storage }
            _modify { yield &_fields.value.storage }
        }
        /// JSON: `Torment.Kind`.
        public var Kind: Kind_2? {
            get { _fields.value.Kind }
            _modify { yield &_fields.value.Kind }
        }
        /// JSON: `Torment.open`.
        public var open: Swift.String? {
            get { _fields.value.open }
            _modify { yield &_fields.value.open }
        }
        /// JSON: `Torment.unowned`.
        public var unowned: Swift.String? {
            get { _fields.value.unowned }
            _modify { yield &_fields.value.unowned }
        }
        /// JSON: `Torment.nonisolated`.
        public var nonisolated: Swift.String? {
            get { _fields.value.nonisolated }
            _modify { yield &_fields.value.nonisolated }
        }
        /// JSON: `Torment.borrowing`.
        public var borrowing: Swift.String? {
            get { _fields.value.borrowing }
            _modify { yield &_fields.value.borrowing }
        }
        /// JSON: `Torment.sending`.
        public var sending: Swift.String? {
            get { _fields.value.sending }
            _modify { yield &_fields.value.sending }
        }
        /// JSON: `Torment.repeat`.
        public var `repeat`: Swift.String? {
            get { _fields.value.`repeat` }
            _modify { yield &_fields.value.`repeat` }
        }
        /// JSON: `Torment.then`.
        public var then: Swift.String? {
            get { _fields.value.then }
            _modify { yield &_fields.value.then }
        }
        /// JSON: `Torment.discard`.
        public var discard: Swift.String? {
            get { _fields.value.discard }
            _modify { yield &_fields.value.discard }
        }
        /// JSON: `Torment.unsafe`.
        public var unsafe: Swift.String? {
            get { _fields.value.unsafe }
            _modify { yield &_fields.value.unsafe }
        }
        /// JSON: `Torment.renamed`.
        public var shiny: Swift.String? {
            get { _fields.value.shiny }
            _modify { yield &_fields.value.shiny }
        }
        /// JSON: `Torment.string`.
        public var string: StringValue? {
            get { _fields.value.string }
            _modify { yield &_fields.value.string }
        }
        /// JSON: `Torment.type`.
        public var type: Type__2? {
            get { _fields.value.type }
            _modify { yield &_fields.value.type }
        }
        /// JSON: `Torment.text`.
        public var text: TormentV1.String? {
            get { _fields.value.text }
            _modify { yield &_fields.value.text }
        }
        /// JSON: `Torment.kinds`.
        public var kinds: [TormentV1.Sendable]? {
            get { _fields.value.kinds }
            _modify { yield &_fields.value.kinds }
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
            `default`: Swift.String,
            self_: Swift.String,
            Type_: Swift.String? = nil,
            Protocol_: Swift.String? = nil,
            Self_: Swift.String? = nil,
            init_: Swift.String? = nil,
            `class`: Swift.String? = nil,
            `func`: Swift.Bool? = nil,
            `in`: Int32? = nil,
            `inout`: Int64? = nil,
            `var`: [Swift.String]? = nil,
            `let`: [Swift.String: Swift.String]? = nil,
            `where`: Swift.String? = nil,
            `Any`: JSONValue? = nil,
            `nil`: Swift.String? = nil,
            ref_2: Swift.String? = nil,
            ref: Swift.String? = nil,
            schema: Swift.String? = nil,
            xKubernetesListType: Swift.String? = nil,
            x_y: Swift.String? = nil,
            xY: Swift.String? = nil,
            xY_2: Swift.String? = nil,
            _2nd: Swift.String? = nil,
            underscoreUnderscore: Swift.String? = nil,
            unknownFields_: Swift.String? = nil,
            _fields_: Swift.String? = nil,
            fields: Swift.String? = nil,
            field: Swift.String? = nil,
            object: Swift.String? = nil,
            json: Swift.String? = nil,
            writer: Swift.String? = nil,
            encode: Swift.String? = nil,
            description: Swift.String? = nil,
            hashValue: Swift.String? = nil,
            plural: Swift.String? = nil,
            groupVersionKind: Swift.String? = nil,
            fieldNames: Swift.String? = nil,
            yield: Swift.String? = nil,
            get: Swift.String? = nil,
            set: Swift.String? = nil,
            newValue: Swift.String? = nil,
            async: Swift.String? = nil,
            `await`: Swift.String? = nil,
            some: Swift.String? = nil,
            any: Swift.String? = nil,
            each: Swift.String? = nil,
            actor: Swift.String? = nil,
            copy: Swift.String? = nil,
            consume: Swift.String? = nil,
            package: Swift.String? = nil,
            macro: Swift.String? = nil,
            value: Swift.String? = nil,
            storage: Swift.String? = nil,
            Kind: Kind_2? = nil,
            open: Swift.String? = nil,
            unowned: Swift.String? = nil,
            nonisolated: Swift.String? = nil,
            borrowing: Swift.String? = nil,
            sending: Swift.String? = nil,
            `repeat`: Swift.String? = nil,
            then: Swift.String? = nil,
            discard: Swift.String? = nil,
            unsafe: Swift.String? = nil,
            shiny: Swift.String? = nil,
            string: StringValue? = nil,
            type: Type__2? = nil,
            text: TormentV1.String? = nil,
            kinds: [TormentV1.Sendable]? = nil
        ) {
            self.init()
            _fields.value.metadata = metadata
            _fields.value.`default` = `default`
            _fields.value.self_ = self_
            _fields.value.Type_ = Type_
            _fields.value.Protocol_ = Protocol_
            _fields.value.Self_ = Self_
            _fields.value.init_ = init_
            _fields.value.`class` = `class`
            _fields.value.`func` = `func`
            _fields.value.`in` = `in`
            _fields.value.`inout` = `inout`
            _fields.value.`var` = `var`
            _fields.value.`let` = `let`
            _fields.value.`where` = `where`
            _fields.value.`Any` = `Any`
            _fields.value.`nil` = `nil`
            _fields.value.ref_2 = ref_2
            _fields.value.ref = ref
            _fields.value.schema = schema
            _fields.value.xKubernetesListType = xKubernetesListType
            _fields.value.x_y = x_y
            _fields.value.xY = xY
            _fields.value.xY_2 = xY_2
            _fields.value._2nd = _2nd
            _fields.value.underscoreUnderscore = underscoreUnderscore
            _fields.value.unknownFields_ = unknownFields_
            _fields.value._fields_ = _fields_
            _fields.value.fields = fields
            _fields.value.field = field
            _fields.value.object = object
            _fields.value.json = json
            _fields.value.writer = writer
            _fields.value.encode = encode
            _fields.value.description = description
            _fields.value.hashValue = hashValue
            _fields.value.plural = plural
            _fields.value.groupVersionKind = groupVersionKind
            _fields.value.fieldNames = fieldNames
            _fields.value.yield = yield
            _fields.value.get = get
            _fields.value.set = set
            _fields.value.newValue = newValue
            _fields.value.async = async
            _fields.value.`await` = `await`
            _fields.value.some = some
            _fields.value.any = any
            _fields.value.each = each
            _fields.value.actor = actor
            _fields.value.copy = copy
            _fields.value.consume = consume
            _fields.value.package = package
            _fields.value.macro = macro
            _fields.value.value = value
            _fields.value.storage = storage
            _fields.value.Kind = Kind
            _fields.value.open = open
            _fields.value.unowned = unowned
            _fields.value.nonisolated = nonisolated
            _fields.value.borrowing = borrowing
            _fields.value.sending = sending
            _fields.value.`repeat` = `repeat`
            _fields.value.then = then
            _fields.value.discard = discard
            _fields.value.unsafe = unsafe
            _fields.value.shiny = shiny
            _fields.value.string = string
            _fields.value.type = type
            _fields.value.text = text
            _fields.value.kinds = kinds
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,default,self,Type,Protocol,Self,init,class,func,in,inout,var,let,where,Any,nil,$ref,ref,$schema,x-kubernetes-list-type,x_y,x-y,x.y,2nd,__,unknownFields,_fields,fields,field,object,json,writer,encode,description,hashValue,plural,groupVersionKind,fieldNames,yield,get,set,newValue,async,await,some,any,each,actor,copy,consume,package,macro,value,storage,Kind,open,unowned,nonisolated,borrowing,sending,repeat,then,discard,unsafe,renamed,string,type,text,kinds")

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
                case 3: try object.read(&fields.`default`)
                case 4: try object.read(&fields.self_)
                case 5: try object.read(&fields.Type_)
                case 6: try object.read(&fields.Protocol_)
                case 7: try object.read(&fields.Self_)
                case 8: try object.read(&fields.init_)
                case 9: try object.read(&fields.`class`)
                case 10: try object.read(&fields.`func`)
                case 11: try object.read(&fields.`in`)
                case 12: try object.read(&fields.`inout`)
                case 13: try object.read(&fields.`var`)
                case 14: try object.read(&fields.`let`)
                case 15: try object.read(&fields.`where`)
                case 16: try object.read(&fields.`Any`)
                case 17: try object.read(&fields.`nil`)
                case 18: try object.read(&fields.ref_2)
                case 19: try object.read(&fields.ref)
                case 20: try object.read(&fields.schema)
                case 21: try object.read(&fields.xKubernetesListType)
                case 22: try object.read(&fields.x_y)
                case 23: try object.read(&fields.xY)
                case 24: try object.read(&fields.xY_2)
                case 25: try object.read(&fields._2nd)
                case 26: try object.read(&fields.underscoreUnderscore)
                case 27: try object.read(&fields.unknownFields_)
                case 28: try object.read(&fields._fields_)
                case 29: try object.read(&fields.fields)
                case 30: try object.read(&fields.field)
                case 31: try object.read(&fields.object)
                case 32: try object.read(&fields.json)
                case 33: try object.read(&fields.writer)
                case 34: try object.read(&fields.encode)
                case 35: try object.read(&fields.description)
                case 36: try object.read(&fields.hashValue)
                case 37: try object.read(&fields.plural)
                case 38: try object.read(&fields.groupVersionKind)
                case 39: try object.read(&fields.fieldNames)
                case 40: try object.read(&fields.yield)
                case 41: try object.read(&fields.get)
                case 42: try object.read(&fields.set)
                case 43: try object.read(&fields.newValue)
                case 44: try object.read(&fields.async)
                case 45: try object.read(&fields.`await`)
                case 46: try object.read(&fields.some)
                case 47: try object.read(&fields.any)
                case 48: try object.read(&fields.each)
                case 49: try object.read(&fields.actor)
                case 50: try object.read(&fields.copy)
                case 51: try object.read(&fields.consume)
                case 52: try object.read(&fields.package)
                case 53: try object.read(&fields.macro)
                case 54: try object.read(&fields.value)
                case 55: try object.read(&fields.storage)
                case 56: try object.read(&fields.Kind)
                case 57: try object.read(&fields.open)
                case 58: try object.read(&fields.unowned)
                case 59: try object.read(&fields.nonisolated)
                case 60: try object.read(&fields.borrowing)
                case 61: try object.read(&fields.sending)
                case 62: try object.read(&fields.`repeat`)
                case 63: try object.read(&fields.then)
                case 64: try object.read(&fields.discard)
                case 65: try object.read(&fields.unsafe)
                case 66: try object.read(&fields.shiny)
                case 67: try object.read(&fields.string)
                case 68: try object.read(&fields.type)
                case 69: try object.read(&fields.text)
                case 70: try object.read(&fields.kinds)
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
            writer.field("default", fields.`default`)
            writer.field("self", fields.self_)
            writer.field("Type", fields.Type_)
            writer.field("Protocol", fields.Protocol_)
            writer.field("Self", fields.Self_)
            writer.field("init", fields.init_)
            writer.field("class", fields.`class`)
            writer.field("func", fields.`func`)
            writer.field("in", fields.`in`)
            writer.field("inout", fields.`inout`)
            writer.field("var", fields.`var`)
            writer.field("let", fields.`let`)
            writer.field("where", fields.`where`)
            writer.field("Any", fields.`Any`)
            writer.field("nil", fields.`nil`)
            writer.field("$ref", fields.ref_2)
            writer.field("ref", fields.ref)
            writer.field("$schema", fields.schema)
            writer.field("x-kubernetes-list-type", fields.xKubernetesListType)
            writer.field("x_y", fields.x_y)
            writer.field("x-y", fields.xY)
            writer.field("x.y", fields.xY_2)
            writer.field("2nd", fields._2nd)
            writer.field("__", fields.underscoreUnderscore)
            writer.field("unknownFields", fields.unknownFields_)
            writer.field("_fields", fields._fields_)
            writer.field("fields", fields.fields)
            writer.field("field", fields.field)
            writer.field("object", fields.object)
            writer.field("json", fields.json)
            writer.field("writer", fields.writer)
            writer.field("encode", fields.encode)
            writer.field("description", fields.description)
            writer.field("hashValue", fields.hashValue)
            writer.field("plural", fields.plural)
            writer.field("groupVersionKind", fields.groupVersionKind)
            writer.field("fieldNames", fields.fieldNames)
            writer.field("yield", fields.yield)
            writer.field("get", fields.get)
            writer.field("set", fields.set)
            writer.field("newValue", fields.newValue)
            writer.field("async", fields.async)
            writer.field("await", fields.`await`)
            writer.field("some", fields.some)
            writer.field("any", fields.any)
            writer.field("each", fields.each)
            writer.field("actor", fields.actor)
            writer.field("copy", fields.copy)
            writer.field("consume", fields.consume)
            writer.field("package", fields.package)
            writer.field("macro", fields.macro)
            writer.field("value", fields.value)
            writer.field("storage", fields.storage)
            writer.field("Kind", fields.Kind)
            writer.field("open", fields.open)
            writer.field("unowned", fields.unowned)
            writer.field("nonisolated", fields.nonisolated)
            writer.field("borrowing", fields.borrowing)
            writer.field("sending", fields.sending)
            writer.field("repeat", fields.`repeat`)
            writer.field("then", fields.then)
            writer.field("discard", fields.discard)
            writer.field("unsafe", fields.unsafe)
            writer.field("renamed", fields.shiny)
            writer.field("string", fields.string)
            writer.field("type", fields.type)
            writer.field("text", fields.text)
            writer.field("kinds", fields.kinds)
            writer.endObject(fields.unknownFields)
        }

        /// JSON: `Torment.Kind`.
        public struct Kind_2: OpenStringEnum {
            /// The string.
            public var rawValue: Swift.String
            /// Any string, known or not.
            public init(rawValue: Swift.String) { self.rawValue = rawValue }

            /// `one`
            public static var one: Self { Self(rawValue: "one") }
        }

        /// JSON: `Torment.string`.
        public struct StringValue: OpenStringEnum {
            /// The string.
            public var rawValue: Swift.String
            /// Any string, known or not.
            public init(rawValue: Swift.String) { self.rawValue = rawValue }

            /// `a`
            public static var a: Self { Self(rawValue: "a") }
        }

        /// JSON: `Torment.type`.
        public struct Type__2: OpenStringEnum {
            /// The string.
            public var rawValue: Swift.String
            /// Any string, known or not.
            public init(rawValue: Swift.String) { self.rawValue = rawValue }

            /// The empty string.
            public static var empty: Self { Self(rawValue: "") }
            /// `A`
            public static var A: Self { Self(rawValue: "A") }
            /// `a`
            public static var a: Self { Self(rawValue: "a") }
            /// `*`
            public static var asterisk: Self { Self(rawValue: "*") }
            /// `-`
            public static var minus: Self { Self(rawValue: "-") }
            /// `<=`
            public static var lessEqual: Self { Self(rawValue: "<=") }
            /// `2nd`
            public static var _2nd: Self { Self(rawValue: "2nd") }
            /// `IPv4`
            public static var ipv4: Self { Self(rawValue: "IPv4") }
            /// `TCP`
            public static var tcp: Self { Self(rawValue: "TCP") }
            /// `HTTPGet`
            public static var httpGet: Self { Self(rawValue: "HTTPGet") }
            /// `client auth`
            public static var clientAuth: Self { Self(rawValue: "client auth") }
            /// `self`
            public static var self_: Self { Self(rawValue: "self") }
            /// `default`
            public static var `default`: Self { Self(rawValue: "default") }
            /// `rawValue`
            public static var rawValue_2: Self { Self(rawValue: "rawValue") }
            /// `a"b\c`
            public static var aBC: Self { Self(rawValue: "a\"b\\c") }
        }
    }
}

extension TormentV1 {
    /// A list of objects of the kind Torment.
    ///
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public typealias TormentList = APIMachinery.APIList<TormentV1.Torment>
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.self.fields.list`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct APIList: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.self.fields.list.clientset`.
        public var clientset: TormentV1.Clientset?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            clientset: TormentV1.Clientset? = nil
        ) {
            self.clientset = clientset
        }

        private static let fieldNames = JSONFieldNames("clientset")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.clientset)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("clientset", self.clientset)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.machinery`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct APIMachinery_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.machinery.value`.
        public var value: MetaV1.Duration?
        /// JSON: `Torment.kinds[].swift.machinery.meta`.
        public var meta: TormentV1.MetaV1_?
        /// JSON: `Torment.kinds[].swift.machinery.library`.
        public var library: TormentV1.LibraryV1_?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: MetaV1.Duration? = nil,
            meta: TormentV1.MetaV1_? = nil,
            library: TormentV1.LibraryV1_? = nil
        ) {
            self.value = value
            self.meta = meta
            self.library = library
        }

        private static let fieldNames = JSONFieldNames("value,meta,library")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.value)
                case 1: try object.read(&self.meta)
                case 2: try object.read(&self.library)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("value", self.value)
            writer.field("meta", self.meta)
            writer.field("library", self.library)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.text.other.value.bool.array[]`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Array: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.text.other.value.bool.array[].value`.
        public var value: [Swift.String]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: [Swift.String]? = nil
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

extension TormentV1 {
    /// JSON: `Torment.text.other.value.bool`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Bool: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.text.other.value.bool.value`.
        public var value: Swift.Bool?
        /// JSON: `Torment.text.other.value.bool.array`.
        public var array: [TormentV1.Array]?
        /// JSON: `Torment.text.other.value.bool.optional`.
        public var optional: TormentV1.Optional?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: Swift.Bool? = nil,
            array: [TormentV1.Array]? = nil,
            optional: TormentV1.Optional? = nil
        ) {
            self.value = value
            self.array = array
            self.optional = optional
        }

        private static let fieldNames = JSONFieldNames("value,array,optional")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.value)
                case 1: try object.read(&self.array)
                case 2: try object.read(&self.optional)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("value", self.value)
            writer.field("array", self.array)
            writer.field("optional", self.optional)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.self.fields.list.clientset`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Clientset: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.self.fields.list.clientset.creatable`.
        public var creatable: TormentV1.Creatable?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            creatable: TormentV1.Creatable? = nil
        ) {
            self.creatable = creatable
        }

        private static let fieldNames = JSONFieldNames("creatable")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.creatable)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("creatable", self.creatable)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.self.fields.list.clientset.creatable`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Creatable: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.self.fields.list.clientset.creatable.value`.
        public var value: Swift.String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: Swift.String? = nil
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

extension TormentV1 {
    /// JSON: `Torment.kinds[].error`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Error: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].error.value`.
        public var value: [Swift.String: Swift.String]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: [Swift.String: Swift.String]? = nil
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

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.self.fields`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Fields_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.self.fields.value`.
        public var value: MetaV1.Time?
        /// JSON: `Torment.kinds[].swift.self.fields.list`.
        public var list: TormentV1.APIList?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: MetaV1.Time? = nil,
            list: TormentV1.APIList? = nil
        ) {
            self.value = value
            self.list = list
        }

        private static let fieldNames = JSONFieldNames("value,list")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.value)
                case 1: try object.read(&self.list)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("value", self.value)
            writer.field("list", self.list)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].result.json`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public typealias JSON = JSONValue
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].result.jsonValue`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct JSONValue_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].result.jsonValue.value`.
        public var value: JSONValue?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: JSONValue? = nil
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

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.machinery.library`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct LibraryV1_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.machinery.library.author`.
        public var author: LibraryV1.Author?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            author: LibraryV1.Author? = nil
        ) {
            self.author = author
        }

        private static let fieldNames = JSONFieldNames("author")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.author)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("author", self.author)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.machinery.meta`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct MetaV1_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.machinery.meta.conditions`.
        public var conditions: [MetaV1.Condition]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            conditions: [MetaV1.Condition]? = nil
        ) {
            self.conditions = conditions
        }

        private static let fieldNames = JSONFieldNames("conditions")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.conditions)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("conditions", self.conditions)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.text.other.value.bool.optional`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Optional: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.text.other.value.bool.optional.value`.
        public var value: Swift.String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: Swift.String? = nil
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

extension TormentV1 {
    /// JSON: `Torment.text.other.value`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Protocol_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.text.other.value.value`.
        public var value: Int32?
        /// JSON: `Torment.text.other.value.bool`.
        public var bool: TormentV1.Bool?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: Int32? = nil,
            bool: TormentV1.Bool? = nil
        ) {
            self.value = value
            self.bool = bool
        }

        private static let fieldNames = JSONFieldNames("value,bool")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.value)
                case 1: try object.read(&self.bool)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("value", self.value)
            writer.field("bool", self.bool)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].result`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Result: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].result.value`.
        public var value: APIMachinery.Quantity?
        /// JSON: `Torment.kinds[].result.json`.
        public var json: TormentV1.JSON?
        /// JSON: `Torment.kinds[].result.jsonValue`.
        public var jsonValue: TormentV1.JSONValue_?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: APIMachinery.Quantity? = nil,
            json: TormentV1.JSON? = nil,
            jsonValue: TormentV1.JSONValue_? = nil
        ) {
            self.value = value
            self.json = json
            self.jsonValue = jsonValue
        }

        private static let fieldNames = JSONFieldNames("value,json,jsonValue")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.value)
                case 1: try object.read(&self.json)
                case 2: try object.read(&self.jsonValue)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("value", self.value)
            writer.field("json", self.json)
            writer.field("jsonValue", self.jsonValue)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift.self`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Self_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.self.fields`.
        public var fields: TormentV1.Fields_?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            fields: TormentV1.Fields_? = nil
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

extension TormentV1 {
    /// JSON: `Torment.kinds[]`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Sendable: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].error`.
        public var error: TormentV1.Error?
        /// JSON: `Torment.kinds[].result`.
        public var result: TormentV1.Result?
        /// JSON: `Torment.kinds[].swift`.
        public var swift: TormentV1.Swift_?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            error: TormentV1.Error? = nil,
            result: TormentV1.Result? = nil,
            swift: TormentV1.Swift_? = nil
        ) {
            self.error = error
            self.result = result
            self.swift = swift
        }

        private static let fieldNames = JSONFieldNames("error,result,swift")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.error)
                case 1: try object.read(&self.result)
                case 2: try object.read(&self.swift)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("error", self.error)
            writer.field("result", self.result)
            writer.field("swift", self.swift)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.text`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct String: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.text.value`.
        public var value: Swift.String = ""
        /// JSON: `Torment.text.other`.
        public var other: TormentV1.Type_?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: Swift.String,
            other: TormentV1.Type_? = nil
        ) {
            self.value = value
            self.other = other
        }

        private static let fieldNames = JSONFieldNames("value,other")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.value)
                case 1: try object.read(&self.other)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("value", self.value)
            writer.field("other", self.other)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.kinds[].swift`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Swift_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.kinds[].swift.self`.
        public var self_: TormentV1.Self_?
        /// JSON: `Torment.kinds[].swift.machinery`.
        public var machinery: TormentV1.APIMachinery_?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            self_: TormentV1.Self_? = nil,
            machinery: TormentV1.APIMachinery_? = nil
        ) {
            self.self_ = self_
            self.machinery = machinery
        }

        private static let fieldNames = JSONFieldNames("self,machinery")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.self_)
                case 1: try object.read(&self.machinery)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("self", self.self_)
            writer.field("machinery", self.machinery)
            writer.endObject(self.unknownFields)
        }
    }
}

extension TormentV1 {
    /// JSON: `Torment.text.other`.
    /// Defined in `torment.example.org/v1/Torment.yaml`.
    public struct Type_: Swift.Sendable, Equatable, JSONCodable {
        /// JSON: `Torment.text.other.value`.
        public var value: TormentV1.Protocol_ = TormentV1.Protocol_()
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            value: TormentV1.Protocol_
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
