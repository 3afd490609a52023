internal import APIMachinery

/// Spans of time as flags have them.
enum DurationText {
    /// Whole seconds, or a duration as Go writes it; `nil` for anything else, and for what is negative.
    static func parse(_ text: String) -> Swift.Duration? {
        if let seconds = Int64(text) { return seconds < 0 ? nil : .seconds(seconds) }
        guard let duration = try? APIMachinery.Duration(parsing: text) else { return nil }
        return duration.nanoseconds < 0 ? nil : .nanoseconds(duration.nanoseconds)
    }
}
