/// What a file's path says of its content: `<group or core>/<version>/<Kind>.yaml`.
struct FilePlace {
    /// Empty for the core group.
    let group: String
    let version: String
    /// `nil` for a file that only holds types, whose name begins with a lower-case letter.
    let kind: String?

    init?(_ source: SourceFile, _ log: DiagnosticLog) {
        let mark = Mark.file(source.displayPath)
        let parts = source.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[2].hasSuffix(".yaml") else {
            log.error(mark, "a definition is a file <group or core>/<version>/<Kind>.yaml of its set")
            return nil
        }
        let stem = String(parts[2].dropLast(5))
        guard Names.isGroup(parts[0]) else {
            log.error(
                mark,
                "the directory '\(parts[0])' is no API group: a group has lower-case labels with dots between them")
            return nil
        }
        guard Names.isVersion(parts[1]) else {
            log.error(mark, "the directory '\(parts[1])' is no version such as v1, v1beta1 or v2alpha3")
            return nil
        }
        group = parts[0] == "core" ? "" : parts[0]
        version = parts[1]
        if let first = stem.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) {
            kind = nil
        } else if Names.isTypeName(stem), stem.utf8.count <= 63 {
            kind = stem
        } else {
            log.error(mark, "'\(stem)' is no kind: a kind is a capital followed by letters and digits, at most 63")
            return nil
        }
    }

    /// Reports where path and content disagree and which words such a file cannot have.
    func check(_ mapping: Mapping, _ log: DiagnosticLog) {
        let directory = group.isEmpty ? "core" : group
        if let use = mapping["group"], let written = use.value.string, written != directory {
            log.error(
                use.value.mark, "the group is '\(written)', but the file is in the directory '\(directory)'",
                suggestion: written.isEmpty && group.isEmpty ? "core" : nil)
        }
        if let use = mapping["version"], let written = use.value.string, written != version {
            log.error(use.value.mark, "the version is '\(written)', but the file is in the directory '\(version)'")
        }
        if let kind {
            checkKind(kind, mapping, log)
        } else {
            if let use = mapping["kind"] {
                log.error(
                    use.mark,
                    "a file whose name begins with a lower-case letter holds types only; a kind's file is named after it"
                )
            }
            let allowed: Set = [
                "group", "version", "kind", "description", "types", "openAPIPackage", "protobufPackage",
            ]
            for use in mapping.uses where !allowed.contains(use.word.name) {
                log.error(use.mark, "'\(use.word.name)' belongs to a kind; this file holds types only")
            }
            if !mapping.isWritten("types") { log.error(mapping.mark, "a file without a kind needs 'types'") }
        }
    }

    private func checkKind(_ kind: String, _ mapping: Mapping, _ log: DiagnosticLog) {
        if let use = mapping["kind"], let written = use.value.string {
            if written != kind {
                log.error(use.value.mark, "the kind is '\(written)', but the file is named '\(kind).yaml'")
            }
        } else if !mapping.isWritten("kind") {
            log.error(mapping.mark, "a definition needs the word 'kind'")
        }
        if !mapping.isWritten("scope") { log.error(mapping.mark, "a definition needs the word 'scope'") }
    }
}
