import NIOCore
import SystemPackage

/// An address that cannot be listened on.
public struct ListeningError: Error, Hashable, CustomStringConvertible {
    /// Which address, and why.
    public let description: String

    init(host: String, port: Int, reason: any Error) {
        let text =
            switch reason {
            case let error as IOError: Errno(rawValue: error.errnoCode).description
            default: "\(reason)"
            }
        description = "cannot listen on \(host.contains(":") ? "[\(host)]" : host):\(port): \(text)"
    }
}
