import APIMachinery
import APISchema
import JSON

/// What of an object the server or another endpoint owns, whatever the client or admission has made of it.
struct OwnershipStage: WriteStage {
    func run(_ write: inout WriteRequest) async throws {
        guard write.isStored, write.operation != .delete, var object = write.object else { return }
        // No second reference, so that little is copied.
        write.object = nil
        object.setMetadata("name", .string(write.name))
        object.setMetadata("namespace", write.namespace.isEmpty ? nil : .string(write.namespace))
        if let old = write.old { own(&object, old, write) } else { own(&object, write.resource) }
        write.object = object
    }

    private func own(_ object: inout JSONObject, _ resource: ServedResource) {
        for member in ["resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"] {
            object.setMetadata(member, nil)
        }
        object.setMetadata("uid", .string(makeUUID()))
        object.setMetadata("creationTimestamp", .string(Time.now().description))
        if resource.hasStatus && !resource.behavior.keepsStatusOnCreate { object.removeValue(forKey: "status") }
        if resource.tracksGeneration { object.setMetadata("generation", 1) }
    }

    private func own(_ object: inout JSONObject, _ old: JSONObject, _ write: WriteRequest) {
        keepWhatOthersWrite(&object, old, write)
        for member in Self.owned { object.setMetadata(member, old.metadata[member]) }
        // A deletion that has begun goes on as it is. What an update says of one that has not is refused later.
        if let began = old.metadata["deletionTimestamp"] { object.setMetadata("deletionTimestamp", began) }
        if object.metadata["deletionGracePeriodSeconds"].map(\.isNull) ?? true {
            object.setMetadata("deletionGracePeriodSeconds", old.metadata["deletionGracePeriodSeconds"])
        }
        object.setMetadata("resourceVersion", nil)
    }

    /// What the server owns and no update changes.
    private static let owned = [
        "uid", "creationTimestamp", "generation", "generateName", "selfLink",
    ]

    /// Leaves of an object what the endpoint writes, and of the old one all else. Of built-in kinds the metadata can be
    /// changed through each subresource too, unless its behavior keeps it.
    private func keepWhatOthersWrite(_ object: inout JSONObject, _ old: JSONObject, _ write: WriteRequest) {
        let endpoint = write.endpoint
        if let writes = endpoint.writes {
            let new = JSONValue.object(object)
            let metadata = object["metadata"]
            var kept = JSONValue.object(old)
            for path in writes { Self.copy(path, from: new, to: &kept) }
            object = kept.objectValue ?? old
            if write.resource.definition.isNormalized { object["metadata"] = metadata }
        } else if write.resource.hasStatus {
            object["status"] = old["status"]
        }
        guard !endpoint.keeps.isEmpty else { return }
        var value = JSONValue.object(object)
        for path in endpoint.keeps { Self.copy(path, from: .object(old), to: &value) }
        object = value.objectValue ?? object
    }

    private static func copy(_ path: FieldPath, from source: JSONValue, to target: inout JSONValue) {
        if let value = path.value(in: source) {
            path.set(value, in: &target)
        } else {
            path.remove(from: &target)
        }
    }
}
