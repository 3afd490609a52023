public import JSON

extension MetaV1 {
    /// Where clients from a range of addresses reach the server.
    ///
    /// `meta/v1.ServerAddressByClientCIDR`
    public struct ServerAddressByClientCIDR: Sendable, Hashable, JSONCodable {
        /// The range of client addresses.
        public var clientCIDR: String = ""
        /// Host and port of the server.
        public var serverAddress: String = ""
        /// Members that this type does not know.
        public var unknownFields = UnknownFields()

        /// Empty values throughout.
        public init() {}

        /// A value with these members.
        public init(clientCIDR: String, serverAddress: String) {
            self.clientCIDR = clientCIDR
            self.serverAddress = serverAddress
        }

        static let fieldNames = JSONFieldNames("clientCIDR,serverAddress")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.clientCIDR)
                case 1: try object.read(&self.serverAddress)
                default: break
                }
            }
            unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("clientCIDR", clientCIDR)
            writer.field("serverAddress", serverAddress)
            writer.endObject(unknownFields)
        }
    }
}
