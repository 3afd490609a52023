// Made by apusgen from API definitions. Edit those rather than this file.
// swift-format-ignore-file

public import JSON

extension MetaV1 {
    /// An address of the server for the clients of a network.
    public struct ServerAddressByClientCIDR: Sendable, Equatable, JSONCodable {
        /// The network of the clients.
        ///
        /// JSON: `ServerAddressByClientCIDR.clientCIDR`.
        public var clientCIDR: String = ""
        /// The address, with or without a port.
        ///
        /// JSON: `ServerAddressByClientCIDR.serverAddress`.
        public var serverAddress: String = ""
        /// Members that this type does not know, kept as they are.
        public var unknownFields = UnknownFields()

        /// All values empty.
        public init() {}

        /// These values.
        public init(
            clientCIDR: String,
            serverAddress: String
        ) {
            self.clientCIDR = clientCIDR
            self.serverAddress = serverAddress
        }

        private static let fieldNames = JSONFieldNames("clientCIDR,serverAddress")

        /// Reads a JSON object.
        public init(json: JSONNode) throws(JSONDecodingError) {
            self.init()
            var object = try JSONObjectReader(json, Self.fieldNames)
            while let field = object.nextField() {
                switch field {
                case 0: try object.read(&self.clientCIDR)
                case 1: try object.read(&self.serverAddress)
                default: break
                }
            }
            self.unknownFields = object.unknownFields
        }

        /// Writes a JSON object.
        public func encode(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("clientCIDR", self.clientCIDR)
            writer.field("serverAddress", self.serverAddress)
            writer.endObject(self.unknownFields)
        }
    }
}
