internal import JSON
internal import Synchronization

/// The types of several definition sets, by name, and their schemas linked for computing.
///
/// What is computed from a schema (validation, defaulting, pruning, normalising, strategic merge) walks a linked form
/// of it, in which references are pointers, names are looked up in constant time and patterns are compiled. The linked
/// form of a type and of what it refers to is made on first use and kept as long as the resolver lives.
public final class SchemaResolver: Sendable {
    private let types: [TypeName: TypeDefinition]
    private let linked: Mutex<SchemaLinker>

    /// A resolver of the types of these sets; where several define a name, the first does.
    public init(_ sets: [DefinitionSet]) {
        var types: [TypeName: TypeDefinition] = [:]
        types.reserveCapacity(sets.reduce(0) { $0 + $1.types.count })
        for set in sets { types.merge(set.types) { first, _ in first } }
        self.types = types
        linked = Mutex(SchemaLinker())
    }

    deinit {
        linked.withLock { $0.unlink() }
    }

    /// The type of that OpenAPI name.
    public func type(named name: TypeName) -> TypeDefinition? { types[name] }

    /// All names, unordered.
    public var typeNames: some Collection<TypeName> { types.keys }

    /// The schema that a schema stands for: itself, or behind one or more references the first that is none.
    ///
    /// - Returns: `nil` where a name is not defined or references lead in a circle.
    public func resolve(_ schema: Schema) -> Schema? {
        var schema = schema
        var seen: Set<TypeName> = []
        while case .reference(let name) = schema.type {
            guard seen.insert(name).inserted, let type = types[name] else { return nil }
            schema = type.schema
        }
        return schema
    }

    /// The names that types refer to and nobody defines, sorted. Values of such types are treated as any JSON value.
    public func missingTypes() -> [TypeName] {
        var missing: Set<TypeName> = []
        func collect(_ schema: Schema) {
            switch schema.type {
            case .reference(let name): if types[name] == nil { missing.insert(name) }
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
    public func schema(named name: TypeName) -> ResolvedSchema? {
        guard types[name] != nil else { return nil }
        return link(Schema(.reference(name)))
    }

    /// A schema, ready to compute with; its references are looked up in this resolver.
    public func link(_ schema: Schema) -> ResolvedSchema {
        let node = linked.withLock { linker in
            linker.link(schema) { types[$0] }
        }
        return ResolvedSchema(node: node, resolver: self)
    }
}

/// A schema whose references are resolved: what values are checked, completed and merged by.
///
/// Copies are cheap. Values whose objects and lists are nested deeper than ``maximumDepth`` are refused or left as they
/// are, as each computation says.
public struct ResolvedSchema: Sendable {
    let node: SchemaNode
    /// Keeps the linked form alive.
    let resolver: SchemaResolver

    /// How deeply objects and lists of a value may be nested for anything to be computed by a schema: what no schema
    /// describes does not count. A bound is needed because recursion ends in a crash where the stack of a pool thread
    /// ends (512 KiB on some systems, where unoptimised code takes up to 4 KiB a level).
    public static let maximumDepth = 100
}
