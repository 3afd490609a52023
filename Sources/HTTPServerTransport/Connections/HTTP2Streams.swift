import NIOCore
import NIOHTTP2

/// The open streams of an HTTP/2 connection, and whether their clients take what is written to them. A client decides by
/// flow control how much that is, so it could keep answers waiting for ever.
///
/// It is used on the connection's event loop only.
final class HTTP2Streams {
    private let timeout: TimeAmount
    private var open: [HTTP2StreamID: HTTP2StreamHandler] = [:]
    private var timer: DeadlineTimer?
    private var isExpecting = false
    /// Until when the socket has taken no more, as far as is known. That is no stream's fault, and seen to elsewhere
    /// (`WriteProgressHandler`).
    private var heldUntil = NIODeadline.now()
    private var isHeld = false
    /// Called when the connection has been told to end.
    var onGoAway: (() -> Void)?
    /// Called when the last stream has ended.
    var onEmpty: (() -> Void)?

    var isEmpty: Bool { open.isEmpty }

    init(_ loop: any EventLoop, _ limits: ConnectionLimits) {
        timeout = limits.writeTimeout
        timer = DeadlineTimer(loop) { [weak self] in self?.check() }
    }

    func add(_ stream: HTTP2StreamHandler, _ id: HTTP2StreamID) { open[id] = stream }

    func remove(_ id: HTTP2StreamID) {
        guard open.removeValue(forKey: id) != nil, open.isEmpty else { return }
        onEmpty?()
    }

    /// The connection is closed.
    func end() {
        timer?.stop()
        onGoAway = nil
        onEmpty = nil
    }

    /// A frame leaves for the client.
    func sent(_ frame: HTTP2FrameMeter.Frame) {
        switch frame {
        case .data(let bytes, let id): open[id]?.sent(bytes)
        case .goAway: onGoAway?()
        }
    }

    /// The socket takes more, or no more.
    func connectionChanged(isWritable: Bool) {
        isHeld = !isWritable
        heldUntil = .now()
    }

    /// A stream has something that its client has to take in time. One timer serves all streams.
    func expectProgress() {
        if isExpecting { return }
        isExpecting = true
        timer?.set(timeout)
    }

    private func check() {
        let now = NIODeadline.now()
        if isHeld { heldUntil = now }
        let next = open.values.compactMap { $0.checkProgress(now, heldUntil: heldUntil) }.min()
        isExpecting = next != nil
        if let next { timer?.set(next - now) }
    }
}
