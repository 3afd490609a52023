public import JSON

/// What a server answers to a deletion.
public enum DeletionOutcome<Resource: APIResource>: Sendable, Equatable, JSONDecodable {
    /// The object is gone.
    case deleted(Status)
    /// The object is still there: it waits for finalizers, or for its grace period; or it is returned as it last was.
    case accepted(Resource)

    /// Reads a Status or an object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        let kind = json["kind"]?.stringValue
        if kind == "Status" && Resource.groupVersionKind.kind != "Status" {
            self = .deleted(try Status(json: json))
        } else {
            self = .accepted(try Resource(json: json))
        }
    }
}
