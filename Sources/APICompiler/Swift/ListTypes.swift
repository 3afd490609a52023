import APIMachinery
import APISchema

extension DefinitionSet {
    /// The names of the types of lists and of the types of their items.
    var listTypes: [TypeName: TypeName] {
        var named: [String: TypeName] = [:]
        for type in types.values {
            for kind in type.kinds where kind.group == type.group && kind.version == type.version {
                named[kind.apiVersion + "." + kind.kind] = type.name
            }
        }
        var result: [TypeName: TypeName] = [:]
        for resource in resources {
            guard let listKind = resource.listKind, let name = named[resource.apiVersion + "." + listKind],
                types[resource.typeName]?.hasObjectMeta == true
            else { continue }
            result[name] = resource.typeName
        }
        return result
    }

    /// The set with a type for each resource's lists where the definitions have none.
    func addingListTypes() -> DefinitionSet {
        var result = self
        let present = Set(listTypes.values)
        for resource in resources where !present.contains(resource.typeName) {
            guard let listKind = resource.listKind, let item = types[resource.typeName], item.hasObjectMeta else {
                continue
            }
            let name = resource.typeName + "List"
            guard result.types[name] == nil else { continue }
            result.types[name] = TypeDefinition(
                name: name, group: resource.group, version: resource.version,
                schema: Schema(.object(ObjectSchema(fields: []))),
                kinds: [.init(group: resource.group, version: resource.version, kind: listKind)], swiftName: listKind,
                definedIn: item.definedIn)
        }
        return result
    }
}

extension TypeDefinition {
    /// Whether the type has the metadata that every object of an API has.
    var hasObjectMeta: Bool {
        structFields.contains {
            if $0.name == "metadata", case .reference(KnownNames.objectMeta) = $0.schema.type { true } else { false }
        }
    }
}
