package import JSON

/// A type that every API shares and whose form in JSON, OpenAPI and protobuf is fixed.
///
/// Each is a case of ``SchemaType`` rather than a definition. OpenAPI documents have each as a component of its own, by
/// the name that is the raw value, and refer to it.
package enum WellKnownType: String, CaseIterable, Sendable {
    case time = "io.k8s.apimachinery.pkg.apis.meta.v1.Time"
    case microTime = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime"
    case duration = "io.k8s.apimachinery.pkg.apis.meta.v1.Duration"
    case quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity"
    case intOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
    case rawExtension = "io.k8s.apimachinery.pkg.runtime.RawExtension"
    case fieldsV1 = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1"
    case patch = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch"
    case json = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON"

    /// The name of the component in OpenAPI documents.
    package var typeName: TypeName { rawValue }

    /// The well-known type of that OpenAPI name.
    package init?(typeName: TypeName) {
        self.init(rawValue: typeName)
    }

    /// The well-known type that a schema's type stands for; `nil` for all others.
    package init?(_ type: SchemaType) {
        switch type {
        case .time: self = .time
        case .microTime: self = .microTime
        case .duration: self = .duration
        case .quantity: self = .quantity
        case .intOrString: self = .intOrString
        case .any: self = .json
        case .anyObject(let object):
            switch object.meaning {
            case .rawExtension: self = .rawExtension
            case .fieldsV1: self = .fieldsV1
            case .patch: self = .patch
            case .free, .embeddedResource: return nil
            }
        default: return nil
        }
    }

    /// The type as schemas have it.
    package var schemaType: SchemaType {
        switch self {
        case .time: .time
        case .microTime: .microTime
        case .duration: .duration
        case .quantity: .quantity
        case .intOrString: .intOrString
        case .rawExtension: .anyObject(AnyObjectSchema(.rawExtension))
        case .fieldsV1: .anyObject(AnyObjectSchema(.fieldsV1))
        case .patch: .anyObject(AnyObjectSchema(.patch))
        case .json: .any
        }
    }

    /// The component in OpenAPI documents, without its description.
    package var component: JSONObject {
        switch self {
        case .time, .microTime: ["format": "date-time", "type": "string"]
        case .duration: ["type": "string"]
        case .quantity: ["oneOf": [["type": "string"], ["type": "number"]]]
        case .intOrString: ["format": "int-or-string", "oneOf": [["type": "integer"], ["type": "string"]]]
        case .rawExtension, .fieldsV1, .patch: ["type": "object"]
        case .json: [:]
        }
    }

    /// What the type is, for people.
    package var summary: String {
        switch self {
        case .time: "A time in UTC with whole seconds, as RFC 3339 writes it."
        case .microTime: "A time in UTC with six decimals of a second, as RFC 3339 writes it."
        case .duration: "A span of time as a sequence of decimal numbers with units, such as 300ms or 1h30m."
        case .quantity: "An exact number with an optional suffix: 100m is a tenth, 2k two thousand, 1Gi 2^30."
        case .intOrString: "A whole number of 32 bits, or a string such as a percentage or the name of a port."
        case .rawExtension: "An object of a kind that only its reader knows."
        case .fieldsV1:
            "A set of fields: each member is f:NAME for a field, k:KEYS for the element of a list with those keys, "
                + "v:VALUE for an element of a set, i:INDEX for an element by position; \".\" stands for the value itself."
        case .patch: "A change to an object, in the form that the request's content type names."
        case .json: "Any JSON value."
        }
    }

    /// The full name of the protobuf message.
    package var message: String {
        ProtobufMessage.conventionalName(for: typeName)
    }

    /// The fields of the protobuf message.
    var messageFields: [(name: String, number: Int, type: String)] {
        switch self {
        case .time, .microTime: [("seconds", 1, "int64"), ("nanos", 2, "int32")]
        case .duration: [("duration", 1, "int64")]
        case .quantity: [("string", 1, "string")]
        case .intOrString: [("type", 1, "int64"), ("intVal", 2, "int32"), ("strVal", 3, "string")]
        case .rawExtension, .json: [("raw", 1, "bytes")]
        case .fieldsV1: [("Raw", 1, "bytes")]
        case .patch: []
        }
    }
}

extension SchemaType {
    /// Whether OpenAPI documents refer to a component rather than describe the value in place.
    var isReferenceInOpenAPI: Bool {
        if case .reference = self { true } else { WellKnownType(self) != nil }
    }
}

extension ProtobufMessage {
    /// The name that Kubernetes gives the message of a type: the first two labels of the OpenAPI name change places,
    /// and `-` becomes `_` (`io.k8s.api.core.v1.Pod`: `k8s.io.api.core.v1.Pod`).
    package static func conventionalName(for type: TypeName) -> String {
        var labels = type.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if labels.count > 2 { labels.swapAt(0, 1) }
        return String(labels.joined(separator: ".").map { $0 == "-" ? "_" : $0 })
    }

    /// The package of a message or type name: all but its last label.
    static func package(of name: String) -> Substring {
        name.lastIndex(of: ".").map { name[..<$0] } ?? ""
    }

    /// The last label of a message or type name.
    static func lastLabel(of name: String) -> Substring {
        name.lastIndex(of: ".").map { name[name.index(after: $0)...] } ?? name[...]
    }

    /// How a message is named from within a package: by its last label if it is of the same package, else in full after
    /// a dot.
    static func name(_ name: String, within package: some StringProtocol) -> String {
        Self.package(of: name) == package ? String(lastLabel(of: name)) : "." + name
    }

    /// The full name of a message that a field of a message in `package` names.
    static func fullName(_ name: some StringProtocol, within package: some StringProtocol) -> String {
        name.first == "." ? String(name.dropFirst()) : "\(package).\(name)"
    }
}
