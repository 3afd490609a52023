import JSON

/// Where the object of a write comes from.
enum WriteSource: Sendable {
    /// The client sent it whole.
    case body(EncodedBody)
    /// The client sent what is to be changed.
    case patch(PatchBody)
    /// The server makes it from the object as it is, both in the version of the request, and goes through so many bytes
    /// of the client's for that.
    case change(@Sendable (JSONObject) throws -> JSONObject, size: Int = 0)
    /// There is none: the object is to be deleted.
    case deletion(DeletionRequest)

    /// About how many bytes are gone through to make the object.
    var size: Int {
        switch self {
        case .body(let body): body.size
        case .patch(let patch): Encoding.json.size(of: patch.bytes)
        case .change(_, let size): size
        case .deletion: 0
        }
    }
}

/// A request's body that has been read, and how it is encoded.
struct EncodedBody: Sendable {
    var bytes: [UInt8]
    var encoding: Encoding
    let reader: ObjectReader

    /// About how many bytes of JSON the body may stand for.
    var size: Int { encoding.size(of: bytes) }
}
