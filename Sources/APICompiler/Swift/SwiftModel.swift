import APIMachinery
import APISchema
import JSON

/// A type as it is declared in Swift, its names planned.
struct SwiftModel {
    enum Form {
        case structure(StructModel)
        case enumeration(EnumerationModel)
        /// A typealias of the type in source.
        case alias(String)
    }

    var namespace: NamePlan.Namespace
    var identifier: String
    var description: String?
    /// Where the type stands in a kind's JSON, such as `Pod.spec.containers[]`.
    var path: String
    var definedIn: String?
    var form: Form
}

/// A struct.
struct StructModel {
    var properties: [PropertyModel]
    /// Enumerations of this struct's fields.
    var enumerations: [EnumerationModel]
    var isBoxed: Bool
    /// What the struct is as a kind; `nil` for the parts of kinds.
    var kind: KindModel?
    /// Fields whose names Swift code cannot mention; they are kept among the unknown ones.
    var leftOut: [String]
}

/// A property of a struct.
struct PropertyModel {
    var jsonName: String
    /// The property's name, in backticks where it needs them.
    var name: String
    /// The type in source, the question mark of an optional left out.
    var type: String
    var isOptional: Bool
    /// The value of a property that is not optional and not set.
    var emptyValue: String
    /// Whether `nil` is written as null.
    var writesNull: Bool
    /// Whether the memberwise initialiser leaves the property out.
    var isFixed: Bool
    var description: String?
    var path: String

    var fullType: String { isOptional ? type + "?" : type }
    var initialValue: String { isOptional ? "nil" : emptyValue }
}

/// A struct that stands for a string of which values are known.
struct EnumerationModel {
    var identifier: String
    var description: String?
    var path: String
    var cases: [(name: String, value: String)]

    init(identifier: String, schema: Schema, path: String) {
        self.identifier = identifier
        description = schema.description
        self.path = path
        var values: Set<String> = []
        let known = schema.constraints.enum.compactMap(\.stringValue).filter { values.insert($0).inserted }
        let names = EnumerationNames(of: known).names
        cases = known.map { (SwiftIdentifier.escaped(names[$0] ?? $0), $0) }
    }
}

/// What a struct is as a kind.
struct KindModel {
    var group: String
    var version: String
    var kind: String
    var hasMetadata: Bool
    /// Whether every group and version knows the kind as its own, so that any apiVersion is right.
    var isInEveryGroup = false
    /// The resource of which the kind is.
    var resource: ResourceDefinition?
}
