internal import APIMachinery
internal import APISchema

extension Compilation {
    // MARK: Names and verbs

    func listKind(of file: FileSyntax) -> String {
        guard let names = file.mapping["names"]?.value.members, let kind = file.kind else {
            return (file.kind ?? "") + "List"
        }
        return names.first { $0.key == "list" }?.value.string ?? kind + "List"
    }

    /// The verbs of a file's resource, sorted.
    func verbs(of file: FileSyntax) -> [Verb] {
        if let names = file.mapping.strings("verbs") { return offered(names) }
        // A word that was left out because it is mistaken is not to make further mistakes of others.
        return file.mapping.boolean("stored") == false ? [.create] : Verb.offered
    }

    /// The verbs among names that a resource may have; the others have been reported.
    private func offered(_ names: [String]) -> [Verb] { Verb.offered.filter { names.contains($0.rawValue) } }

    // MARK: Resources

    func buildResource(of file: FileSyntax) {
        guard let kind = file.kind else { return }
        let mapping = file.mapping
        let names = mapping["names"].map { Mapping($0.value, .names, log) }
        let typeName = file.openAPIPackage + "." + kind
        let verbs = verbs(of: file)
        checkVerbs(verbs, mapping)
        var resource = ResourceDefinition(
            group: file.group, version: file.version, kind: kind,
            plural: name("plural", names) ?? Names.plural(ofKind: kind),
            singular: name("singular", names) ?? kind.lowercased(),
            shortNames: labels("shortNames", names), categories: labels("categories", names),
            scope: mapping.string("scope").flatMap(ResourceDefinition.Scope.init) ?? .namespaced, verbs: verbs,
            typeName: typeName, listKind: verbs.contains(.list) ? listKind(of: file) : nil,
            isStored: mapping.boolean("stored") ?? true, isNormalized: mapping.boolean("normalized") ?? true)
        if let use = names?["list"], let list = use.value.string {
            if !Names.isTypeName(list) {
                log.error(use.value.mark, "'\(list)' is no kind: a kind is a capital followed by letters and digits")
            }
            if resource.listKind == nil {
                log.warning(use.mark, "the resource has no verb 'list', so it has no kind of lists")
            }
        }
        resource.isStorageVersion = mapping.boolean("storage") ?? !mapping.contains("storedAs")
        if let use = mapping["deprecated"] {
            resource.deprecationWarning =
                use.value.string
                ?? (use.value.boolean == true ? "\(resource.apiVersion) \(kind) is deprecated" : nil)
        }
        resource.responseKind = mapping["responseKind"].flatMap { kindReference($0.value) }
        resource.deletionAnswer =
            mapping.string("deletionAnswers").flatMap(ResourceDefinition.DeletionAnswer.init) ?? .status
        resource.subresources = subresources(mapping, typeName)
        resource.columns = (mapping["columns"]?.value.list ?? []).map { column($0, typeName) }
        checkColumnNames(mapping)
        resource.selectableFields = selectableFields(mapping, typeName)
        resource.conversion = conversion(mapping)
        checkWordsOfUnstored(resource, mapping)
        add(resource, from: file)
    }

    private func name(_ word: String, _ names: Mapping?) -> String? {
        guard let use = names?[word], let text = use.value.string else { return nil }
        if !Names.isLabel(text) {
            log.error(use.value.mark, "'\(text)' is no DNS label: lower-case letters, digits and '-', at most 63")
        }
        return text
    }

    private func labels(_ word: String, _ names: Mapping?) -> [String] {
        guard let nodes = names?[word]?.value.list else { return [] }
        var seen: Set<String> = []
        for node in nodes {
            let text = node.string ?? ""
            if !Names.isLabel(text) {
                log.error(node.mark, "'\(text)' is no DNS label: lower-case letters, digits and '-', at most 63")
            } else if !seen.insert(text).inserted {
                log.error(node.mark, "'\(text)' is given twice")
            }
        }
        return nodes.compactMap(\.string)
    }

    private func checkVerbs(_ verbs: [Verb], _ mapping: Mapping) {
        guard let use = mapping["verbs"], let nodes = use.value.list else { return }
        var seen: Set<String> = []
        for node in nodes where !seen.insert(node.string ?? "").inserted {
            log.error(node.mark, "the verb '\(node.string ?? "")' is given twice")
        }
        let needs: [(Verb, Verb, String)] = [
            (.watch, .list, "watchers start from a list"),
            (.deleteCollection, .list, "kubectl lists what it deletes"),
            (.update, .get, "clients read what they change"),
            (.patch, .get, "clients read what they change"),
        ]
        for (verb, other, why) in needs where verbs.contains(verb) && !verbs.contains(other) {
            let mark = nodes.first { $0.string == verb.rawValue }?.mark ?? use.mark
            log.warning(mark, "the verb '\(verb.rawValue)' without '\(other.rawValue)': \(why)")
        }
    }

