public import JSON

/// An object that an object belongs to, and with which it goes.
///
/// `meta/v1.OwnerReference`
public struct OwnerReference: Sendable, Hashable, JSONCodable {
    /// The owner's group and version.
    public var apiVersion: String = ""
    /// The owner's kind.
    public var kind: String = ""
    /// The owner's name.
    public var name: String = ""
    /// The owner's uid, since a name may be used again.
    public var uid: String = ""
    /// Whether the owner is the controller that manages the object. At most one owner is.
    public var controller: Bool?
    /// Whether a foreground deletion of the owner waits until this object is gone.
    public var blockOwnerDeletion: Bool?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        apiVersion: String, kind: String, name: String, uid: String, controller: Bool? = nil,
        blockOwnerDeletion: Bool? = nil
    ) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.name = name
        self.uid = uid
        self.controller = controller
        self.blockOwnerDeletion = blockOwnerDeletion
    }

    static let fieldNames = JSONFieldNames("apiVersion,kind,name,uid,controller,blockOwnerDeletion")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.apiVersion)
            case 1: try object.read(&self.kind)
            case 2: try object.read(&self.name)
            case 3: try object.read(&self.uid)
            case 4: try object.read(&self.controller)
            case 5: try object.read(&self.blockOwnerDeletion)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("apiVersion", apiVersion)
        writer.field("kind", kind)
        writer.field("name", name)
        writer.field("uid", uid)
        writer.field("controller", controller)
        writer.field("blockOwnerDeletion", blockOwnerDeletion)
        writer.endObject(unknownFields)
    }
}
