import APIMachinery
import Synchronization

/// An OpenAPI document, in the binary's read-only pages or rendered at run time.
final class OpenAPIDocument: Sendable {
    private enum Source {
        case pages(StaticBytes)
        case rendered([UInt8])
    }

    private let source: Source
    private let knownHash = Mutex<String?>(nil)

    init(_ bytes: StaticBytes) {
        source = .pages(bytes)
    }

    init(_ bytes: [UInt8]) {
        source = .rendered(bytes)
    }

    var bytes: [UInt8] {
        switch source {
        case .pages(let bytes): bytes.bytes
        case .rendered(let bytes): bytes
        }
    }

    /// Computed on first use, so that starting a server reads no document.
    var hash: String {
        knownHash.withLock { known in
            if let known { return known }
            let hash =
                switch source {
                case .pages(let bytes): bytes.withBytes { ContentHash.text($0) }
                case .rendered(let bytes): ContentHash.text(bytes)
                }
            known = hash
            return hash
        }
    }
}
