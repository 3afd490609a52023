import APIMachinery
import Synchronization

/// The present as the Date header has it (RFC 9110 §5.6.7), formatted once a second.
enum HTTPDate {
    private static let last = Mutex((seconds: Int64.min, text: ""))

    static var now: String {
        let seconds = Time.now().secondsSinceEpoch
        return last.withLock { last in
            if last.seconds != seconds { last = (seconds, text(seconds)) }
            return last.text
        }
    }

    /// The text of a moment after 1970.
    static func text(_ seconds: Int64) -> String {
        let time = Time(secondsSinceEpoch: seconds) ?? Time()
        // 2006-01-02T15:04:05Z
        let parts = time.description.split { "-T:Z".contains($0) }.map(String.init)
        guard parts.count == 6, let month = Int(parts[1]), (1...12).contains(month) else { return "" }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let day = Int((seconds / 86_400) % 7)
        return
            "\(days[max(0, day)]), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
    }
}
