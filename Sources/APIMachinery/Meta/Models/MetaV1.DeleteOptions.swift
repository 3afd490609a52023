// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// How something is deleted.
    public struct DeleteOptions: Sendable, Equatable, JSONCodable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "", version: "v1", kind: "DeleteOptions")
        }

        /// The kind of the object.
        ///
        /// JSON: `DeleteOptions.kind`.
        public var kind: String = "DeleteOptions"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `DeleteOptions.apiVersion`.
        public var apiVersion: String = "v1"
        /// How long the object may take to end, in seconds; 0 means at once.
        ///
        /// JSON: `DeleteOptions.gracePeriodSeconds`.
        public var gracePeriodSeconds: Int64?
        /// What must be true of the object, or it is not deleted.
        ///
        /// JSON: `DeleteOptions.preconditions`.
        public var preconditions: MetaV1.Preconditions?
        /// Whether dependents are left behind. `propagationPolicy` has taken its place; only one of the two can be set.
        ///
        /// JSON: `DeleteOptions.orphanDependents`.
        public var orphanDependents: Bool?
        /// Whether dependents are left (`Orphan`), deleted afterwards (`Background`) or deleted first (`Foreground`).
        ///
        /// JSON: `DeleteOptions.propagationPolicy`.
        public var propagationPolicy: APIMachinery.DeletionPropagation?
        /// `All` for a request that is answered as if it were carried out, and is not.
        ///
        /// JSON: `DeleteOptions.dryRun`.
        public var dryRun: [String]?
        /// Whether an object that cannot be read from storage is deleted nevertheless, which can break what relies on
        /// its end.
        ///
        /// JSON: `DeleteOptions.ignoreStoreReadErrorWithClusterBreakingPotential`.
        public var ignoreStoreReadErrorWithClusterBreakingPotential: Bool?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            gracePeriodSeconds: Int64? = nil,
            preconditions: MetaV1.Preconditions? = nil,
            orphanDependents: Bool? = nil,
            propagationPolicy: APIMachinery.DeletionPropagation? = nil,
            dryRun: [String]? = nil,
            ignoreStoreReadErrorWithClusterBreakingPotential: Bool? = nil
        ) {
            self.gracePeriodSeconds = gracePeriodSeconds
            self.preconditions = preconditions
            self.orphanDependents = orphanDependents
            self.propagationPolicy = propagationPolicy
            self.dryRun = dryRun
            self.ignoreStoreReadErrorWithClusterBreakingPotential = ignoreStoreReadErrorWithClusterBreakingPotential
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,gracePeriodSeconds,preconditions,orphanDependents,propagationPolicy,dryRun,ignoreStoreReadErrorWithClusterBreakingPotential")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            self.apiVersion = ""
            self.kind = ""
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.kind)
                case 1: try object.read(&self.apiVersion)
                case 2: try object.read(&self.gracePeriodSeconds)
                case 3: try object.read(&self.preconditions)
                case 4: try object.read(&self.orphanDependents)
                case 5: try object.read(&self.propagationPolicy)
                case 6: try object.read(&self.dryRun)
                case 7: try object.read(&self.ignoreStoreReadErrorWithClusterBreakingPotential)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
            try Self.groupVersionKind.check(apiVersion: "", kind: self.kind)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            if !self.kind.isEmpty { writer.field("kind", self.kind) }
            if !self.apiVersion.isEmpty { writer.field("apiVersion", self.apiVersion) }
            writer.field("gracePeriodSeconds", self.gracePeriodSeconds)
            writer.field("preconditions", self.preconditions)
            writer.field("orphanDependents", self.orphanDependents)
            writer.field("propagationPolicy", self.propagationPolicy)
            writer.field("dryRun", self.dryRun)
            writer.field("ignoreStoreReadErrorWithClusterBreakingPotential", self.ignoreStoreReadErrorWithClusterBreakingPotential)
            writer.endObject(self.unknownFields)
        }
    }
}
