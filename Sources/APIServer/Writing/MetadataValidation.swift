import APIMachinery
import APISchema
import JSON

/// The rules for the metadata of every object.
enum MetadataValidation {
    /// Annotations of an object together, in bytes.
    private static let maximumAnnotations = 256 << 10
    private static let standardFinalizers: Set = ["orphan", "foregroundDeletion", "kubernetes"]

    static func errors(in object: JSONObject, rule: NameRule) -> [FieldError] {
        var errors: [FieldError] = []
        func add(_ field: String, _ value: String, _ faults: [String]) {
            if errors.count > FieldError.maximumAnswered { return }
            errors += faults.map { FieldError(.invalid, field, $0, badValue: .string(value)) }
        }
        let generateName = object.metadataString("generateName")
        if !generateName.isEmpty {
            add("metadata.generateName", generateName, rule.faults(in: generateName, isPrefix: true))
        }
        let name = object.metadataString("name")
        if name.isEmpty {
            errors.append(FieldError(.required, "metadata.name", "name or generateName is required"))
        } else {
            add("metadata.name", name, rule.faults(in: name))
        }
        if let generation = object.value("metadata", "generation"), generation.int64Value.map({ $0 < 0 }) == true {
            errors.append(
                FieldError(
                    .invalid, "metadata.generation", "must be greater than or equal to 0", badValue: generation))
        }
        for (key, value) in object.value("metadata", "labels")?.objectValue ?? [:] {
            add("metadata.labels", key, NameRules.qualifiedName(key))
            add("metadata.labels", value.stringValue ?? "", NameRules.labelValue(value.stringValue ?? ""))
        }
        var size = 0
        for (key, value) in object.value("metadata", "annotations")?.objectValue ?? [:] {
            add("metadata.annotations", key, NameRules.qualifiedName(key.lowercased()))
            size += key.utf8.count + (value.stringValue ?? "").utf8.count
        }
        if size > maximumAnnotations {
            errors.append(
                FieldError(.tooLong, "metadata.annotations", "may not be more than \(maximumAnnotations) bytes"))
        }
        return errors + ownerErrors(in: object) + finalizerErrors(in: object)
    }

    private static func finalizerErrors(in object: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        let finalizers = object.finalizers
        for (index, finalizer) in finalizers.enumerated() where errors.count <= FieldError.maximumAnswered {
            errors += NameRules.qualifiedName(finalizer).map {
                FieldError(.invalid, "metadata.finalizers", $0, badValue: .string(finalizer))
            }
            if !finalizer.contains("/") && !standardFinalizers.contains(finalizer) {
                errors.append(
                    FieldError(
                        .invalid, "metadata.finalizers[\(index)]",
                        "name is neither a standard finalizer name nor is it fully qualified",
                        badValue: .string(finalizer)))
            }
        }
        if finalizers.contains("orphan") && finalizers.contains("foregroundDeletion") {
            errors.append(
                FieldError(
                    .invalid, "metadata.finalizers", "finalizer orphan and foregroundDeletion cannot be both set",
                    badValue: .array(finalizers.map { .string($0) })))
        }
        return errors
    }

    private static func ownerErrors(in object: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        var controllers = 0
        for owner in object.value("metadata", "ownerReferences")?.arrayValue ?? []
        where errors.count <= FieldError.maximumAnswered {
            let apiVersion = owner["apiVersion"]?.stringValue ?? ""
            if APIVersion(apiVersion) == nil {
                errors.append(
                    FieldError(
                        .invalid, "metadata.ownerReferences.apiVersion", "version must not be empty",
                        badValue: .string(apiVersion)))
            }
            for member in ["kind", "name", "uid"] where (owner[member]?.stringValue ?? "").isEmpty {
                errors.append(
                    FieldError(.invalid, "metadata.ownerReferences.\(member)", "must not be empty", badValue: ""))
            }
            let kind = owner["kind"]?.stringValue ?? ""
            if apiVersion == "v1" && kind == "Event" {
                errors.append(
                    FieldError(
                        .invalid, "metadata.ownerReferences",
                        "\(apiVersion), Kind=\(kind) is disallowed from being an owner",
                        badValue: owner))
            }
            if owner["controller"]?.boolValue == true { controllers += 1 }
        }
        if controllers > 1 {
            errors.append(
                FieldError(.invalid, "metadata.ownerReferences", "Only one reference can have Controller set to true"))
        }
        return errors
    }

    /// Leaves each owner reference once, as Kubernetes does.
    ///
    /// - Returns: the warning that is due where one repeats.
    static func removeRepeatedOwners(from object: inout JSONObject) -> String? {
        guard let owners = object.value("metadata", "ownerReferences")?.arrayValue, owners.count > 1 else { return nil }
        var seen: Set<JSONValue> = []
        var repeated: [String] = []
        let kept = owners.filter { owner in
            if seen.insert(owner).inserted { return true }
            repeated.append(owner["uid"]?.stringValue ?? "")
            return false
        }
        guard !repeated.isEmpty else { return nil }
        object.setMetadata("ownerReferences", .array(kept))
        return ".metadata.ownerReferences contains duplicate entries; each is kept once; UIDs of those that repeat: "
            + repeated.prefix(10).joined(separator: ", ")
    }

    /// What an update must not do beyond what the rules for any object say.
    static func updateErrors(in object: JSONObject, from old: JSONObject) -> [FieldError] {
        let changed = ["deletionTimestamp", "deletionGracePeriodSeconds"].filter {
            object.metadata[$0] ?? .null != old.metadata[$0] ?? .null
        }
        let errors = changed.map {
            FieldError(.invalid, "metadata.\($0)", "field is immutable", badValue: object.metadata[$0] ?? .null)
        }
        return errors + finalizerErrors(in: object, from: old)
    }

    private static func finalizerErrors(in object: JSONObject, from old: JSONObject) -> [FieldError] {
        guard old.isBeingDeleted else { return [] }
        let added = Set(object.finalizers).subtracting(old.finalizers).sorted()
        guard !added.isEmpty else { return [] }
        let shown = added.map { "\"\($0)\"" }.joined(separator: ", ")
        return [
            FieldError(
                .forbidden, "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(shown)}"
            )
        ]
    }
}

extension StatusCause {
    init(_ error: FieldError) {
        self.init(
            reason: CauseType(rawValue: error.reason.rawValue), message: error.message,
            field: error.field.isEmpty ? nil : error.field)
    }
}
