// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import APIMachinery
public import JSON

extension ReviewsV1 {
    /// A question that is answered and not kept.
    ///
    /// Defined in `reviews.example.org/v1/AccessReview.yaml`.
    public struct AccessReview: ClusterScopedResource, Creatable {
        /// What objects of this type say that they are.
        public static var groupVersionKind: GroupVersionKind {
            GroupVersionKind(group: "reviews.example.org", version: "v1", kind: "AccessReview")
        }
        /// The name of the resource in paths.
        public static var plural: String { "accessreviews" }

        /// The kind of the object, which says which fields it has.
        ///
        /// JSON: `AccessReview.kind`.
        public var kind: String = "AccessReview"
        /// The group and version of the API in which the object is written.
        ///
        /// JSON: `AccessReview.apiVersion`.
        public var apiVersion: String = "reviews.example.org/v1"
        /// What every object has: its name, labels and the like.
        ///
        /// JSON: `AccessReview.metadata`.
        public var metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta()
        /// JSON: `AccessReview.spec`.
        public var spec: ReviewsV1.AccessReviewSpec = ReviewsV1.AccessReviewSpec()
        /// JSON: `AccessReview.status`.
        public var status: ReviewsV1.AccessReviewStatus?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            metadata: MetaV1.ObjectMeta = MetaV1.ObjectMeta(),
            spec: ReviewsV1.AccessReviewSpec,
            status: ReviewsV1.AccessReviewStatus? = nil
        ) {
            self.metadata = metadata
            self.spec = spec
            self.status = status
        }

        private static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,spec,status")

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
                case 2: try object.read(&self.metadata)
                case 3: try object.read(&self.spec)
                case 4: try object.read(&self.status)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
            try Self.groupVersionKind.check(apiVersion: self.apiVersion, kind: self.kind)
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            if !self.kind.isEmpty { writer.field("kind", self.kind) }
            if !self.apiVersion.isEmpty { writer.field("apiVersion", self.apiVersion) }
            writer.field("metadata", self.metadata)
            writer.field("spec", self.spec)
            writer.field("status", self.status)
            writer.endObject(self.unknownFields)
        }
    }
}

extension ReviewsV1 {
    /// JSON: `AccessReview.spec`.
    /// Defined in `reviews.example.org/v1/AccessReview.yaml`.
    public struct AccessReviewSpec: Sendable, Equatable, JSONCodable {
        /// JSON: `AccessReview.spec.user`.
        public var user: String = ""
        /// JSON: `AccessReview.spec.groups`.
        public var groups: [String]?
        /// JSON: `AccessReview.spec.extra`.
        public var extra: [String: [String]]?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            user: String,
            groups: [String]? = nil,
            extra: [String: [String]]? = nil
        ) {
            self.user = user
            self.groups = groups
            self.extra = extra
        }

        private static let fieldNames = JSONFieldNames("user,groups,extra")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.user)
                case 1: try object.read(&self.groups)
                case 2: try object.read(&self.extra)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("user", self.user)
            writer.field("groups", self.groups)
            writer.field("extra", self.extra)
            writer.endObject(self.unknownFields)
        }
    }
}

extension ReviewsV1 {
    /// JSON: `AccessReview.status`.
    /// Defined in `reviews.example.org/v1/AccessReview.yaml`.
    public struct AccessReviewStatus: Sendable, Equatable, JSONCodable {
        /// JSON: `AccessReview.status.allowed`.
        public var allowed: Bool = false
        /// JSON: `AccessReview.status.reason`.
        public var reason: String?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            allowed: Bool,
            reason: String? = nil
        ) {
            self.allowed = allowed
            self.reason = reason
        }

        private static let fieldNames = JSONFieldNames("allowed,reason")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.allowed)
                case 1: try object.read(&self.reason)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("allowed", self.allowed)
            writer.field("reason", self.reason)
            writer.endObject(self.unknownFields)
        }
    }
}
