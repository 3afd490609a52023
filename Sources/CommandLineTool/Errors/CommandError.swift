internal import APIMachinery

/// A failure of the command itself, in words for people.
public struct CommandError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, without `error: ` before it.
    public var message: String
    /// Whether the message stands as it is, without `error: ` before it.
    public var isComplete: Bool

    /// A failure.
    public init(_ message: String, isComplete: Bool = false) {
        self.message = message
        self.isComplete = isComplete
    }

    /// The message.
    public var description: String { message }

    /// The flags or arguments make no sense.
    static func usage(_ message: String, _ tool: String, _ command: String) -> CommandError {
        CommandError("\(message)\nSee '\(tool) \(command) -h' for help and examples")
    }
}

/// Several failures: a command goes on with the next object after one has failed.
struct ErrorList: Error {
    var errors: [any Error]

    /// One error as itself, several as a list.
    static func of(_ errors: [any Error]) -> (any Error)? {
        var flat: [any Error] = []
        for error in errors {
            if let list = error as? ErrorList { flat += list.errors } else { flat.append(error) }
        }
        return flat.count > 1 ? ErrorList(errors: flat) : flat.first
    }
}

/// A failure that says from which file its object came.
struct SourcedError: Error, CustomStringConvertible {
    let verb: String
    let source: String
    let underlying: any Error

    var description: String {
        "error when \(verb) \(quoted(source)): \((underlying as? APIError)?.message ?? "\(underlying)")"
    }
}

/// Adds to an error what was being done with which file.
func describing<Result>(
    _ verb: String, _ source: String, _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch let error as CancellationError {
        throw error
    } catch {
        throw source.isEmpty ? error : SourcedError(verb: verb, source: source, underlying: error)
    }
}

/// A text in quotation marks, as Go's `%q` writes it.
func quoted(_ text: String) -> String { GoQuote.quoted(text) }
