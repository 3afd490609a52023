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
        for requirement in self.fields.requirements where !Self.keyFields.contains(requirement.field) {
            let known = resource.definition.selectableFields
            guard let path = known.first(where: { $0.description == "." + requirement.field }) else {
                let names = (Self.keyFields + known.map { String($0.description.dropFirst()) }).map { "\"\($0)\"" }
                throw APIError.badRequest(
                    "\"\(requirement.field)\" is not a known field selector: only \(names.joined(separator: ", "))")
            }
            paths[requirement.field] = path
        }
        self.paths = paths
    }

    private static let keyFields = ["metadata.name", "metadata.namespace"]

    var isEverything: Bool { labels.isEmpty && fields.isEmpty }
    /// The name that an object must have to be selected, where that is known.
    var requiredName: String? { fields.requiredValue(of: "metadata.name") }
    private var needsObject: Bool { !labels.isEmpty || !paths.isEmpty }

    /// Whether an object is selected. It is read only where the selection is by more than its key.
    func contains(_ key: StorageKey, _ object: StoredObject) throws -> Bool {
        if isEverything { return true }
        let root = needsObject ? try object.document().root : nil
        let metadata = root?["metadata"]
        if !labels.isEmpty {
            let values = metadata?["labels"]
            if !labels.matches({ values?[$0]?.stringValue }) { return false }
        }
        return fields.matches { field in
            switch field {
            case "metadata.name": key.name
            case "metadata.namespace": key.namespace
            default: paths[field].flatMap { path in root.flatMap { Self.text(at: path, in: $0) } }
            }
        }
    }

    /// A value as a field selector compares it; `nil` where it is absent or no scalar.
    private static func text(at path: FieldPath, in root: JSONNode) -> String? {
        var node = root
        for step in path.steps {
            guard case .member(let name) = step, let next = node[name] else { return nil }
            node = next
        }
        switch node.kind {
        case .string: return node.stringValue
        case .bool, .number: return String(decoding: node.rawBytes, as: UTF8.self)
        default: return nil
        }
    }
}
