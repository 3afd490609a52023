/// Labels as people read them in a table.
enum LabelText {
    /// `a=b,c=d` in the order of keys, or `<none>`.
    static func text(of labels: [String: String]?) -> String {
        guard let labels, !labels.isEmpty else { return "<none>" }
        let sorted = labels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return sorted.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
}
