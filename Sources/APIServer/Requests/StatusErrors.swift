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
        var error = notAcceptable(offered: headerOffers)
        error.status.details = StatusDetails()
        return error
    }

    /// 415 where a patch's Content-Type is no form of patches.
    static func unsupportedPatchType(_ accepted: [String]) -> APIError {
        var error = unsupportedMediaType(accepted: accepted)
        error.status.details = StatusDetails()
        return error
    }

    /// 422 for options of a request.
    static func invalidOptions(_ kind: String, _ causes: [StatusCause]) -> APIError {
        invalid(GroupKind(group: "meta.k8s.io", kind: kind), name: "", causes: causes)
    }
}
