import APIMachinery
import APISchema
import JSON

/// Turns type definitions into Swift models: the last step that decides anything before text is written.
struct ModelPlanner {
    let names: NamePlan
    let graph: TypeGraph
    /// The types of the module and of its dependencies, inline objects hoisted.
    let types: [TypeName: TypeDefinition]
    let paths: [TypeName: String]
    /// The module's resources by the names of their types.
    let resources: [TypeName: ResourceDefinition]
    /// The types of lists, by their names, and the names of their items' types.
    let lists: [TypeName: TypeName]

    /// The model of a type.
    ///
    /// - Parameter uses: The modules that the declaration mentions, which this one's are added to.
    func model(of entry: NamePlan.TypeEntry, using uses: inout Set<String>) -> SwiftModel {
        let definition = types[entry.definition.name] ?? entry.definition
        let path = paths[definition.name] ?? entry.identifier
        let form: SwiftModel.Form
        if !generatesMachinery, let model = KnownNames.machineryModels[definition.name] {
            uses.insert("APIMachinery")
            form = .alias(model)
        } else if let item = lists[definition.name], let itemEntry = names.types[item] {
            uses.insert("APIMachinery")
            let itemType = entry.namespace.name + "." + SwiftIdentifier.escaped(itemEntry.identifier)
            form = .alias(names.library("APIList", in: entry.namespace) + "<" + itemType + ">")
        } else if definition.isStruct {
            uses.insert("JSON")
            form = .structure(structure(definition, entry, path: path, using: &uses))
        } else if definition.isEnumeration {
            form = .enumeration(EnumerationModel(identifier: entry.identifier, schema: definition.schema, path: path))
            uses.insert("APIMachinery")
        } else if graph.isBroken(definition.name) {
            form = .alias(type(of: Schema(.any), in: entry.namespace, using: &uses).text)
        } else {
            form = .alias(type(of: definition.schema, in: entry.namespace, using: &uses).text)
        }
        return SwiftModel(
            namespace: entry.namespace, identifier: entry.identifier, description: definition.schema.description,
            path: path,
            definedIn: definition.definedIn, form: form)
    }

    /// Whether the module is that of the types that every group shares.
    private var generatesMachinery: Bool { names.module == KnownNames.machineryModule }

    // MARK: Structs

    private func structure(
        _ definition: TypeDefinition, _ entry: NamePlan.TypeEntry, path: String, using uses: inout Set<String>
    ) -> StructModel {
        let fields = definition.structFields
        let kind = kindModel(definition, fields)
        if kind != nil { uses.insert("APIMachinery") }
        var planned = PropertyNames(fields, kind: kind)
        var properties: [PropertyModel] = []
        var enumerations: [EnumerationModel] = []
        if kind != nil {
            properties += Self.fixedProperties(
                definition, kind, fields, path: path, string: names.library("String", in: entry.namespace))
        }
        for field in fields where planned.names[field.name] != nil {
            if kind != nil, field.name == "apiVersion" || field.name == "kind" { continue }
            guard let name = planned.names[field.name] else { continue }
            let fieldPath = path + "." + field.name
            var (type, empty) = self.type(of: field.schema, in: entry.namespace, using: &uses)
            if let (enumeration, wrapped) = self.enumeration(
                in: field, path: fieldPath, namespace: entry.namespace, taken: &planned.nestedTypes, using: &uses)
            {
                enumerations.append(enumeration)
                (type, empty) = wrapped
            }
            if let vocabulary = KnownNames.vocabularies[definition.name]?[field.name], generatesMachinery {
                (type, empty) = ("APIMachinery." + vocabulary, "APIMachinery." + vocabulary + "()")
            }
            let isMetadata = field.name == "metadata" && kind != nil && Self.isMetadata(field.schema.type)
            let isNullable = field.schema.isNullable
            let isOptional =
                !isMetadata
                && (!field.isRequired || isNullable || graph.isEndless(field, of: definition.name, in: types))
            properties.append(
                PropertyModel(
                    jsonName: field.name, name: SwiftIdentifier.escaped(name), type: type, isOptional: isOptional,
                    emptyValue: empty, writesNull: field.isRequired && isNullable, isFixed: false,
                    description: field.schema.description, path: fieldPath))
        }
        return StructModel(
            properties: Self.inFieldOrder(properties, fields), enumerations: enumerations,
            isBoxed: graph.isBoxed(definition.name), kind: kind,
            leftOut: fields.map(\.name).filter {
                planned.names[$0] == nil && !(kind != nil && ($0 == "kind" || $0 == "apiVersion"))
            })
    }

    /// The properties apiVersion and kind of a kind.
    private static func fixedProperties(
        _ definition: TypeDefinition, _ kind: KindModel?, _ fields: [Field], path: String, string: String
    ) -> [PropertyModel] {
        guard let kind else { return [] }
        let apiVersion = GroupVersion(group: kind.group, version: kind.version).apiVersion
        return [("apiVersion", apiVersion), ("kind", kind.kind)].map { name, value in
            PropertyModel(
                jsonName: name, name: name, type: string, isOptional: false, emptyValue: SwiftLiteral.string(value),
                writesNull: false, isFixed: true, description: fields.first { $0.name == name }?.schema.description,
                path: path + "." + name)
        }
    }

