import Synchronization
import Timing

/// A bearer token in a file that someone else keeps fresh, as a pod's.
final class TokenFile: CredentialSource {
    private struct Known {
        var credential: Credential
        var readAt: Duration
    }

    private let path: String
    private let time: Timekeeper
    private let known = Mutex<Known?>(nil)

    /// How long a token is used before the file is read again.
    private static let freshness = Duration.seconds(60)

    init(path: String, time: Timekeeper = Timekeeper()) {
        self.path = path
        self.time = time
    }

    func current() async throws -> Credential {
        let now = time.now
        return try known.withLock { known in
            if let known, now - known.readAt < Self.freshness { return known.credential }
            do {
                let credential = try read()
                known = Known(credential: credential, readAt: now)
                return credential
            } catch {
                // A file that is being replaced is no reason to fail while the old token may still do.
                guard let known else { throw error }
                return known.credential
            }
        }
    }

    func refused(_ credential: Credential) async -> Bool {
        known.withLock { known in
            // Another request may have read it again meanwhile.
            if known?.credential == credential { known = nil }
            return (try? read()).map { $0 != credential } ?? false
        }
    }

    private func read() throws -> Credential {
        let bytes = try Files.read(path)
        guard let token = String(decoding: bytes, as: UTF8.self).trimmed() else {
            throw KubeconfigError(file: path, "there is no token in the file")
        }
        return Credential(authorization: "Bearer \(token)")
    }
}
