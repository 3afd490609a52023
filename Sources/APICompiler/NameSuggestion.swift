/// Finds the name that somebody meant who wrote another.
enum NameSuggestion {
    /// The candidate nearest to a name by edit distance, where one is near enough to be meant; of several equally near,
    /// the first in alphabetical order.
    static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let written = Array(name.lowercased().unicodeScalars.prefix(maximumLength))
        // A third of the letters may be wrong, and never so many that nothing of the name is left.
        let limit = max(1, min(3, written.count / 3))
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let letters = Array(candidate.lowercased().unicodeScalars.prefix(maximumLength))
            guard abs(letters.count - written.count) <= limit else { continue }
            let distance = editDistance(written, letters)
            guard distance <= limit, distance < max(written.count, letters.count) else { continue }
            if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    private static let maximumLength = 64

    /// The least number of insertions, deletions, replacements and swaps of neighbours that make one of the other.
    private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var older: [Int] = []
        var previous = Array(0...b.count)
        for i in a.indices {
            var current = [i + 1]
            for j in b.indices {
                var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, older[j - 1] + 1) }
                current.append(cost)
            }
            older = previous
            previous = current
        }
        return previous[b.count]
    }
}
