internal import APIClient
internal import APIMachinery
internal import HTTPClientTransport

/// What is said of a failure, in kubectl's words.
enum ErrorText {
    /// The whole text for standard error, with its last line feed.
    static func text(for error: any Error) -> String {
        var text: String
        switch error {
        case let list as ErrorList:
            // Several errors stand line by line, those that are not the server's as they are.
            text = list.errors.map { serverText(for: $0) ?? "\($0)" }.joined(separator: "\n")
        case let error as CommandError where error.isComplete: text = error.message
        default:
            text = serverText(for: error) ?? "\(error)"
            if serverText(for: error) == nil, !text.hasPrefix("error: ") { text = "error: \(text)" }
        }
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    /// The text for an error that the server, or the way to it, has made; `nil` for all others.
    private static func serverText(for error: any Error) -> String? {
        switch error {
        case let error as APIError: return statusText(error, message: error.message)
        case let error as SourcedError:
            guard let underlying = error.underlying as? APIError else { return nil }
            return statusText(underlying, message: error.description)
        case let error as ConnectionError where error.reason == .refused:
            return "The connection to the server \(error.server) was refused - did you specify the right host or port?"
        case let error as ConnectionError: return "Unable to connect to the server: \(error)"
        case let error as ConnectionLostError: return "Unable to connect to the server: \(error)"
        default: return nil
        }
    }

    private static func statusText(_ error: APIError, message: String) -> String {
        if error.reason == .invalid { return invalidText(error, message) }
        if error.reason == .unauthorized {
            return "error: You must be logged in to the server (\(message))"
        }
        let reason = error.reason.rawValue
        return reason.isEmpty ? "Error from server: \(message)" : "Error from server (\(reason)): \(message)"
    }

    private static func invalidText(_ error: APIError, _ message: String) -> String {
        let details = error.status.details
        let kind = details?.kind ?? ""
        let name = details?.name ?? ""
        var subject = "The request is invalid"
        if !kind.isEmpty || !name.isEmpty {
            subject = "The \(kind) \(quoted(name)) is invalid"
        } else if error.causes.isEmpty, !message.isEmpty {
            subject += ": \(message)"
        }
        var seen: Set<String> = []
        let problems = error.causes.map { "\($0.field.map { "\($0): " } ?? "")\($0.message ?? "")" }
            .filter { seen.insert($0).inserted }
        switch problems.count {
        case 0: return subject
        case 1: return "\(subject): \(problems[0])"
        default: return "\(subject): \n\(problems.map { "* \($0)" }.joined(separator: "\n"))"
        }
    }
}
