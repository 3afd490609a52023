import APIMachinery
import APISchema
public import JSON

/// A request to write, on its way through the stages of ``WritePipeline``.
public struct WriteRequest: Sendable {
    /// What is to be done with an object, by the names that admission knows.
    public enum Operation: String, Sendable, Hashable {
        /// A new object.
        case create = "CREATE"
        /// Another object in the place of one, whether it was sent whole, patched or made by the server.
        case update = "UPDATE"
        /// The end of an object, or its beginning.
        case delete = "DELETE"
    }

    /// What is to be done. An update of what is not there becomes a creation where the resource allows that.
    public internal(set) var operation: Operation
    /// The resource, in the version of the request.
    public let resource: ServedResource
    /// The subresource that is written; `nil` for the object itself.
    public let subresource: String?
    /// The namespace of the object; empty for resources of the cluster.
    public let namespace: String
    /// The name of the object; empty until one is generated where the client asks for that.
    public internal(set) var name: String
    /// Who makes the request.
    public let user: UserInfo?
    /// Whether nothing is stored.
    public let isDryRun: Bool
    /// What the client is warned of.
    public let warnings: WarningRecorder

    /// The object that is to be: in the version of the request until it is converted, then in that of the store. `nil`
    /// before it is decoded, and where it is to be removed.
    public var object: JSONObject?
    /// The object as it is stored; `nil` for a new one.
    public internal(set) var old: JSONObject?

    /// Where the object comes from.
    let source: WriteSource
    /// How unknown and repeated fields are taken.
    let fieldValidation: FieldValidation
    /// Whether anything is stored. What is asked and never stored goes through all stages before.
    let isStored: Bool
    /// What was decoded from the body, which is done once however often the write begins anew.
    var decoded: JSONObject?
    /// What `old` was read from.
    var current: StoredObject?
    /// Whether the write begins anew where somebody else has changed the object meanwhile.
    var isUnconditional = false
    /// The object as the schema has completed it last; what has been changed since is completed again.
    var completed: JSONObject?
    /// Faults that earlier stages have found, to be answered with those of validation.
    var faults: [FieldError] = []
    /// Why the strategy cannot be asked.
    var strategyFault: ModelReadingError?
    /// What has been set aside for the object.
    var reservation: Reservation?
    /// What the write came to; set by the stage that stores.
    var outcome: WriteOutcome?

    init(
        _ operation: Operation, _ resource: ServedResource, subresource: String? = nil, namespace: String, name: String,
        source: WriteSource, options: WriteOptions, warnings: WarningRecorder, isStored: Bool = true
    ) {
        self.operation = operation
        self.resource = resource
        self.subresource = subresource
        self.namespace = namespace
        self.name = name
        self.source = source
        self.isStored = isStored
        user = options.user
        isDryRun = options.isDryRun
        fieldValidation = options.fieldValidation
        self.warnings = warnings
    }

    /// What strategies are told.
    var context: WriteContext {
        WriteContext(
            definition: resource.storageDefinition,
            requestVersion: APIVersion(group: resource.definition.group, version: resource.definition.version),
            subresource: subresource, isDryRun: isDryRun, user: user)
    }

    /// What is demanded of the endpoint that is written. A way to write the object that says nothing of its own, such as its
    /// scale, has the rules of the object.
    var endpoint: EndpointBehavior { resource.behavior.endpoint(subresource) ?? resource.behavior.object }

    /// Completes by the schema what has been changed since the last time: defaults, order, canonical forms.
    mutating func complete() {
        guard var object, let completed, !object.sharesStorage(with: completed) else { return }
        var value = JSONValue.object(object)
        resource.storageSchema.prepare(
            &value, .steps(isNormalized: resource.storageDefinition.isNormalized), changedFrom: .object(completed))
        object = value.objectValue ?? object
        self.object = object
        self.completed = object
    }
}
