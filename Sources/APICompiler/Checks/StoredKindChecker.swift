internal import APIMachinery
internal import APISchema

/// Checks the versions of a kind whose objects are stored as those of another, and says where they are stored.
struct StoredKindChecker {
    let compilation: Compilation
    /// The versions of one kind.
    let versions: [(definition: ResourceDefinition, file: FileSyntax)]

    private var log: DiagnosticLog { compilation.log }

    func check() {
        var first: (target: ResourceDefinition, version: String)?
        for (resource, file) in versions {
            guard let use = file.mapping["storedAs"] else {
                log.error(
                    file.mapping.valueMark(of: "kind"),
                    "another version of \(resource.kind) says 'storedAs': all versions of a kind are stored in one place"
                )
                continue
            }
            if let storage = file.mapping["storage"], storage.value.boolean == true {
                log.error(storage.mark, "'storedAs' says what is stored, so no version of \(resource.kind) is")
            }
            guard let target = target(use.value, of: resource) else { continue }
            if let first, first.target.groupVersionKind != target.groupVersionKind {
                log.error(
                    use.value.mark,
                    "\(resource.kind) is stored as \(Self.name(first.target)) in \(first.version): all versions of a kind are stored in one place"
                )
                continue
            }
            first = first ?? (target, resource.version)
            compilation.setStoredAs(
                GroupVersionResource(group: target.group, version: target.version, resource: target.plural), of: file)
            if file.isOwn {
                ConversionChecker(compilation: compilation, version: resource, file: file, storage: target).check()
            }
        }
    }

    /// The resource that a kind's `storedAs` names.
    private func target(_ node: Node, of resource: ResourceDefinition) -> ResourceDefinition? {
        guard let kind = compilation.kindReference(node) else { return nil }
        guard let (target, file) = compilation.resources.first(where: { $0.definition.groupVersionKind == kind }) else {
            let known = compilation.resources.map { Self.name($0.definition) }
            log.error(
                node.mark, "no definition is of the kind '\(node.text)'",
                suggestion: NameSuggestion.nearest(to: node.text, among: known))
            return nil
        }
        if target.group == resource.group && target.kind == resource.kind {
            log.error(
                node.mark, "this is a version of \(resource.kind) itself: 'storage: true' says there that it is stored")
        } else if !target.isStored {
            log.error(node.mark, "objects of \(node.text) are not stored: it says 'stored: false'")
        } else if let other = file.mapping.string("storedAs") {
            log.error(node.mark, "objects of \(node.text) are stored as \(other) themselves: name that kind")
        } else if let storage = storageVersion(of: target) {
            log.error(
                node.mark, "objects of \(node.text) are stored in the version \(storage.version)",
                suggestion: Self.name(storage))
        } else if target.scope != resource.scope {
            log.error(
                node.mark,
                "\(resource.kind) is \(resource.scope.rawValue) and \(node.text) is \(target.scope.rawValue): what is stored as one shares its scope"
            )
        } else {
            return target
        }
        return nil
    }

    /// The other version in which a kind is stored; `nil` where it is this one.
    private func storageVersion(of target: ResourceDefinition) -> ResourceDefinition? {
        let versions = compilation.resources.filter {
            $0.definition.group == target.group && $0.definition.kind == target.kind
        }
        guard versions.count > 1,
            let storage = versions.first(where: { $0.file.mapping.boolean("storage") == true })?.definition,
            storage.version != target.version
        else { return nil }
        return storage
    }

    /// A kind as definitions name it.
    private static func name(_ resource: ResourceDefinition) -> String {
        "\(resource.group.isEmpty ? "core" : resource.group)/\(resource.version).\(resource.kind)"
    }
}