    private func checkWordsOfUnstored(_ resource: ResourceDefinition, _ mapping: Mapping) {
        guard !resource.isStored else { return }
        for verb in [Verb.watch, .update, .patch, .delete, .deleteCollection] where resource.verbs.contains(verb) {
            log.error(
                mapping.mark(of: "verbs"),
                "the verb '\(verb.rawValue)' needs objects that are stored; 'stored' is false")
        }
        for word in ["storage", "storedAs", "conversion", "deletionAnswers"] where mapping.contains(word) {
            log.error(mapping.mark(of: word), "'\(word)' is about stored objects; 'stored' is false")
        }
    }

    // MARK: Subresources

    private func subresources(_ mapping: Mapping, _ typeName: TypeName) -> [Subresource] {
        (mapping["subresources"]?.value.members ?? []).compactMap { member in
            guard Names.isLabel(member.key) else {
                log.error(
                    member.mark, "'\(member.key)' is no DNS label: lower-case letters, digits and '-', at most 63")
                return nil
            }
            return subresource(member.key, Mapping(member.value, .subresource, log, owner: member.mark), typeName)
        }
    }

    private func subresource(_ name: String, _ mapping: Mapping, _ typeName: TypeName) -> Subresource {
        var result = Subresource(name: name, verbs: [])
        if let verbs = mapping.strings("verbs") {
            if verbs.isEmpty {
                log.error(mapping.valueMark(of: "verbs"), "a subresource without verbs cannot be reached")
            }
            result.verbs = offered(verbs)
        } else if name == "status" || name == "scale" {
            result.verbs = [.get, .patch, .update]
        } else if !mapping.isWritten("verbs") {
            log.error(mapping.mark, "the subresource '\(name)' needs the word 'verbs'")
        }
        if name == "scale" {
            result.kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")
            result.scale = scale(mapping, typeName)
        } else {
            for word in ["specReplicasPath", "statusReplicasPath", "labelSelectorPath"] where mapping.contains(word) {
                log.error(mapping.mark(of: word), "'\(word)' belongs to the subresource 'scale'")
            }
        }
        if name == "status", case .missing = follow(FieldPath([.member("status")]), from: typeName) {
            log.error(mapping.mark, "the subresource 'status' needs a field 'status'")
        }
        if let use = mapping["kind"] { result.kind = kindReference(use.value) }
        applyBodyTypes(mapping, to: &result)
        return result
    }

    private func applyBodyTypes(_ mapping: Mapping, to result: inout Subresource) {
        if let kind = result.kind,
            let reference = KindReference("\(kind.group.isEmpty ? "core" : kind.group)/\(kind.version).\(kind.kind)")
        {
            if let declaration = scope.find(kind: reference) {
                result.requestType = declaration.typeName
                result.responseType = declaration.typeName
            } else if mapping.contains("kind"), !mapping.contains("request"), !mapping.contains("response") {
                log.warning(
                    mapping.valueMark(of: "kind"),
                    "no definition of the kind \(mapping.string("kind") ?? "") is known: discovery names it, and bodies have no schema"
                )
            }
        }
        if let use = mapping["request"], let name = bodyType(use, mapping) { result.requestType = name }
        if let use = mapping["response"], let name = bodyType(use, mapping) { result.responseType = name }
    }

    /// The type of a subresource's bodies, which is a struct.
    private func bodyType(_ use: Mapping.Use, _ mapping: Mapping) -> TypeName? {
        guard let file = files.first(where: { $0.path == use.mark.path }),
            let type = SyntaxReader(log: log).type(use.value.string ?? "", at: use.value.mark)
        else { return nil }
        let lookup: Scope.Lookup
        switch type {
        case .named(let name): lookup = scope.find(name, from: file)
        case .qualified(let group, let version, let name):
            lookup = scope.find(group: group, version: version, name: name)
        default:
            log.error(use.value.mark, "a body is an object: name a type with fields")
            return nil
        }
        switch lookup {
        case .found(let declaration): return declaration.typeName
        case .missing(let message, let suggestion):
            log.error(use.value.mark, message, suggestion: suggestion)
            return nil
        }
    }

