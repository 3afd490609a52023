import APIMachinery
import APISchema
import JSON
import Storage

/// Which objects a list or watch is about.
struct Selection: Sendable {
    private let labels: LabelQuery
    private let fields: FieldQuery
    /// The paths behind the fields that are selected by, other than name and namespace.
    private let paths: [String: FieldPath]

    static let everything = Selection()

    private init() {
        labels = .everything
        fields = .everything
        paths = [:]
    }

    /// Reads selectors; `nil` selects everything.
    init(labels: String?, fields: String?, resource: ServedResource) throws {
        do {
            self.labels = try labels.map { text throws(SelectorError) in try LabelQuery(parsing: text) } ?? .everything
            self.fields = try fields.map { text throws(SelectorError) in try FieldQuery(parsing: text) } ?? .everything
        } catch {
            throw APIError.badRequest(error.description)
        }
        var paths: [String: FieldPath] = [:]
        for rule in self.fields.rules where !Self.keyFields.contains(rule.field) {
            let known = resource.definition.selectableFields
            guard let path = known.first(where: { $0.description == "." + rule.field }) else {
                // Kinds that have further fields say it in fewer words, as those do that are added at run time.
                guard known.isEmpty && resource.definition.isNormalized else {
                    throw APIError.badRequest("field label not supported: \(rule.field)")
                }
                let names = Self.keyFields.map { "\"\($0)\"" }
                throw APIError.badRequest(
                    "\"\(rule.field)\" is not a known field selector: only \(names.joined(separator: ", "))")
            }
            paths[rule.field] = path
        }
        self.paths = paths
    }

    private static let keyFields = ["metadata.name", "metadata.namespace"]

    var isEverything: Bool { labels.isEmpty && fields.isEmpty }

    /// What a watch of what is selected has to be told of.
    ///
    /// - Parameter namespace: That of the request; `nil` for all.
    func scope(of resource: ServedResource, namespace: String?) -> CacheWatcher.Scope {
        var scope = CacheWatcher.Scope(
            collection: resource.collection, namespace: namespace ?? fields.requiredValue(of: "metadata.namespace"),
            name: fields.requiredValue(of: "metadata.name"))
        // Other versions show fields elsewhere than they are stored, and with defaults of their own.
        if resource.isStorageVersion,
            let fixed = fields.rules.first(where: { paths[$0.field] != nil && $0.required != nil }),
            let path = paths[fixed.field], let value = fixed.required
        {
            scope.field = (WatchedField(path: path, fingerprint: resource.fingerprint), value)
        }
        return scope
    }

    /// Whether the selection is by more than labels and the object's place.
    var needsFields: Bool { !paths.isEmpty }

    /// Whether labels were selected that have just been looked at: objects of one template have the same ones.
    struct LabelMemory {
        fileprivate var labels: LabelSet?
        fileprivate var areSelected = false
    }

    /// Whether an object is selected. What is compared has been read from it before.
    func contains(_ name: ObjectName, _ object: StoredObject) throws -> Bool {
        var memory = LabelMemory()
        return try contains(name, object, &memory)
    }

    /// Whether an object is selected that is one of many.
    func contains(_ name: ObjectName, _ object: StoredObject, _ memory: inout LabelMemory) throws -> Bool {
        if !labels.isEmpty {
            let values = try object.labels()
            if values !== memory.labels {
                memory.labels = values
                memory.areSelected = labels.matches(values)
            }
            if !memory.areSelected { return false }
        }
        if fields.isEmpty { return true }
        for rule in fields.rules {
            let value: String
            switch rule.field {
            case "metadata.name": value = name.name
            case "metadata.namespace": value = name.namespace
            default: value = try paths[rule.field].flatMap { try object.text(at: $0) } ?? ""
            }
            if !rule.allows(value) { return false }
        }
        return true
    }
}
