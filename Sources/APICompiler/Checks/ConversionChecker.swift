internal import APISchema

/// Checks that every field of one version of a kind has its place in what is stored, and the other way about.
struct ConversionChecker {
    let compilation: Compilation
    let version: ResourceDefinition
    let file: FileSyntax
    let storage: ResourceDefinition

    func check() {
        let entries = file.mapping["conversion"]?.value.members?.first { $0.key == "fields" }?.value.members ?? []
        var marks: [FieldPath: Mark] = [:]
        var forward: [FieldPath: FieldPath] = [:]
        var backward: [FieldPath: FieldPath] = [:]
        for entry in entries {
            guard let from = try? FieldPath(parsing: entry.key),
                let to = try? FieldPath(parsing: entry.value.string ?? "")
            else { continue }
            let hasSource = exists(from, in: version, entry.mark)
            let hasTarget = exists(to, in: storage, entry.value.mark)
            if let other = backward[to] {
                compilation.log.error(entry.value.mark, "'\(to)' already has the value of '\(other)'")
            }
            guard hasSource, hasTarget else {
                // A mistaken entry is reported once, not again as a field without a place.
                forward[from] = to
                backward[to] = from
                continue
            }
            forward[from] = to
            backward[to] = from
            marks[from] = entry.mark
            if let a = schema(from, version), let b = schema(to, storage), !isCompatible(a, b, depth: 0) {
                compilation.log.error(
                    entry.value.mark,
                    "'\(from)' is \(Compilation.describe(a.type)) and '\(to)' is \(Compilation.describe(b.type)): the values do not fit"
                )
            }
        }
        checkPlaces(from: version, to: storage, mapping: forward, covered: Set(forward.keys), isForward: true)
        checkPlaces(from: storage, to: version, mapping: backward, covered: Set(backward.keys), isForward: false)
    }

    private func exists(_ path: FieldPath, in resource: ResourceDefinition, _ mark: Mark) -> Bool {
        guard case .missing(let message, let suggestion) = compilation.follow(path, from: resource.typeName) else {
            return true
        }
        compilation.log.error(mark, "in \(name(resource)), \(message)", suggestion: suggestion)
        return false
    }

    private func schema(_ path: FieldPath, _ resource: ResourceDefinition) -> Schema? {
        guard case .found(let schema) = compilation.follow(path, from: resource.typeName) else { return nil }
        return compilation.resolved(schema)
    }

    /// Reports fields of one version that the other has no place for.
    private func checkPlaces(
        from: ResourceDefinition, to: ResourceDefinition, mapping: [FieldPath: FieldPath], covered: Set<FieldPath>,
        isForward: Bool
    ) {
        walk(FieldPath([]), Schema(.reference(from.typeName)), FieldPath([]), depth: 0)

        func walk(_ path: FieldPath, _ schema: Schema, _ target: FieldPath, depth: Int) {
            guard depth < 12, case .object(let object)? = compilation.resolved(schema)?.type else { return }
            for field in object.fields {
                let place = FieldPath(path.steps + [.member(field.name)])
                let other = mapping[place] ?? FieldPath(target.steps + [.member(field.name)])
                // A type that both versions share needs no look inside.
                let isMapped = mapping[place] != nil
                switch compilation.follow(other, from: to.typeName) {
                case .missing:
                    if isMapped || hasMappedDescendant(place) {
                        if hasMappedDescendant(place) { walk(place, field.schema, other, depth: depth + 1) }
                    } else {
                        report(place, in: from, lackingIn: to, isForward: isForward)
                    }
                case .found(let found):
                    if field.schema.type == found.type, !hasMappedDescendant(place) { continue }
                    if !isMapped, !isCompatible(field.schema, found, depth: 0) {
                        if isForward {
                            compilation.log.error(
                                mark(place),
                                "'\(place)' is \(Compilation.describe(field.schema.type)) in \(name(from)) and \(Compilation.describe(found.type)) in \(name(to)): the values do not fit"
                            )
                        }
                        continue
                    }
                    walk(place, field.schema, other, depth: depth + 1)
                case .unknowable: continue
                }
            }
        }

        func hasMappedDescendant(_ path: FieldPath) -> Bool {
            covered.contains { $0.steps.count > path.steps.count && $0.steps.starts(with: path.steps) }
        }
    }

    private func report(
        _ path: FieldPath, in from: ResourceDefinition, lackingIn to: ResourceDefinition, isForward: Bool
    ) {
        let hint = isForward ? "say under 'conversion' where it is kept" : "say under 'conversion' which field holds it"
        compilation.log.error(
            isForward ? mark(path) : file.mapping.mark(of: "conversion"),
            "the field '\(path)' of \(name(from)) has no place in \(name(to)): \(hint)")
    }

    /// A version, with its group where the other is of another.
    private func name(_ resource: ResourceDefinition) -> String {
        guard version.group != storage.group else { return resource.version }
        return "\(resource.group.isEmpty ? "core" : resource.group)/\(resource.version)"
    }

    /// Where a field of the version is defined; the kind where another file defines it.
    private func mark(_ path: FieldPath) -> Mark {
        var schema = Schema(.reference(version.typeName))
        var mark = file.mapping.valueMark(of: "kind")
        for step in path.steps {
            guard case .member(let name) = step, case .reference(let type) = schema.type,
                let declaration = compilation.scope.declaration(ofType: type), declaration.file === file,
                let field = declaration.fields?.first(where: { $0.name == name }),
                case .object(let object)? = declaration.definition?.schema.type, let next = object.field(named: name)
            else { break }
            mark = field.mark
            schema = next.schema
        }
        return mark
    }

    /// Whether values of one schema can be values of the other; the fields of structs are looked at elsewhere.
    private func isCompatible(_ a: Schema, _ b: Schema, depth: Int) -> Bool {
        guard depth < 8, let a = compilation.resolved(a), let b = compilation.resolved(b) else { return true }
        switch (a.type, b.type) {
        case (.array(let a), .array(let b)): return isCompatible(a.items, b.items, depth: depth + 1)
        case (.map(let a), .map(let b)): return isCompatible(a.values, b.values, depth: depth + 1)
        case (.object, .object), (.anyObject, .anyObject), (.any, _), (_, .any): return true
        case (.int32, .int64), (.int64, .int32), (.int32, .integer), (.integer, .int32), (.int64, .integer),
            (.integer, .int64),
            (.double, .number), (.number, .double):
            return true
        default: return a.type == b.type
        }
    }
}
