internal import JSON
internal import Synchronization

/// The types of several definition sets, by name, and their schemas linked for computing.
///
/// What is computed from a schema (validation, defaulting, pruning, normalising, strategic merge) walks a linked form
/// of it, in which references are pointers, names are looked up in constant time and patterns are compiled. The linked
/// form of a type and of what it refers to is made on first use and kept as long as the resolver lives.
///
/// A resolver may stand on another, its parent, whose types it sees and whose linked forms it shares. So a few types can
/// be added to many, and go away again, at the cost of the few.
package final class SchemaResolver: Sendable {
    /// The resolver whose types come before this one's own; `nil` for none.
    package let parent: SchemaResolver?
    private let types: [TypeName: TypeDefinition]
    private let linked: Mutex<SchemaLinker>

    /// A resolver of the types of these sets; where several define a name, the first does, and the parent before all.
    package init(_ sets: [DefinitionSet], parent: SchemaResolver? = nil) {
        var types: [TypeName: TypeDefinition] = [:]
        types.reserveCapacity(sets.reduce(0) { $0 + $1.types.count })
        for set in sets { types.merge(set.types) { first, _ in first } }
        self.types = types
        self.parent = parent
        linked = Mutex(SchemaLinker())
    }

    deinit {
        linked.withLock { $0.unlink() }
    }

    /// The type of that OpenAPI name.
    package func type(named name: TypeName) -> TypeDefinition? { parent?.type(named: name) ?? types[name] }

    /// All names but the parent's, unordered.
    package var typeNames: some Collection<TypeName> { types.keys }

    /// The schema that a schema stands for: itself, or behind one or more references the first that is none.
    ///
    /// - Returns: `nil` where a name is not defined or references lead in a circle.
    package func resolve(_ schema: Schema) -> Schema? {
        var schema = schema
        var seen: Set<TypeName> = []
        while case .reference(let name) = schema.type {
            guard seen.insert(name).inserted, let type = type(named: name) else { return nil }
            schema = type.schema
        }
        return schema
    }

    /// The names that types, but for the parent's, refer to and nobody defines, sorted. Values of such types are treated as any JSON value.
    package func missingTypes() -> [TypeName] {
        var missing: Set<TypeName> = []
        func collect(_ schema: Schema) {
            switch schema.type {
            case .reference(let name): if type(named: name) == nil { missing.insert(name) }
            case .array(let array): collect(array.items)
            case .map(let map): collect(map.values)
            case .object(let object): for field in object.fields { collect(field.schema) }
            default: break
            }
        }
        for type in types.values { collect(type.schema) }
        return missing.sorted()
    }

    /// The schema of a type, ready to compute with; `nil` where no set defines the name.
    package func schema(named name: TypeName) -> ResolvedSchema? {
        guard type(named: name) != nil else { return nil }
        return link(Schema(.reference(name)))
    }

    /// A schema, ready to compute with; its references are looked up in this resolver.
    package func link(_ schema: Schema) -> ResolvedSchema {
        let node = linked.withLock { linker in
            // Linking takes the parent's lock within this one, and never the other way round.
            linker.link(schema, .init(type: type(named:)) { [parent] in parent?.shape(named: $0) })
        }
        return ResolvedSchema(node: node, resolver: self)
    }

    /// The linked form of a type of this resolver or its parents; `nil` where none defines the name.
    private func shape(named name: TypeName) -> SchemaShape? {
        schema(named: name)?.node.shape
    }
}

/// A schema whose references are resolved: what values are checked, completed and merged by.
///
/// Copies are cheap. Values whose objects and lists are nested deeper than ``maximumDepth`` are refused or left as they
/// are, as each computation says.
package struct ResolvedSchema: Sendable {
    let node: SchemaNode
    /// Keeps the linked form alive.
    let resolver: SchemaResolver

    /// How deeply objects and lists of a value may be nested for anything to be computed by a schema: what no schema
    /// describes does not count. A bound is needed because recursion ends in a crash where the stack of a pool thread
    /// ends (512 KiB on some systems, where unoptimised code takes up to 4 KiB a level).
    package static let maximumDepth = 100
}
