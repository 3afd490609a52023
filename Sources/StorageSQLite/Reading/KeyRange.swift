import Storage

/// Keys that follow one another, as a condition on the columns of a key.
struct KeyRange {
    private let lower: StorageKey
    /// `nil` for no end.
    private let upper: StorageKey?

    /// The keys of a scope, from the one that follows `after` on.
    init(_ scope: StorageScope, after: StorageKey? = nil) {
        lower = max(scope.lowerBound, after?.successor ?? scope.lowerBound)
        upper = scope.upperBound
    }

    /// One key.
    init(_ key: StorageKey) {
        lower = key
        upper = key.successor
    }

    static let columns = "collection, namespace, name"

    /// With the parameters 1 to 6.
    static let condition = """
        (collection, namespace, name) >= (?1, ?2, ?3) AND (collection, namespace, name) < (?4, ?5, ?6)
        """

    var arguments: [SQLStatement.Argument] {
        let end: [SQLStatement.Argument] =
            if let upper {
                [.text(upper.collection), .text(upper.namespace), .text(upper.name)]
            } else {
                // To SQLite, every text is less than every blob.
                [.bytes([]), .text(""), .text("")]
            }
        return [.text(lower.collection), .text(lower.namespace), .text(lower.name)] + end
    }
}