    private func scale(_ mapping: Mapping, _ typeName: TypeName) -> ScalePaths? {
        for word in ["specReplicasPath", "statusReplicasPath"] where !mapping.contains(word) {
            log.error(mapping.mark, "the subresource 'scale' needs the word '\(word)'")
        }
        for word in ["specReplicasPath", "statusReplicasPath"] {
            guard let schema = follow(mapping[word], from: typeName)?.schema else { continue }
            switch schema.type {
            case .int32, .int64, .integer: break
            case let type:
                log.error(
                    mapping.valueMark(of: word),
                    "the number of replicas is a whole number; this is \(Self.describe(type))")
            }
        }
        if let schema = follow(mapping["labelSelectorPath"], from: typeName)?.schema {
            switch schema.type {
            case .string, .object: break
            case let type:
                log.error(
                    mapping.valueMark(of: "labelSelectorPath"),
                    "a label selector is a string or a LabelSelector; this is \(Self.describe(type))")
            }
        }
        guard let spec = mapping["specReplicasPath"].flatMap({ try? FieldPath(parsing: $0.value.string ?? "") }),
            let status = mapping["statusReplicasPath"].flatMap({ try? FieldPath(parsing: $0.value.string ?? "") })
        else { return nil }
        return ScalePaths(
            specReplicas: spec, statusReplicas: status,
            labelSelector: mapping["labelSelectorPath"].flatMap { try? FieldPath(parsing: $0.value.string ?? "") })
    }

    // MARK: Columns and selectable fields

    private func column(_ node: Node, _ typeName: TypeName) -> Column {
        let mapping = Mapping(node, .column, log)
        var column = Column(
            name: mapping.string("name") ?? "", type: mapping.string("type") ?? "string",
            format: mapping.string("format") ?? "",
            description: mapping.string("description") ?? "", priority: mapping.count("priority") ?? 0)
        if column.name.isEmpty, let use = mapping["name"] { log.error(use.value.mark, "the heading is empty") }
        if let use = mapping["path"] {
            if mapping.boolean("computed") == true { log.error(use.mark, "'path' and 'computed' exclude each other") }
            if let (path, schema) = follow(use, from: typeName) {
                column.path = path
                if let schema { checkType(of: column, schema, mapping.valueMark(of: "type")) }
            }
        } else if mapping.contains("name"), mapping.boolean("computed") != true,
            !(node.members ?? []).contains(where: { $0.key == "path" })
        {
            log.warning(
                mapping.valueMark(of: "name"),
                "the column '\(column.name)' has no path: Swift code computes its cells; say 'computed: true' if that is meant"
            )
        }
        return column
    }

    private func checkType(of column: Column, _ schema: Schema, _ mark: Mark) {
        let fits: Bool
        switch (column.type, schema.type) {
        case ("date", .time), ("date", .microTime), ("date", .string): fits = true
        case ("integer", .int32), ("integer", .int64), ("integer", .integer), ("integer", .intOrString): fits = true
        case ("number", .int32), ("number", .int64), ("number", .integer), ("number", .double), ("number", .number):
            fits = true
        case ("boolean", .boolean): fits = true
        case ("string", _), (_, .any): fits = true
        default: fits = false
        }
        if !fits { log.error(mark, "a column of type '\(column.type)' cannot show \(Self.describe(schema.type))") }
    }

    private func checkColumnNames(_ mapping: Mapping) {
        var seen: Set<String> = []
        for node in mapping["columns"]?.value.list ?? [] {
            guard let name = node.members?.first(where: { $0.key == "name" })?.value, let text = name.string else {
                continue
            }
            if !seen.insert(text.lowercased()).inserted { log.error(name.mark, "a second column '\(text)'") }
        }
    }

    private func selectableFields(_ mapping: Mapping, _ typeName: TypeName) -> [FieldPath] {
        var paths: [FieldPath] = []
        for node in mapping["selectableFields"]?.value.list ?? [] {
            guard let use = mapping["selectableFields"] else { break }
            let element = Mapping.Use(word: use.word, mark: use.mark, value: node)
            guard let (path, schema) = follow(element, from: typeName) else { continue }
            if paths.contains(path) { log.error(node.mark, "the field '\(path)' is given twice") }
            if path.members == nil {
                log.error(node.mark, "a selectable field stands in no list")
            }
            switch schema?.type {
            case .string?, .boolean?, .int32?, .int64?, .integer?, nil: break
            case let type?:
                log.error(
                    node.mark,
                    "only strings, booleans and whole numbers can be selected by; this is \(Self.describe(type))")
            }
            paths.append(path)
        }
        return paths
    }

    private func conversion(_ mapping: Mapping) -> [FieldMapping] {
        guard let use = mapping["conversion"] else { return [] }
        let words = Mapping(use.value, .conversion, log)
        return (words["fields"]?.value.members ?? []).compactMap { member in
            guard let from = path(member.key, at: member.mark), let to = path(member.value) else { return nil }
            return FieldMapping(path: from, storagePath: to)
        }
    }
}
