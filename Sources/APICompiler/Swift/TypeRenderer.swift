import APIMachinery
import APISchema

/// Writes the declaration of a type.
struct TypeRenderer {
    let names: NamePlan
    /// The namespace that the type stands in.
    let namespace: NamePlan.Namespace

    private func library(_ name: String) -> String { names.library(name, in: namespace) }

    func render(_ model: SwiftModel, into text: inout SwiftText) {
        var details: [String] = []
        if model.path != model.identifier { details.append("JSON: `" + model.path + "`.") }
        if let file = model.definedIn { details.append("Defined in `" + file + "`.") }
        text.documentation(model.description, details: details)
        switch model.form {
        case .alias(let type):
            text.line("public typealias " + SwiftIdentifier.escaped(model.identifier) + " = " + type)
        case .enumeration(let enumeration):
            render(enumeration, into: &text)
        case .structure(let structure):
            render(structure, named: model.identifier, into: &text)
        }
    }

    // MARK: Enumerations

    private func render(_ enumeration: EnumerationModel, into text: inout SwiftText) {
        let string = library("String")
        text.block("public struct \(enumeration.identifier): \(library("OpenStringEnum")) {") { text in
            text.line("/// The string.")
            text.line("public var rawValue: \(string)")
            text.line("/// Any string, known or not.")
            text.line("public init(rawValue: \(string)) { self.rawValue = rawValue }")
            if !enumeration.cases.isEmpty { text.line() }
            for (name, value) in enumeration.cases {
                text.documentation(value.isEmpty ? "The empty string." : "`" + value + "`")
                text.line("public static var \(name): Self { Self(rawValue: \(SwiftLiteral.string(value))) }")
            }
        }
    }

    // MARK: Structs

    private func render(_ structure: StructModel, named identifier: String, into text: inout SwiftText) {
        let conformances = self.conformances(of: structure.kind)
        text.block("public struct \(identifier): \(conformances.joined(separator: ", ")) {") { text in
            if let kind = structure.kind { renderKind(kind, into: &text) }
            if structure.isBoxed {
                renderBoxedProperties(structure.properties, into: &text)
            } else {
                renderProperties(structure.properties, into: &text)
            }
            renderInitialisers(structure, into: &text)
            renderDecoding(structure, into: &text)
            renderEncoding(structure, into: &text)
            for enumeration in structure.enumerations {
                text.line()
                text.documentation(enumeration.description, details: ["JSON: `" + enumeration.path + "`."])
                render(enumeration, into: &text)
            }
        }
    }

    private func conformances(of kind: KindModel?) -> [String] {
        guard let kind, kind.hasMetadata else { return [library("Sendable"), library("Equatable"), "JSONCodable"] }
        guard let resource = kind.resource else { return [library("APIKind")] }
        var result = [Conformances.scope(resource.scope)]
        if Set(resource.verbs) == Set(Verb.offered) {
            result.append(Conformances.allVerbs)
        } else {
            result += resource.verbs.sorted().compactMap { Conformances.capabilities[$0] }
        }
        if let status = resource.subresources.first(where: { $0.name == "status" }), status.verbs.contains(.update) {
            result.append(Conformances.statusUpdatable)
        }
        if resource.subresources.contains(where: { $0.name == "scale" }) {
            result.append(Conformances.scalable)
        }
        return result.map(library)
    }

    private func renderKind(_ kind: KindModel, into text: inout SwiftText) {
        let group = SwiftLiteral.string(kind.group)
        let version = SwiftLiteral.string(kind.version)
        let name = SwiftLiteral.string(kind.kind)
        let type = library("GroupVersionKind")
        text.line("/// What objects of this type say that they are.")
        text.block("public static var groupVersionKind: \(type) {") { text in
            text.line("\(type)(group: \(group), version: \(version), kind: \(name))")
        }
        if let resource = kind.resource, kind.hasMetadata {
            let string = library("String")
            text.line("/// The name of the resource in paths.")
            text.line("public static var plural: \(string) { \(SwiftLiteral.string(resource.plural)) }")
            if let listKind = resource.listKind, listKind != kind.kind + "List" {
                text.line("/// The kind of lists of these objects.")
                text.line("public static var listKind: \(string) { \(SwiftLiteral.string(listKind)) }")
            }
        }
        text.line()
    }

    private func renderProperties(_ properties: [PropertyModel], into text: inout SwiftText) {
        for property in properties {
            renderDocumentation(of: property, into: &text)
            text.line(
                "public var \(property.name): \(property.fullType)"
                    + (property.isOptional ? "" : " = \(property.emptyValue)"))
        }
        text.line("/// Members that this type does not know, kept as they are.")
        text.line("public var unknownFields = UnknownFields()")
        text.line()
    }

    /// Properties that forward to a struct on the heap, which is copied where it is shared and written to.
    private func renderBoxedProperties(_ properties: [PropertyModel], into text: inout SwiftText) {
        text.block("private struct Fields: \(library("Sendable")), \(library("Equatable")) {") { text in
            for property in properties {
                text.line(
                    "var \(property.name): \(property.fullType)"
                        + (property.isOptional ? "" : " = \(property.emptyValue)"))
            }
            text.line("var unknownFields = UnknownFields()")
        }
        text.line("private var _fields: CopyOnWriteBox<Fields>")
        text.line()
        for property in properties {
            renderDocumentation(of: property, into: &text)
            renderForwarding(property.name, property.fullType, into: &text)
        }
        text.line("/// Members that this type does not know, kept as they are.")
        renderForwarding("unknownFields", "UnknownFields", into: &text)
        text.line()
    }

