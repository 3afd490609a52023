/// Names made from `metadata.generateName`, as Kubernetes makes them.
enum GeneratedName {
    /// Letters that form no words, and digits that are not mistaken for them.
    private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
    private static let suffixLength = 5
    /// The longest name that is generated: a longer prefix is cut.
    private static let maximumLength = 63

    static func make(prefix: String) -> String {
        var generator = SystemRandomNumberGenerator()
        var name = String(prefix.prefix(maximumLength - suffixLength))
        for _ in 0..<suffixLength { name.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]) }
        return name
    }
}
