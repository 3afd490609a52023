/// Names that no controller has.
public struct UnknownControllers: Error, Equatable, CustomStringConvertible {
    /// The names that were given, without their `-`.
    public var names: [String]
    /// The names that there are.
    public var known: [String]

    /// What is wrong, and what would be right.
    public var description: String {
        let quoted = names.map { "\"\($0)\"" }.joined(separator: ", ")
        let what = names.count == 1 ? "\(quoted) is no controller" : "\(quoted) are no controllers"
        return "\(what); known are \(known.isEmpty ? "none" : known.joined(separator: ", "))"
    }
}
