package import JSON

/// What every object has, in a tree.
extension JSONObject {
    /// The metadata; empty where the object has none.
    package var metadata: JSONObject { self["metadata"]?.objectValue ?? [:] }

    /// A string of the metadata; empty where it is absent.
    package func metadataString(_ name: String) -> String {
        self["metadata"]?[name]?.stringValue ?? ""
    }

    /// Sets or, with `nil`, removes a member of the metadata.
    package mutating func setMetadata(_ name: String, _ value: JSONValue?) {
        guard let position = index(forKey: "metadata") else {
            guard let value else { return }
            self["metadata"] = .object([name: value])
            return
        }
        withValue(at: position) { metadata in
            // Taken out while it is changed, so that nothing is copied.
            var object = metadata.objectValue ?? [:]
            metadata = .null
            object[name] = value
            metadata = .object(object)
        }
    }

    var finalizers: [String] {
        get { self["metadata"]?["finalizers"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
        set { setMetadata("finalizers", newValue.isEmpty ? nil : .array(newValue.map { .string($0) })) }
    }

    /// Whether the object's deletion has begun.
    package var isBeingDeleted: Bool { !metadataString("deletionTimestamp").isEmpty }

    func value(_ path: String...) -> JSONValue? {
        var value: JSONValue? = .object(self)
        for name in path { value = value?[name] }
        return value
    }
}
