internal import APISchema

// Checks of types as wholes.
extension Compilation {
    func checkTypes() {
        var ending: Set<TypeName> = []
        for declaration in scope.declarations where declaration.file.isOwn {
            checkAliasCycle(declaration, ending: &ending)
            checkSwiftNames(declaration)
        }
        checkInfiniteValues()
    }

    // MARK: Fields

    /// Checks what kinds demand of the fields that they may give themselves.
    func checkFields(_ fields: [FieldSyntax], of declaration: TypeDeclaration) {
        var names: [String: FieldSyntax] = [:]
        for field in fields {
            guard let identifier = field.schema.mapping?.string("swiftName") else { continue }
            if let other = names[identifier] {
                log.error(
                    field.schema.mapping?.valueMark(of: "swiftName") ?? field.mark,
                    "the Swift name '\(identifier)' is already that of the field '\(other.name)'")
            }
            names[identifier] = field
        }
        for field in fields where field.schema.mapping?.contains("swiftName") != true {
            let identifier = SwiftIdentifier.identifier(field.name)
            if let other = names[identifier] {
                log.warning(
                    field.mark,
                    "the fields '\(other.name)' and '\(field.name)' are both '\(identifier)' in Swift; give one a 'swiftName'"
                )
            }
            names[identifier] = field
        }
        guard declaration.hasImplicitMetadata else { return }
        for field in fields {
            switch field.name {
            case "apiVersion", "kind":
                if field.schema.type != .scalar(.string) {
                    log.error(field.mark, "'\(field.name)' is a string in every kind; leave it out")
                }
            case "metadata":
                if field.schema.type != .qualified(group: "meta", version: "v1", name: "ObjectMeta"), declaration.isKind
                {
                    log.error(field.mark, "'metadata' has the type meta/v1.ObjectMeta in every kind; leave it out")
                }
            default: break
            }
        }
    }

    private func checkSwiftNames(_ declaration: TypeDeclaration) {
        guard let definition = declaration.definition, let use = declaration.mapping?["swiftName"],
            declaration.mapping?.group == .type || declaration.isKind
        else { return }
        let other = scope.declarations.first {
            $0 !== declaration && $0.file.group == declaration.file.group && $0.file.version == declaration.file.version
                && $0.definition?.swiftName == definition.swiftName
        }
        if let other {
            log.error(
                use.value.mark, "the Swift name '\(definition.swiftName)' is already that of the type '\(other.name)'")
        }
    }

    // MARK: Cycles

    /// Reports a type that is only another name for itself.
    ///
    /// - Parameter ending: The types that are known to come to an end, so that a long chain is walked once.
    private func checkAliasCycle(_ declaration: TypeDeclaration, ending: inout Set<TypeName>) {
        guard case .reference? = declaration.definition?.schema.type else { return }
        var seen: Set<TypeName> = [declaration.typeName]
        var current = declaration.definition
        while case .reference(let name)? = current?.schema.type, !ending.contains(name) {
            guard seen.insert(name).inserted else {
                log.error(declaration.mark, "the type '\(declaration.name)' is defined by itself")
                // What stands for nothing would lead every walk astray.
                declaration.definition?.schema.type = .any
                return
            }
            current = scope.declaration(ofType: name)?.definition
        }
        ending.formUnion(seen)
    }

