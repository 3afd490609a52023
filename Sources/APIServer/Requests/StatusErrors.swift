import APIMachinery

/// Failures that only a server has to word.
extension APIError {
    /// 409 for a write that was based on an older version of the object.
    static func modified(_ resource: GroupResource, name: String) -> APIError {
        conflict(
            resource, name: name,
            message: "the object has been modified; please apply your changes to the latest version and try again")
    }

    /// 422 where a patch cannot be applied.
    static let unprocessablePatch = APIError(
        code: 422, reason: .invalid, message: "the server rejected our request due to an error in our request",
        details: StatusDetails())

    /// 406 where the Accept header names nothing that is offered at all.
    static func notAcceptable(headerOffers: [String]) -> APIError {
        APIError(
            code: 406, reason: .notAcceptable,
            message: "406: Not Acceptable\n\nAvailable representations: \(headerOffers.joined(separator: ", "))",
            details: StatusDetails())
    }

    /// 415 where a patch's Content-Type is no form of patches.
    static let unsupportedPatchType = APIError(
        code: 415, reason: .unsupportedMediaType, message: "415: Unsupported Media Type", details: StatusDetails())

    /// 406 where a view of one object is asked for of a list, or the other way round.
    static func notAcceptable(_ message: String) -> APIError {
        APIError(code: 406, reason: .notAcceptable, message: message)
    }

    /// 500 for a watch that is to begin at what is no version.
    static func invalidWatchVersion(_ text: String) -> APIError {
        APIError(
            code: 500, reason: StatusReason(), message: versionFault(text))
    }

    /// What is wrong with a text that is to be a version.
    static func versionFault(_ text: String) -> String {
        "resourceVersion: Invalid value: \"\(text)\": strconv.ParseUint: parsing \"\(text)\": invalid syntax"
    }

    /// 422 for options of a request.
    static func invalidOptions(_ kind: String, _ causes: [StatusCause]) -> APIError {
        invalid(GroupKind(group: "meta.k8s.io", kind: kind), name: "", causes: causes)
    }
}
