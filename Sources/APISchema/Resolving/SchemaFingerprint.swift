internal import APIMachinery

extension SchemaResolver {
    /// A number that differs where a type, or one that it refers to, is defined differently. Descriptions do not count.
    ///
    /// It is the same in every run of every program that has this version of the compact form.
    package func fingerprint(of name: TypeName) -> UInt64 {
        var reached: [TypeName: TypeDefinition] = [:]
        var pending = [name]
        func collect(_ schema: Schema) {
            switch schema.type {
            case .reference(let name): pending.append(name)
            case .array(let array): collect(array.items)
            case .map(let map): collect(map.values)
            case .object(let object): for field in object.fields { collect(field.schema) }
            default: break
            }
        }
        while let next = pending.popLast() {
            guard reached[next] == nil, let type = type(named: next) else { continue }
            reached[next] = type
            collect(type.schema)
        }
        // FNV-1a.
        return DefinitionSet(types: reached, resources: []).compact().reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
    }
}

extension ResolvedSchema {
    /// A number that differs where a type of the schema's resolver, or one that it refers to, is defined differently.
    package func fingerprint(of name: TypeName) -> UInt64 { resolver.fingerprint(of: name) }
}
