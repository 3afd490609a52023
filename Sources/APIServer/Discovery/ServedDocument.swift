import APIMachinery
import Synchronization

/// An OpenAPI document: in the binary's read-only pages, or rendered when it is first asked for.
final class ServedDocument: Sendable {
    private enum Source {
        case pages(StaticBytes)
        case function(@Sendable () -> [UInt8])
    }

    private struct Known {
        var rendered: [UInt8]?
        var hash: String?
    }

    private let source: Source
    private let known = Mutex(Known())

    init(_ bytes: StaticBytes) {
        source = .pages(bytes)
    }

    init(rendering make: @escaping @Sendable () -> [UInt8]) {
        source = .function(make)
    }

    var bytes: [UInt8] {
        switch source {
        case .pages(let bytes): bytes.bytes
        case .function(let make): known.withLock { Self.rendered(&$0, make) }
        }
    }

    /// Computed on first use, so that starting a server reads no document.
    var hash: String {
        known.withLock { known in
            if let hash = known.hash { return hash }
            let hash =
                switch source {
                case .pages(let bytes): bytes.withBytes { ContentHash.text($0) }
                case .function(let make): ContentHash.text(Self.rendered(&known, make))
                }
            known.hash = hash
            return hash
        }
    }

    private static func rendered(_ known: inout Known, _ make: () -> [UInt8]) -> [UInt8] {
        if let bytes = known.rendered { return bytes }
        let bytes = make()
        known.rendered = bytes
        return bytes
    }
}
