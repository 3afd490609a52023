internal import APISchema

// Checks of resources among each other: names, and the versions of a kind.
extension Compilation {
    func checkResources() {
        checkNames()
        let kinds = Dictionary(grouping: resources) { [$0.definition.group, $0.definition.kind] }
        for versions in kinds.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }).map(\.value) {
            let sorted = versions.sorted { $0.definition.version < $1.definition.version }
            checkVersions(sorted)
        }
    }

    private func checkNames() {
        var plurals: [[String]: FileSyntax] = [:]
        var names: [[String]: FileSyntax] = [:]
        for (resource, file) in resources {
            let key = [resource.group, resource.version, resource.plural]
            if let other = plurals[key] {
                log.error(
                    namesMark("plural", file),
                    "the plural '\(resource.plural)' is already that of \(other.kind ?? "") (\(other.path))")
            } else {
                plurals[key] = file
            }
            for name in resource.shortNames + [resource.singular] {
                let key = [resource.group, resource.version, name]
                if let other = names[key], other !== file {
                    log.warning(
                        namesMark("shortNames", file),
                        "the name '\(name)' also stands for \(other.kind ?? "") (\(other.path)): kubectl takes one of them"
                    )
                } else {
                    names[key] = file
                }
            }
        }
    }

    private func namesMark(_ word: String, _ file: FileSyntax) -> Mark {
        let names = file.mapping["names"]
        return names?.value.members?.first { $0.key == word }?.value.mark ?? file.mapping.valueMark(of: "kind")
    }

    private func checkVersions(_ versions: [(definition: ResourceDefinition, file: FileSyntax)]) {
        guard let first = versions.first else { return }
        for (resource, file) in versions.dropFirst() {
            if resource.plural != first.definition.plural {
                log.error(
                    namesMark("plural", file),
                    "\(resource.kind) is '\(resource.plural)' here and '\(first.definition.plural)' in \(first.definition.version): the versions of a kind share their names"
                )
            }
            if resource.scope != first.definition.scope {
                log.error(
                    file.mapping.valueMark(of: "scope"),
                    "\(resource.kind) is \(resource.scope.rawValue) here and \(first.definition.scope.rawValue) in \(first.definition.version)"
                )
            }
        }
        let stored = versions.filter(\.definition.isStored)
        if stored.contains(where: { $0.file.mapping.contains("storedAs") }) {
            StoredKindChecker(compilation: self, versions: stored).check()
            return
        }
        if stored.count == 1 {
            if let use = stored[0].file.mapping["storage"], use.value.boolean == false {
                log.error(
                    use.value.mark, "\(stored[0].definition.kind) has one version; it must be the one that is stored")
            }
            if let use = stored[0].file.mapping["conversion"] {
                log.error(
                    use.mark, "'conversion' leads to another version; \(stored[0].definition.kind) has only this one")
            }
        }
        guard stored.count > 1 else { return }
        let storage = stored.filter { $0.file.mapping.boolean("storage") == true }
        guard let target = storage.first else {
            log.error(
                stored[0].file.mapping.valueMark(of: "kind"),
                "none of the versions \(stored.map(\.definition.version).joined(separator: ", ")) of \(stored[0].definition.kind) says 'storage: true'"
            )
            return
        }
        for (resource, file) in storage.dropFirst() {
            log.error(
                file.mapping.valueMark(of: "storage"),
                "\(target.definition.version) of \(resource.kind) is the version that is stored, too; there is one")
        }
        for index in resources.indices where stored.contains(where: { $0.file === resources[index].file }) {
            setStorageVersion(at: index, resources[index].file === target.file)
        }
        if let use = target.file.mapping["conversion"] {
            log.error(use.mark, "this is the version that is stored: 'conversion' belongs to the others")
        }
        for (resource, file) in stored where file !== target.file && (file.isOwn || target.file.isOwn) {
            ConversionChecker(compilation: self, version: resource, file: file, storage: target.definition).check()
        }
    }
}