    /// Reports types whose values would have to contain themselves: a cycle of required fields has no end.
    private func checkInfiniteValues() {
        enum State { case open, closed }
        var states: [TypeName: State] = [:]
        // An explicit stack: how long chains of types are is up to the definitions.
        for root in scope.declarations where states[root.typeName] == nil {
            var stack: [(name: TypeName, edges: [(field: String, target: TypeName)], next: Int)] = []
            states[root.typeName] = .open
            stack.append((root.typeName, requiredEdges(of: root.typeName), 0))
            while let top = stack.last {
                guard top.next < top.edges.count else {
                    states[top.name] = .closed
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let edge = top.edges[top.next]
                switch states[edge.target] {
                case nil:
                    states[edge.target] = .open
                    stack.append((edge.target, requiredEdges(of: edge.target), 0))
                case .open?:
                    reportCycle(
                        stack.map { ($0.name, $0.edges[$0.next == 0 ? 0 : $0.next - 1].field) }, backTo: edge.target)
                case .closed?: break
                }
            }
        }
    }

    private func requiredEdges(of name: TypeName) -> [(field: String, target: TypeName)] {
        guard let definition = scope.declaration(ofType: name)?.definition else { return [] }
        switch definition.schema.type {
        case .object(let object):
            return object.fields.compactMap { field in
                guard field.isRequired, !field.schema.isNullable, case .reference(let target) = field.schema.type else {
                    return nil
                }
                return (field.name, target)
            }
        case .reference(let target): return [("", target)]
        default: return []
        }
    }

    private func reportCycle(_ path: [(name: TypeName, field: String)], backTo target: TypeName) {
        guard let start = path.firstIndex(where: { $0.name == target }), let owner = path.last,
            let declaration = scope.declaration(ofType: owner.name)
        else { return }
        let steps = path[start...].compactMap { step in
            scope.declaration(ofType: step.name).map { step.field.isEmpty ? $0.name : "\($0.name).\(step.field)" }
        }
        let mark = declaration.fields?.first { $0.name == owner.field }?.mark ?? declaration.mark
        let first = scope.declaration(ofType: target)?.name ?? ""
        log.error(mark, "required fields make a circle without end: \(steps.joined(separator: " → ")) → \(first)")
    }

    // MARK: Protobuf

    func checkProtobuf(of declaration: TypeDeclaration) {
        guard case .object(let object)? = declaration.definition?.schema.type, declaration.hasProtobuf else { return }
        let fields = declaration.fields ?? []
        var messages: [[String]: [Int: String]] = [:]
        collectInlines(object.inlines, below: [], into: &messages)
        if declaration.hasImplicitMetadata, !fields.contains(where: { $0.name == "metadata" }) {
            messages[[], default: [:]][1] = "metadata"
        }
        for syntax in fields {
            guard let number = object.field(named: syntax.name)?.protobuf, let mapping = syntax.schema.mapping else {
                continue
            }
            let mark = mapping.valueMark(of: "protobuf")
            guard messages[number.inlinedIn] != nil || number.inlinedIn.isEmpty else {
                log.error(
                    mark, "no inlined message '\(number.inlinedIn.joined(separator: "."))'",
                    suggestion: NameSuggestion.nearest(
                        to: number.inlinedIn.last ?? "", among: messages.keys.compactMap(\.last)))
                continue
            }
            if let other = messages[number.inlinedIn]?[number.number] {
                log.error(mark, "the protobuf number \(number.number) is already that of '\(other)'")
            } else {
                messages[number.inlinedIn, default: [:]][number.number] = syntax.name
            }
        }
        checkNumbering(fields, of: declaration)
    }

    private func collectInlines(
        _ inlines: [InlinedMessage], below path: [String], into messages: inout [[String]: [Int: String]]
    ) {
        for inline in inlines {
            messages[path, default: [:]][inline.number] = inline.name
            messages[path + [inline.name], default: [:]] = messages[path + [inline.name]] ?? [:]
            collectInlines(inline.inlines, below: path + [inline.name], into: &messages)
        }
    }

    /// Warns of fields without number in a type where others have one.
    private func checkNumbering(_ fields: [FieldSyntax], of declaration: TypeDeclaration) {
        guard fields.contains(where: { $0.schema.mapping?.contains("protobuf") == true }) else { return }
        for field in fields
        where field.schema.mapping?.contains("protobuf") != true && !["apiVersion", "kind"].contains(field.name) {
            log.warning(
                field.mark,
                "the field '\(field.name)' has no protobuf number, though others have: it is lost in protobuf")
        }
    }
}
