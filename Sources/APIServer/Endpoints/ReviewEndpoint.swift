public import APIMachinery
import HTTPTypes
public import JSON

/// A kind that is asked and never stored: a question is sent, and comes back with its answer in it.
///
/// A question goes through all stages of a write but the storing: it is decoded, completed, admitted and validated as an
/// object is.
public struct ReviewEndpoint: CreateHandler {
    /// Answers a question that is valid.
    ///
    /// - Returns: the question with its answer, mostly as its status.
    public typealias Answer = @Sendable (_ question: JSONObject, _ user: UserInfo?) async throws -> JSONObject

    private let answer: Answer

    /// An endpoint whose questions a function answers.
    public init(_ answer: @escaping Answer) {
        self.answer = answer
    }

    /// Answers the request.
    public func create(_ call: EndpointCall) async throws -> APIResponse {
        let answerer = try call.answerer()
        let options = try call.options("CreateOptions")
        let source = WriteSource.body(try await call.reader.body(of: call.request))
        let outcome = try await call.write(.create, source, options, isStored: false)
        let question = try await Work.run(size: outcome.object.size) {
            try call.server.registry.object(outcome.object, call.resource).tree()
        }
        let answered = try await answer(question, call.user)
        return try answerer.object(
            try call.server.registry.encoded(answered, call.resource).object, status: .created)
    }
}
