import APIMachinery
import HTTPTypes
import JSON
import Testing

@Suite struct APIErrorTests {
    static let pods = GroupResource(group: "", resource: "pods")
    static let deployments = GroupResource(group: "apps", resource: "deployments")

    @Test(
        arguments: [
            (
                APIError.notFound(pods, name: "a"), 404, "NotFound", #"pods "a" not found"#,
                #"{"name":"a","kind":"pods"}"#
            ),
            (.resourceNotFound(), 404, "NotFound", "the server could not find the requested resource", "{}"),
            (
                .alreadyExists(deployments, name: "a"), 409, "AlreadyExists", #"deployments.apps "a" already exists"#,
                #"{"name":"a","group":"apps","kind":"deployments"}"#
            ),
            (
                .conflict(pods, name: "a", message: "x"), 409, "Conflict",
                #"Operation cannot be fulfilled on pods "a": x"#, #"{"name":"a","kind":"pods"}"#
            ),
            (.badRequest("x"), 400, "BadRequest", "x", nil),
            (.unauthorized(), 401, "Unauthorized", "Unauthorized", nil),
            (.forbidden(pods, name: "", message: "x"), 403, "Forbidden", "pods is forbidden: x", #"{"kind":"pods"}"#),
            (
                .forbidden(pods, name: "a", message: "x"), 403, "Forbidden", #"pods "a" is forbidden: x"#,
                #"{"name":"a","kind":"pods"}"#
            ),
            (.forbidden("x"), 403, "Forbidden", "forbidden: x", "{}"),
            (
                .methodNotAllowed(), 405, "MethodNotAllowed",
                "the server does not allow this method on the requested resource", "{}"
            ),
            (.gone("x"), 410, "Gone", "x", nil),
            (.expired("x"), 410, "Expired", "x", nil),
            (
                .tooManyRequests(retryAfterSeconds: 3), 429, "TooManyRequests",
                "too many requests, please try again later", #"{"retryAfterSeconds":3}"#
            ),
            (.internalError("x"), 500, "InternalError", "Internal error occurred: x", #"{"causes":[{"message":"x"}]}"#),
            (.serviceUnavailable("x"), 503, "ServiceUnavailable", "x", nil),
            (.timeout("x"), 504, "Timeout", "Timeout: x", "{}"),
        ] as [(APIError, Int, StatusReason, String, String?)])
    func statuses(error: APIError, code: Int, reason: StatusReason, message: String, details: String?) {
        #expect(error.code == code)
        #expect(error.reason == reason)
        #expect(error.message == message)
        #expect(error.description == message)
        #expect(error.status.details.map { text($0) } == details)
        #expect(error.status.status == Status.failure)
    }

    @Test func moreReasons() {
        #expect(APIError.notAcceptable(offered: ["application/json"]).code == 406)
        #expect(APIError.unsupportedMediaType(accepted: ["application/json"]).reason == .unsupportedMediaType)
        #expect(APIError.requestEntityTooLarge(limit: 5).code == 413)
        #expect(APIError.serverTimeout(Self.pods, verb: "list", retryAfterSeconds: 2).retryAfterSeconds == 2)
        #expect(
            APIError.resourceVersionTooLarge(asked: "9", current: "5").causes.first?.reason == .resourceVersionTooLarge)
        #expect(
            APIError.applyConflict(
                [StatusCause(reason: .fieldManagerConflict, message: "m", field: ".a")], message: "x"
            ).isConflict)
        #expect(APIError.gone("x").isExpired && APIError.expired("x").isExpired)
    }

    @Test func invalidListsItsCauses() {
        let kind = GroupKind(group: "apps", kind: "Deployment")
        let one = APIError.invalid(kind, name: "web", causes: [.required("spec.selector")])
        #expect(one.message == #"Deployment.apps "web" is invalid: spec.selector: Required value"#)
        #expect(one.code == 422)
        let two = APIError.invalid(
            kind, name: "",
            causes: [.invalid("spec.replicas", value: -1, "must not be negative"), .duplicate("a[1]", value: "x")])
        #expect(
            two.message
                == #"Deployment.apps "" is invalid: [spec.replicas: Invalid value: -1: must not be negative, a[1]: Duplicate value: "x"]"#
        )
        #expect(two.status.details?.name == nil)
        #expect(two.causes.map(\.reason) == [.fieldValueInvalid, .fieldValueDuplicate])
    }

    @Test func causesAreWordedAsKubernetesDoes() {
        #expect(
            StatusCause.notSupported("a", value: "x", supported: ["b", "c"]).message
                == #"Unsupported value: "x": supported values: "b", "c""#)
        #expect(StatusCause.forbidden("a", "no").message == "Forbidden: no")
        #expect(StatusCause.required("a", "b").message == "Required value: b")
        #expect(StatusCause.tooLong("a", limit: 128).message == "Too long: may not be more than 128 bytes")
        #expect(StatusCause.typeInvalid("a", value: "x", "must be an integer").reason == .fieldValueTypeInvalid)
        #expect(StatusCause.notFound("a", value: "x").message == #"Not found: "x""#)
        #expect(StatusCause.tooMany("a", count: 3, limit: 2).reason == .fieldValueTooMany)
        #expect(StatusCause.tooFew("a", count: 0, minimum: 1).reason == .fieldValueTooFew)
    }

    @Test func becomesAnAnswer() async throws {
        let response = APIResponse(.tooManyRequests(retryAfterSeconds: 7))
        #expect(response.head.status.code == 429)
        #expect(response.head.headerFields[.retryAfter] == "7")
        #expect(response.head.headerFields[.contentType] == "application/json")
        let status = try await Status(parsing: response.body.collect())
        #expect(status.reason == .tooManyRequests)
    }
}
