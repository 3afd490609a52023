import APIMachinery
import Synchronization

/// Patterns that expressions have used: those of rules are compiled once.
enum PatternCache {
    private static let patterns = Mutex<[[UInt8]: Pattern]>([:])
    /// How many are kept. Patterns that are computed could fill the memory.
    private static let capacity = 1000

    /// - Throws: ``EvaluationError`` for what is no pattern.
    static func pattern(_ text: String) throws(EvaluationError) -> Pattern {
        // By its bytes: texts that Swift takes for the same are different patterns.
        let key = Array(text.utf8)
        if let known = patterns.withLock({ $0[key] }) { return known }
        let made: Pattern
        do throws(PatternError) {
            made = try Pattern(text)
        } catch {
            throw EvaluationError("error parsing regexp: \(error)")
        }
        patterns.withLock { patterns in
            if patterns.count >= capacity { patterns = [:] }
            patterns[key] = made
        }
        return made
    }
}
