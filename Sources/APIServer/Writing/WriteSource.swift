import JSON

/// Where the object of a write comes from.
enum WriteSource: Sendable {
    /// The client sent it whole.
    case body(EncodedBody)
    /// The client sent what is to be changed.
    case patch(PatchBody)
    /// The server makes it from the object as it is; both in the version of the request.
    case change(@Sendable (JSONObject) throws -> JSONObject)
    /// There is none: the object is to be deleted.
    case deletion(DeletionRequest)
}

/// A request's body that has been read, and how it is encoded.
struct EncodedBody: Sendable {
    var bytes: [UInt8]
    var encoding: Encoding
    let reader: ObjectReader
}