    private func renderForwarding(_ name: String, _ type: String, into text: inout SwiftText) {
        text.block("public var \(name): \(type) {") { text in
            text.line("get { _fields.value.\(name) }")
            text.line("_modify { yield &_fields.value.\(name) }")
        }
    }

    private func renderDocumentation(of property: PropertyModel, into text: inout SwiftText) {
        text.documentation(property.description, details: ["JSON: `" + property.path + "`."])
    }

    private func renderInitialisers(_ structure: StructModel, into text: inout SwiftText) {
        text.line("/// All values empty.")
        text.line(structure.isBoxed ? "public init() { _fields = CopyOnWriteBox(Fields()) }" : "public init() {}")
        // Metadata leads and may be left out; then what is required, then the rest.
        let free = structure.properties.filter { !$0.isFixed }
        let metadata = free.filter(\.isMetadata)
        let ordered = metadata + free.filter { !$0.isOptional && !$0.isMetadata } + free.filter(\.isOptional)
        guard !ordered.isEmpty else { return }
        text.line()
        text.line("/// These values.")
        text.line("public init(")
        text.indent { text in
            for (index, property) in ordered.enumerated() {
                let isDefaulted = property.isOptional || property.isMetadata
                text.line(
                    "\(property.name): \(property.fullType)" + (isDefaulted ? " = \(property.initialValue)" : "")
                        + (index == ordered.count - 1 ? "" : ","))
            }
        }
        text.line(") {")
        text.indent { text in
            // A parameter may be called `fields`, so the struct on the heap is not put together in a variable of that
            // name.
            if structure.isBoxed { text.line("self.init()") }
            let target = structure.isBoxed ? "_fields.value" : "self"
            for property in ordered { text.line("\(target).\(property.name) = \(property.name)") }
        }
        text.line("}")
    }

    // MARK: Codec

    private func renderDecoding(_ structure: StructModel, into text: inout SwiftText) {
        // The values are read into the struct that holds them, so that a boxed one checks for sharing only once.
        let target = structure.isBoxed ? "fields" : "self"
        let list = structure.properties.map(\.jsonName).joined(separator: ",")
        text.line()
        for name in structure.leftOut {
            text.line("// The field \(SwiftLiteral.string(name)) has no property: it is kept among the unknown ones.")
        }
        text.line("private static let fieldNames = JSONFieldNames(\"\(list)\")")
        text.line()
        text.line("/// Reads a JSON object.")
        text.block("public init(json: JSONNode) throws(JSONDecodingError) {") { text in
            text.line(structure.isBoxed ? "var fields = Fields()" : "self.init()")
            if structure.kind != nil {
                text.line("\(target).apiVersion = \"\"")
                text.line("\(target).kind = \"\"")
            }
            text.line("var object = try JSONObjectReader(json, Self.fieldNames)")
            guard !structure.properties.isEmpty else {
                text.line("while object.nextField() != nil {}")
                text.line("\(target).unknownFields = object.unknownFields")
                return
            }
            text.block("while let field = object.nextField() {") { text in
                text.line("switch field {")
                for (index, property) in structure.properties.enumerated() {
                    text.line("case \(index): try object.read(&\(target).\(property.name))")
                }
                text.line("default: break")
                text.line("}")
            }
            text.line("\(target).unknownFields = object.unknownFields")
            if let kind = structure.kind {
                // Where every group and version knows the kind as its own, any apiVersion is right.
                let apiVersion = kind.isInEveryGroup ? "\"\"" : target + ".apiVersion"
                text.line("try Self.groupVersionKind.check(apiVersion: \(apiVersion), kind: \(target).kind)")
            }
            if structure.isBoxed { text.line("_fields = CopyOnWriteBox(fields)") }
        }
    }

    private func renderEncoding(_ structure: StructModel, into text: inout SwiftText) {
        let source = structure.isBoxed ? "fields" : "self"
        text.line()
        text.line("/// Writes a JSON object.")
        text.block("public func encode(to writer: inout JSONWriter) {") { text in
            if structure.isBoxed { text.line("let fields = _fields.value") }
            text.line("writer.beginObject()")
            for property in structure.properties {
                let write = "writer.field(\"\(property.jsonName)\", \(source).\(property.name))"
                if property.isFixed {
                    text.line("if !\(source).\(property.name).isEmpty { \(write) }")
                } else if property.writesNull {
                    text.line(
                        "if \(source).\(property.name) == nil { writer.field(\"\(property.jsonName)\", JSONValue.null) }"
                    )
                    text.line(write)
                } else {
                    text.line(write)
                }
            }
            text.line("writer.endObject(\(source).unknownFields)")
        }
    }
}

extension PropertyModel {
    /// Whether the property is a kind's metadata.
    var isMetadata: Bool {
        !isOptional && jsonName == "metadata" && (type == "MetaV1.ObjectMeta" || type == "MetaV1.ListMeta")
    }
}