    /// The properties in the order of the fields, those that are no fields first.
    private static func inFieldOrder(_ properties: [PropertyModel], _ fields: [Field]) -> [PropertyModel] {
        var positions: [String: Int] = [:]
        for (position, field) in fields.enumerated() { positions[field.name] = position }
        return properties.enumerated().sorted {
            (positions[$0.element.jsonName] ?? -1, $0.offset) < (positions[$1.element.jsonName] ?? -1, $1.offset)
        }.map(\.element)
    }

    /// What the type is as a kind: those that stand for exactly one and are named after it.
    private func kindModel(_ definition: TypeDefinition, _ fields: [Field]) -> KindModel? {
        if generatesMachinery { return machineryKind(definition, fields) }
        let resource = resources[definition.name]
        guard
            let kind = definition.kinds.first(where: {
                $0.group == definition.group && $0.version == definition.version
            }) ?? resource?.groupVersionKind, !definition.isInEveryGroup
        else { return nil }
        let hasMetadata = fields.contains {
            $0.name == "metadata" && $0.schema.type == .reference(KnownNames.objectMeta)
        }
        return KindModel(
            group: kind.group, version: kind.version, kind: kind.kind, hasMetadata: hasMetadata, resource: resource)
    }

    /// What a shared type is as a kind: those that say in JSON which they are.
    private func machineryKind(_ definition: TypeDefinition, _ fields: [Field]) -> KindModel? {
        guard let kind = definition.kinds.first, Set(fields.map(\.name)).isSuperset(of: ["apiVersion", "kind"]) else {
            return nil
        }
        return KindModel(
            group: kind.group == "meta" ? "meta.k8s.io" : kind.group, version: kind.version, kind: kind.kind,
            hasMetadata: definition.hasObjectMeta, isInEveryGroup: definition.isInEveryGroup)
    }

    private static func isMetadata(_ type: SchemaType) -> Bool {
        type == .reference(KnownNames.objectMeta) || type == .reference(KnownNames.listMeta)
    }

    /// The enumeration of a field whose value, elements or members are strings of which values are known, and the
    /// field's type.
    private func enumeration(
        in field: Field, path: String, namespace: NamePlan.Namespace, taken: inout Set<String>,
        using uses: inout Set<String>
    ) -> (EnumerationModel, (String, String))? {
        func nested(_ schema: Schema) -> EnumerationModel {
            var identifier = SwiftIdentifier.upperCamel(field.swiftName ?? field.name)
            if KnownNames.reservedForTypes.contains(identifier) || KnownNames.standard.contains(identifier)
                || KnownNames.machinery.contains(identifier)
                || names.namespaces.values.contains(where: { $0.name == identifier })
            {
                identifier += "Value"
            }
            uses.insert("APIMachinery")
            return EnumerationModel(
                identifier: SwiftIdentifier.unique(identifier, in: &taken), schema: schema, path: path)
        }
        if field.schema.isEnumeration {
            let model = nested(field.schema)
            return (model, (model.identifier, model.identifier + "()"))
        }
        switch field.schema.type {
        case .array(let array) where array.items.isEnumeration:
            let model = nested(array.items)
            return (model, ("[" + model.identifier + (array.items.isNullable ? "?]" : "]"), "[]"))
        case .map(let map) where map.values.isEnumeration:
            let model = nested(map.values)
            let key = "[" + names.library("String", in: namespace) + ": "
            return (model, (key + model.identifier + (map.values.isNullable ? "?]" : "]"), "[:]"))
        default:
            return nil
        }
    }

    // MARK: Types

