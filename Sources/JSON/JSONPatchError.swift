/// Why a JSON Patch is none, or does not apply.
public struct JSONPatchError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Error, Sendable, Hashable {
        /// The patch is not of the form that RFC 6902 describes, such as an operation without `path`.
        case malformed(String)
        /// A pointer leads to nothing.
        case missing
        /// A token that is no index of the array, or beyond its end.
        case invalidIndex(String)
        /// The value that the pointer leads through is neither array nor object.
        case notAContainer
        /// The whole value cannot be removed, or not be patched at all where the options say so.
        case wholeValue
        /// A value would move into itself.
        case intoItself
        /// `test` found another value.
        case testFailed
        case tooManyOperations(limit: Int)
        /// The `copy` operations would make the value larger than allowed.
        case copiesTooMuch(limit: Int)
        /// The result would be nested too deeply.
        case tooDeep(limit: Int)
    }

    /// What is wrong.
    public let reason: Reason
    /// The position of the operation in the patch; `nil` where the patch as a whole is wrong.
    public let operation: Int?
    /// The operation's `path`, or `from` where that is wrong.
    public let path: String
}

extension JSONPatchError: CustomStringConvertible {
    /// The text for people and logs.
    public var description: String {
        guard let operation else { return reason.description }
        return path.isEmpty ? "operation \(operation): \(reason)" : "operation \(operation), path \(path): \(reason)"
    }
}

extension JSONPatchError.Reason: CustomStringConvertible {
    /// The text for people and logs.
    public var description: String {
        switch self {
        case .malformed(let text): text
        case .missing: "the path does not exist"
        case .invalidIndex(let token): "'\(token)' is no index of the array"
        case .notAContainer: "the path leads through a value that is neither array nor object"
        case .wholeValue: "the whole value cannot be patched"
        case .intoItself: "a value cannot move into itself"
        case .testFailed: "the value differs"
        case .tooManyOperations(let limit): "more than \(limit) operations"
        case .copiesTooMuch(let limit): "copies of more than \(limit) bytes"
        case .tooDeep(let limit): "more than \(limit) levels of arrays and objects"
        }
    }
}
