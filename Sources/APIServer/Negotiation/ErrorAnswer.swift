import APIMachinery
import APISchema
import HTTPTypes
import JSON

/// Makes answers that are a Status.
struct ErrorAnswer: Sendable {
    let table: ResourceTable

    /// An error in the encoding that the request accepts, or in JSON.
    func response(to error: APIError, _ request: APIRequest) -> APIResponse {
        var response = APIResponse(error)
        let form = try? AnswerForm(request, QueryParameters(request.query))
        if case .bytes(let json) = response.body, let form, form.encoding != .json || form.isPretty,
            let body = try? table.snapshot.transcoder.encode(json, as: Transcoder.statusType, form)
        {
            response.body = .bytes(body)
            response.head.headerFields[.contentType] = form.encoding.rawValue
        }
        return response
    }

    /// The answer for a path that nothing owns.
    static let pathNotFound = text(404, "404 page not found\n")

    /// An answer in plain text, as Go's `http.Error` makes it: browsers are not to take it for anything else.
    static func text(_ status: Int, _ text: String) -> APIResponse {
        APIResponse(
            status: HTTPResponse.Status(code: status),
            headerFields: [.contentType: "text/plain; charset=utf-8", .xContentTypeOptions: "nosniff"],
            body: .bytes(Array(text.utf8)))
    }
}