    /// The type of a schema's values in source, and its empty value.
    func type(
        of schema: Schema, in namespace: NamePlan.Namespace, using uses: inout Set<String>, depth: Int = 0
    ) -> (text: String, empty: String) {
        // The names are common nouns, which the module may well have types of its own of, so they are always qualified.
        func machinery(_ name: String, _ empty: String? = nil) -> (String, String) {
            uses.insert("APIMachinery")
            return (name, empty ?? name + "()")
        }
        func element(_ schema: Schema) -> String {
            let text = type(of: schema, in: namespace, using: &uses, depth: depth + 1).text
            return schema.isNullable && text != "JSONValue" ? text + "?" : text
        }
        func json(_ name: String, _ empty: String? = nil) -> (String, String) {
            uses.insert("JSON")
            return (name, empty ?? name + "()")
        }
        guard depth < 64 else { return json("JSONValue", "JSONValue.null") }
        switch schema.type {
        case .string: return (names.library("String", in: namespace), "\"\"")
        case .boolean: return (names.library("Bool", in: namespace), "false")
        case .int32: return (names.library("Int32", in: namespace), "0")
        case .int64, .integer: return (names.library("Int64", in: namespace), "0")
        case .double, .number: return (names.library("Double", in: namespace), "0")
        case .bytes: return json("JSONBytes")
        case .any: return json("JSONValue", "JSONValue.null")
        case .quantity: return machinery("APIMachinery.Quantity")
        case .intOrString: return machinery("APIMachinery.IntOrString")
        case .time: return machinery("MetaV1.Time")
        case .microTime: return machinery("MetaV1.MicroTime")
        case .duration: return machinery("MetaV1.Duration")
        case .anyObject(let object):
            switch object.meaning {
            case .free: return json("JSONObject")
            case .embeddedResource, .rawExtension: return machinery("MetaV1.RawExtension")
            case .fieldsV1: return machinery("MetaV1.FieldsV1", "MetaV1.FieldsV1.null")
            case .patch: return json("JSONValue", "JSONValue.null")
            }
        case .array(let array): return ("[" + element(array.items) + "]", "[]")
        case .map(let map):
            return ("[" + names.library("String", in: namespace) + ": " + element(map.values) + "]", "[:]")
        case .object: return json("JSONObject")
        case .reference(let name):
            if let model = KnownNames.machineryModels[name] { return machinery(model) }
            guard let entry = names.types[name] else { return json("JSONValue", "JSONValue.null") }
            uses.insert(entry.module)
            uses.insert(entry.namespace.module)
            let text = entry.namespace.name + "." + SwiftIdentifier.escaped(entry.identifier)
            return (text, emptyValue(of: name, text: text, in: namespace))
        }
    }

    /// The empty value of a named type: that of what an alias stands for.
    private func emptyValue(of name: TypeName, text: String, in namespace: NamePlan.Namespace) -> String {
        var name = name
        while let definition = types[name] {
            if definition.isStruct || definition.isEnumeration { return text + "()" }
            if graph.isBroken(name) { return "JSONValue.null" }
            guard case .reference(let next) = definition.schema.type else {
                var ignored: Set<String> = []
                return type(of: definition.schema, in: namespace, using: &ignored).empty
            }
            name = next
        }
        return text + "()"
    }
}

/// The names of a struct's properties.
private struct PropertyNames {
    /// By JSON name; absent for fields whose names cannot stand in the codec's literals.
    var names: [String: String] = [:]
    /// The names of types nested in the struct that are taken.
    var nestedTypes: Set<String> = ["Fields"]

    init(_ fields: [Field], kind: KindModel?) {
        var taken: Set<String> = ["unknownFields", "_fields"]
        if kind != nil { taken.formUnion(["apiVersion", "kind"]) }
        // The protocols of kinds ask for these by name, whatever else a definition would like to call so.
        if kind?.hasMetadata == true {
            names["metadata"] = "metadata"
            taken.insert("metadata")
        }
        let usable = fields.filter {
            Self.isUsable($0.name) && !(kind != nil && ($0.name == "apiVersion" || $0.name == "kind"))
        }
        // What the definition asks for comes first, then names that are identifiers as they are, then the others by
        // name.
        for field in usable.sorted(by: { $0.name < $1.name }) {
            guard let wanted = field.swiftName, names[field.name] == nil else { continue }
            names[field.name] = Self.unique(SwiftIdentifier.identifier(wanted), in: &taken)
        }
        for field in usable where names[field.name] == nil && SwiftIdentifier.identifier(field.name) == field.name {
            guard taken.insert(field.name).inserted else { continue }
            names[field.name] = field.name
        }
        for field in usable.sorted(by: { $0.name < $1.name }) where names[field.name] == nil {
            names[field.name] = Self.unique(SwiftIdentifier.identifier(field.name), in: &taken)
        }
        // A nested type cannot have the name of a property either.
        nestedTypes.formUnion(names.values)
    }

    /// A name that generated members have gets an underscore.
    private static func unique(_ name: String, in taken: inout Set<String>) -> String {
        let isMember = name == "unknownFields" || name == "_fields"
        return SwiftIdentifier.unique(isMember ? name + "_" : name, in: &taken)
    }

    /// Whether the codec can mention the name: it stands in a list separated by commas and between quotes.
    private static func isUsable(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"")
                    && $0 != UInt8(ascii: "\\")
            }
    }
}

extension ModelPlanner {
    /// Whether the resource's type is a resource in Swift: one with metadata that stands for this resource.
    func isResource(_ resource: ResourceDefinition) -> Bool {
        resources[resource.typeName]?.plural == resource.plural && types[resource.typeName]?.hasObjectMeta == true
            && names.types[resource.typeName]?.module == names.module
            && KnownNames.machineryModels[resource.typeName] == nil
    }

    /// Where a type stands in its file: kinds lead, then their lists, then the rest.
    func rank(_ entry: NamePlan.TypeEntry) -> Int {
        if resources[entry.definition.name] != nil { return 0 }
        return lists[entry.definition.name] != nil ? 1 : 2
    }
}
