internal import APIMachinery
internal import APISchema
internal import JSON

/// One run of the compiler over the files of a set and those that it refers to.
final class Compilation {
    let log = DiagnosticLog()
    var files: [FileSyntax] = []
    var scope = Scope()
    /// What is looked at once all types are built.
    private var deferred: [() -> Void] = []
    private(set) var resources: [(definition: ResourceDefinition, file: FileSyntax)] = []

    /// Puts a check off until all types are built.
    func later(_ check: @escaping () -> Void) { deferred.append(check) }

    func run(own: [SourceFile], references: [SourceFile]) {
        for source in own.sorted(by: { $0.displayPath < $1.displayPath }) { read(source, isOwn: true) }
        for source in references.sorted(by: { $0.displayPath < $1.displayPath }) { read(source, isOwn: false) }
        // References first, so that a name defined twice is reported where the author can change it.
        let ordered = files.filter { !$0.isOwn } + files.filter(\.isOwn)
        for file in ordered { declareTypes(of: file) }
        for declaration in scope.declarations { build(declaration) }
        runDeferred()
        for file in ordered where file.kind != nil { buildResource(of: file) }
        runDeferred()
        checkTypes()
        checkResources()
        runDeferred()
    }

    private func runDeferred() {
        while !deferred.isEmpty {
            let checks = deferred
            deferred = []
            for check in checks { check() }
        }
    }

    func add(_ resource: ResourceDefinition, from file: FileSyntax) { resources.append((resource, file)) }

    func setStorageVersion(at index: Int, _ isStorage: Bool) {
        resources[index].definition.isStorageVersion = isStorage
    }

    func setStoredAs(_ place: GroupVersionResource, of file: FileSyntax) {
        for index in resources.indices where resources[index].file === file {
            resources[index].definition.storedAs = place
            resources[index].definition.isStorageVersion = false
        }
    }

    // MARK: Reading

    private func read(_ source: SourceFile, isOwn: Bool) {
        let path = source.displayPath
        guard let place = FilePlace(source, log) else { return }
        guard let root = BuiltInDefinitions.roots[path] ?? NodeReader(path: path, log: log).read(source.bytes) else {
            return
        }
        guard root.members != nil else {
            log.error(root.mark, "a definition is a mapping, not \(root.kindDescription)")
            return
        }
        let mapping = Mapping(root, .definition, log)
        place.check(mapping, log)
        let package = package(mapping, place)
        let file = FileSyntax(
            path: path, relativePath: source.path, mapping: mapping, group: place.group, version: place.version,
            kind: place.kind, isOwn: isOwn, openAPIPackage: package, protobufPackage: "")
        file.protobufPackage = protobufPackage(mapping, package)
        let reader = SyntaxReader(log: log)
        file.fields = reader.fields(mapping["fields"]?.value)
        for member in mapping["types"]?.value.members ?? [] {
            guard Names.isTypeName(member.key) else {
                log.error(
                    member.mark,
                    "'\(member.key)' cannot be the name of a type: it is a capital followed by letters and digits")
                continue
            }
            if let schema = reader.schema(member.value, .type, owner: member.mark) {
                file.types.append((member.key, member.mark, schema))
            }
        }
        files.append(file)
    }

    private func package(_ mapping: Mapping, _ place: FilePlace) -> String {
        if let use = mapping["openAPIPackage"] {
            let name = use.value.string ?? ""
            if Names.isPackage(name) { return name }
            log.error(use.value.mark, "'\(name)' is no package name such as org.example.library.v1")
        }
        if place.group.isEmpty { return "io.k8s.api.core." + place.version }
        return place.group.split(separator: ".").reversed().joined(separator: ".") + "." + place.version
    }

    private func protobufPackage(_ mapping: Mapping, _ openAPIPackage: String) -> String {
        if let use = mapping["protobufPackage"] {
            let name = use.value.string ?? ""
            if Names.isPackage(name), !name.utf8.contains(UInt8(ascii: "-")) { return name }
            log.error(use.value.mark, "'\(name)' is no protobuf package such as k8s.io.api.core.v1")
        }
        let name = openAPIPackage.hasPrefix("io.k8s.") ? "k8s.io." + openAPIPackage.dropFirst(7) : openAPIPackage
        return String(name.map { $0 == "-" ? "_" : $0 })
    }

    // MARK: Declaring

