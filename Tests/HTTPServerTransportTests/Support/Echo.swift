import APIMachinery
import HTTPTypes
import Synchronization

/// Answers with what it was asked.
struct Echo: RequestSender {
    /// What goes on until its client goes.
    let endless = EndlessAnswers()

    func send(_ request: APIRequest) async throws -> APIResponse {
        switch String(request.path) {
        case "/stream": return APIResponse(status: .ok, body: .chunks(endless.begin()))
        case "/fail": throw APIError.conflict(GroupResource(group: "", resource: "things"), name: "x", message: "no")
        case "/ignore": return APIResponse(status: .ok, body: .bytes(Array("ignored".utf8)))
        case "/who":
            let peer = request.peer
            let text =
                peer.certificateFault.map { "fault: \($0)" }
                ?? peer.certificateSubject.map { "\($0.commonName) \($0.organizations.joined(separator: ","))" }
                ?? "nobody"
            return APIResponse(status: .ok, body: .bytes(Array(text.utf8)))
        case "/large": return APIResponse(status: .ok, body: .segments(Self.large))
        case "/list": return APIResponse(status: .ok, body: .chunks(Self.pieces(Self.large)))
        case "/short-list": return APIResponse(status: .ok, body: .chunks(Self.pieces([Array("short".utf8)])))
        case "/broken":
            return APIResponse(status: .ok, body: .chunks(Self.pieces([Array("begin".utf8)], throwing: true)))
        default:
            let body = try await request.body.collect(upTo: 4 << 20)
            let shown = body.count > 100 ? "\(body.count) bytes" : String(decoding: body, as: UTF8.self)
            let text = "\(request.head.method) \(request.head.path ?? "") \(shown)"
            return APIResponse(status: .ok, headerFields: [.contentType: "text/plain"], body: .bytes(Array(text.utf8)))
        }
    }

    /// One megabyte.
    static let large: [[UInt8]] = (0..<1024).map { piece in
        Array(repeating: UInt8(ascii: "a") + UInt8(piece % 26), count: 1023) + [UInt8(ascii: "\n")]
    }

    private static func pieces(_ pieces: [[UInt8]], throwing: Bool = false) -> ByteChunks {
        let next = Mutex(0)
        return ByteChunks {
            let index = next.withLock { index in
                defer { index += 1 }
                return index
            }
            if index < pieces.count { return pieces[index] }
            if throwing { throw APIError.internalError("no more") }
            return nil
        }
    }
}

/// Bodies that do not end by themselves, and how many of them go on.
final class EndlessAnswers: Sendable {
    private let running = Mutex(0)

    var count: Int { running.withLock { $0 } }

    func begin() -> ByteChunks {
        running.withLock { $0 += 1 }
        let sent = Mutex(0)
        return ByteChunks {
            let index = sent.withLock { index in
                defer { index += 1 }
                return index
            }
            if index < 2 { return Array((index == 0 ? "one\n" : "two\n").utf8) }
            defer { self.running.withLock { $0 -= 1 } }
            // A task that sleeps for ever ends when it is cancelled.
            try await Task.sleep(for: .seconds(3600))
            return nil
        }
    }
}
