import Logging
import Synchronization

/// Keeps what is logged.
final class LogLines: Sendable {
    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.kept.withLock { $0.append("\(event.message) \(fields.joined(separator: " "))") }
        }
    }

    private let kept = Mutex<[String]>([])

    var logger: Logger { Logger(label: "test") { [self] _ in Handler(lines: self) } }
    var all: [String] { kept.withLock { $0 } }
}