    private func declareTypes(of file: FileSyntax) {
        if let kind = file.kind {
            let mark = file.mapping.valueMark(of: "kind")
            let declaration = TypeDeclaration(
                file: file, name: kind, typeName: file.openAPIPackage + "." + kind, mark: mark, origin: .kind,
                mapping: file.mapping, syntax: nil, fields: file.fields)
            declare(declaration)
            if verbs(of: file).contains(.list) {
                let list = listKind(of: file)
                declare(
                    TypeDeclaration(
                        file: file, name: list, typeName: file.openAPIPackage + "." + list, mark: mark,
                        origin: .list(of: declaration), mapping: nil, syntax: nil, fields: nil))
            }
            declareInline(file.fields, prefix: kind, file: file, depth: 0)
        }
        for (name, mark, schema) in file.types {
            var typeName = file.openAPIPackage + "." + name
            if let use = schema.mapping?["openAPIName"] {
                typeName = use.value.string ?? ""
                if !Names.isPackage(typeName) || !typeName.contains(".") {
                    log.error(use.value.mark, "'\(typeName)' is no OpenAPI name such as io.k8s.api.core.v1.Pod")
                }
            }
            declare(
                TypeDeclaration(
                    file: file, name: name, typeName: typeName, mark: mark, origin: .named, mapping: schema.mapping,
                    syntax: schema, fields: schema.fields))
            declareInline(in: schema, name: name, file: file, depth: 0)
        }
    }

    private func declare(_ declaration: TypeDeclaration) {
        guard let other = scope.declare(declaration) else { return }
        let place = "\(other.mark.path):\(other.mark.line)"
        if declaration.name == other.name {
            log.error(declaration.mark, "the type '\(declaration.name)' is already defined at \(place)")
        } else {
            log.error(
                declaration.mark, "the OpenAPI name '\(declaration.typeName)' is already that of a type at \(place)")
        }
    }

    private func declareInline(_ fields: [FieldSyntax], prefix: String, file: FileSyntax, depth: Int) {
        for field in fields {
            let name = prefix + SwiftIdentifier.upperCamel(field.name)
            declareInline(in: field.schema, name: name, file: file, depth: depth, isOwn: true)
        }
    }

    /// Declares the structs that are defined within a value.
    ///
    /// - Parameter isOwn: Whether the value itself may be such a struct.
    private func declareInline(in schema: SchemaSyntax, name: String, file: FileSyntax, depth: Int, isOwn: Bool = false)
    {
        guard depth < 32 else { return }
        var name = name
        if let use = schema.mapping?["typeName"] {
            let written = use.value.string ?? ""
            if schema.fields == nil {
                log.error(use.mark, "'typeName' names the type that 'fields' define; there are none here")
            } else if !Names.isTypeName(written) {
                log.error(
                    use.value.mark,
                    "'\(written)' cannot be the name of a type: it is a capital followed by letters and digits")
            } else {
                name = written
            }
        }
        if let fields = schema.fields {
            if isOwn {
                let declaration = TypeDeclaration(
                    file: file, name: name, typeName: file.openAPIPackage + "." + name, mark: schema.mark,
                    origin: .inline,
                    mapping: schema.mapping, syntax: schema, fields: fields)
                declare(declaration)
                schema.declaration = declaration
            }
            declareInline(fields, prefix: name, file: file, depth: depth + 1)
        }
        // The elements of a type that is itself a list or a map cannot have the name of that type.
        if let items = schema.items {
            let name = isOwn ? name : name + "Item"
            declareInline(in: items, name: name, file: file, depth: depth + 1, isOwn: true)
        }
        if let values = schema.values {
            let name = isOwn ? name : name + "Value"
            declareInline(in: values, name: name, file: file, depth: depth + 1, isOwn: true)
        }
    }

    /// The result, with what the generators need to know of the sources.
    func result() -> CompiledSet {
        var set = CompiledSet()
        for declaration in scope.declarations {
            guard let definition = declaration.definition else { continue }
            let name = declaration.typeName
            if declaration.file.isOwn {
                set.own.types[name] = definition
            } else {
                set.referenced.types[name] = definition
            }
            var fields: [String: SourceLocation] = [:]
            for field in declaration.fields ?? [] { fields[field.name] = SourceLocation(field.mark) }
            set.sources[name] = TypeSource(location: SourceLocation(declaration.mark), fields: fields)
        }
        let sorted = resources.sorted {
            ($0.definition.group, $0.definition.version, $0.definition.plural)
                < ($1.definition.group, $1.definition.version, $1.definition.plural)
        }
        for (definition, file) in sorted {
            if file.isOwn { set.own.resources.append(definition) } else { set.referenced.resources.append(definition) }
        }
        for file in files where file.isOwn {
            set.files.append(
                CompiledFile(
                    path: file.relativePath, displayPath: file.path, group: file.group, version: file.version,
                    kind: file.kind,
                    types: scope.declarations.filter { $0.file === file && $0.definition != nil }.map(\.typeName)))
        }
        set.files.sort { $0.path < $1.path }
        return set
    }
}
