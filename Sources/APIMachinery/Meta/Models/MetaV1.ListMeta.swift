// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// What every list has.
    public struct ListMeta: Sendable, Equatable, JSONCodable {
        /// Not used any more.
        ///
        /// JSON: `ListMeta.selfLink`.
        public var selfLink: String?
        /// The revision that the list shows. It means something to the server only; a watch can begin at it.
        ///
        /// JSON: `ListMeta.resourceVersion`.
        public var resourceVersion: String?
        /// A token with which the next page is asked for; absent on the last one.
        ///
        /// JSON: `ListMeta.continue`.
        public var `continue`: String?
        /// About how many objects follow on later pages; absent where that is not known.
        ///
        /// JSON: `ListMeta.remainingItemCount`.
        public var remainingItemCount: Int64?
        /// The part of the collection that was asked for, where it was one.
        ///
        /// JSON: `ListMeta.shardInfo`.
        public var shardInfo: MetaV1.ShardInfo?
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            selfLink: String? = nil,
            resourceVersion: String? = nil,
            `continue`: String? = nil,
            remainingItemCount: Int64? = nil,
            shardInfo: MetaV1.ShardInfo? = nil
        ) {
            self.selfLink = selfLink
            self.resourceVersion = resourceVersion
            self.`continue` = `continue`
            self.remainingItemCount = remainingItemCount
            self.shardInfo = shardInfo
        }

        private static let fieldNames = JSONFieldNames("selfLink,resourceVersion,continue,remainingItemCount,shardInfo")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.selfLink)
                case 1: try object.read(&self.resourceVersion)
                case 2: try object.read(&self.`continue`)
                case 3: try object.read(&self.remainingItemCount)
                case 4: try object.read(&self.shardInfo)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("selfLink", self.selfLink)
            writer.field("resourceVersion", self.resourceVersion)
            writer.field("continue", self.`continue`)
            writer.field("remainingItemCount", self.remainingItemCount)
            writer.field("shardInfo", self.shardInfo)
            writer.endObject(self.unknownFields)
        }
    }
}
