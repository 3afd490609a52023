extension APIError {
    /// The error that an answer stands for which is not a Status: a proxy's page, an empty body.
    ///
    /// - Parameters:
    ///   - code: The HTTP status code.
    ///   - body: The start of the body, for the message.
    ///   - resource: What the request was about.
    ///   - name: The object that it was about; empty for none.
    package static func unexpectedResponse(code: Int, body: String, resource: GroupResource, name: String) -> APIError {
        let (reason, message): (StatusReason, String) =
            switch code {
            case 400: (.badRequest, "the server rejected our request for an unknown reason")
            case 401: (.unauthorized, "the server has asked for the client to provide credentials")
            case 403: (.forbidden, "the server does not allow access to the requested resource")
            case 404: (.notFound, "the server could not find the requested resource")
            case 405: (.methodNotAllowed, "the server does not allow this method on the requested resource")
            case 406: (.notAcceptable, "the server was unable to respond with a content type that the client supports")
            case 409: (.conflict, "the server reported a conflict")
            case 410: (.gone, "the resource has been deleted")
            case 413: (.requestEntityTooLarge, "the request is too large")
            case 415: (.unsupportedMediaType, "the server does not understand the media type of the request")
            case 422: (.invalid, "the server rejected our request due to an error in our request")
            case 429:
                (.tooManyRequests, "the server has received too many requests and has asked us to try again later")
            case 503: (.serviceUnavailable, "the server is currently unable to handle the request")
            case 504: (.timeout, "the server was unable to return a response in the time allotted")
            case 500...: (.internalError, "an error on the server has prevented the request from succeeding")
            default: (StatusReason(), "the server responded with the status code \(code) but did not say why")
            }
        let subject = name.isEmpty ? "\(resource)" : "\(resource) \(name)"
        let causes = body.isEmpty ? nil : [StatusCause(reason: .unexpectedServerResponse, message: body)]
        return APIError(
            code: code, reason: reason, message: "\(message) (\(subject))",
            details: StatusDetails(
                name: name.isEmpty ? nil : name, group: resource.group.isEmpty ? nil : resource.group,
                kind: resource.resource,
                causes: causes))
    }
}
