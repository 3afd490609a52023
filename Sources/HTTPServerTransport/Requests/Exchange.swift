import APIMachinery
import APIServer
import HTTPTypes
import NIOCore

/// A request and its answer.
///
/// Its state is used on one event loop only, which makes the unchecked sendability sound; what may be called from
/// elsewhere goes to that loop first.
final class Exchange: @unchecked Sendable {
    private enum Body {
        case arriving
        case whole
        case broken(any Error)
    }

    let head: HTTPRequest
    private let connection: Connection
    private let output: any ExchangeOutput
    private let loop: any EventLoop

    private var pieces: [ByteBuffer] = []
    private(set) var unreadBytes = 0
    private var body = Body.arriving
    /// Whether the client waits to be told to send its body.
    private var waitsForContinue: Bool
    private var reader: CheckedContinuation<[UInt8]?, any Error>?
    private var writer: CheckedContinuation<Void, any Error>?
    private var bodyTimer: DeadlineTimer?
    private var task: Task<Void, Never>?
    private var isStreaming = false
    private var isCancelled = false
    private var inputHasEnded = false
    private var flushIsDue = false
    private var sentBytes = 0
    private(set) var hasAnswered = false

    init(_ head: HTTPRequest, on connection: Connection, output: any ExchangeOutput) {
        self.head = head
        self.connection = connection
        self.output = output
        loop = connection.executors.requests.loop
        waitsForContinue = head.headerFields[.expect]?.lowercased() == "100-continue"
    }

    // MARK: What the connection tells, on its loop

    func start() {
        connection.running += 1
        task = Task(executorPreference: connection.executors.requests) { await self.run() }
    }

    /// A piece of the body has come.
    func receive(_ piece: ByteBuffer) {
        waitsForContinue = false
        guard case .arriving = body, !hasAnswered else { return }
        pieces.append(piece)
        unreadBytes += piece.readableBytes
        resumeReader()
    }

    /// The body has ended.
    func receiveEnd() {
        guard case .arriving = body else { return }
        waitsForContinue = false
        body = .whole
        resumeReader()
    }

    /// The rest of the body does not come, or makes no sense.
    func receive(failure: any Error) {
        guard case .arriving = body else { return }
        body = .broken(failure)
        resumeReader()
    }

    /// The client sends nothing any more: an answer that goes on for ever ends.
    func receiveEndOfInput() {
        inputHasEnded = true
        receive(failure: APIError.badRequest("the body is incomplete"))
        if isStreaming { cancel() }
    }

    /// Nobody waits for the answer any more.
    func cancel() {
        if isCancelled { return }
        isCancelled = true
        task?.cancel()
        endWaits(throwing: CancellationError())
    }

    /// The connection takes more.
    func becameWritable() {
        writer.take()?.resume()
    }

    /// Whether the body has been received to its end.
    var hasWholeBody: Bool {
        if case .whole = body { true } else { false }
    }

    /// Whether a client still waits to be told to send its body.
    var isHoldingBody: Bool { waitsForContinue && !hasWholeBody }

    /// Whether the rest of the body is known to be short.
    func hasShortBody(_ limit: Int) -> Bool {
        guard let length = head.headerFields[.contentLength].flatMap({ Int($0) }) else { return false }
        return length <= limit
    }

    private func endWaits(throwing error: any Error) {
        reader.take()?.resume(throwing: error)
        writer.take()?.resume(throwing: error)
    }

    // MARK: The request's body

    private func resumeReader() {
        guard let reader else { return }
        self.reader = nil
        bodyTimer?.clear()
        take(reader)
    }

    private func take(_ reader: CheckedContinuation<[UInt8]?, any Error>) {
        if isCancelled { return reader.resume(throwing: CancellationError()) }
        if let bytes = takePieces() {
            reader.resume(returning: bytes)
            output.bodyWasRead()
            return
        }
        switch body {
        case .whole: reader.resume(returning: nil)
        case .broken(let error): reader.resume(throwing: error)
        case .arriving:
            if waitsForContinue {
                waitsForContinue = false
                output.sendContinue()
            }
            // A second reader would be a mistake of the handler; it must not hang.
            self.reader?.resume(throwing: APIError.internalError("the body is read twice"))
            self.reader = reader
            if bodyTimer == nil {
                bodyTimer = DeadlineTimer(loop) { [weak self] in self?.receive(failure: Self.bodyTimeout) }
            }
            bodyTimer?.set(connection.limits.bodyTimeout)
        }
    }

    private static let bodyTimeout = APIError(
        code: 408, reason: .timeout, message: "the body of the request does not come")

    private func takePieces() -> [UInt8]? {
        guard !pieces.isEmpty else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(unreadBytes)
        for piece in pieces { bytes += piece.readableBytesView }
        pieces.removeAll()
        unreadBytes = 0
        return bytes
    }

    private func nextBytes() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reader in
                on(loop) { self.take(reader) }
            }
        } onCancel: {
            // Whoever reads is given up, and with it the body: no later reader will come.
            on(loop) { self.stopReading() }
        }
    }

    private func stopReading() {
        if case .arriving = body { body = .broken(CancellationError()) }
        reader.take()?.resume(throwing: CancellationError())
    }

    // MARK: The answer

    private func run() async {
        let response = await respond()
        loop.assertInEventLoop()
        if !isCancelled {
            do {
                try await write(response)
                while !output.isWritable { try await waitUntilWritable() }
            } catch {
                if !isCancelled { connection.logBrokenOff(head, error) }
                output.abort()
            }
        }
        loop.assertInEventLoop()
        hasAnswered = true
        pieces.removeAll()
        unreadBytes = 0
        bodyTimer?.stop()
        if sentBytes > 0 { connection.memory.freed(sentBytes, on: loop) }
        connection.running -= 1
        output.finished(self)
    }

    private func respond() async -> APIResponse {
        let body: APIRequestBody
        if hasWholeBody {
            body = .bytes(takePieces() ?? [])
        } else {
            body = .chunks(ByteChunks { [self] in try await nextBytes() })
        }
        do {
            return try await connection.sender.send(APIRequest(head: head, body: body, peer: connection.peer))
        } catch let error as APIError {
            return APIResponse(error)
        } catch {
            if !isCancelled { connection.logFailure(head, error) }
            return APIResponse(.internalError("the request failed"))
        }
    }

    private func write(_ response: APIResponse) async throws {
        var head = response.head
        head.headerFields[.date] = HTTPDate.now
        guard self.head.method != .head, !head.status.hasNoBody else {
            let length = head.status.hasNoBody ? nil : response.body.count
            output.send(head, length: length, [], isWhole: true)
            return output.flush()
        }
        let compressor = ContentCoding.applies(to: self.head, head) ? GzipCompressor() : nil
        switch response.body {
        case .bytes(let bytes): try await write(head, segments: [bytes], length: bytes.count, compressor)
        case .segments(let segments):
            try await write(
                head, segments: segments, length: segments.reduce(0) { $0 + $1.count }, compressor)
        case .chunks(let chunks):
            isStreaming = true
            if inputHasEnded { throw CancellationError() }
            if let compressor {
                try await withTaskExecutorPreference(connection.executors.streams) {
                    try await stream(head, chunks, compressor)
                }
            } else {
                try await withTaskExecutorPreference(connection.executors.streams) { try await stream(head, chunks) }
            }
        }
    }

    /// How much is handed to the connection in one go, in bytes: some TLS records.
    private static let portion = 64 << 10

    private func write(
        _ head: HTTPResponse, segments: [[UInt8]], length: Int, _ compressor: GzipCompressor?
    ) async throws {
        if let compressor, length >= ContentCoding.threshold {
            return try await stream(head, segments.asChunks, compressor)
        }
        guard length > Self.portion else {
            output.send(head, length: length, segments, isWhole: true)
            return output.flush()
        }
        output.send(head, length: length, [], isWhole: false)
        var pending = 0
        for segment in segments {
            var rest = segment[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Self.portion - pending)
                rest = rest.dropFirst(piece.count)
                output.send(piece)
                pending += piece.count
                if pending == Self.portion {
                    pending = 0
                    try await flush()
                }
            }
        }
        output.sendEnd()
        output.flush()
    }

    /// Writes a body as it is made.
    private func stream(_ head: HTTPResponse, _ chunks: ByteChunks) async throws {
        output.send(head, length: nil, [], isWhole: false)
        flushSoon()
        for try await chunk in chunks where !chunk.isEmpty {
            loop.assertInEventLoop()
            var rest = chunk[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Self.portion)
                rest = rest.dropFirst(piece.count)
                output.send(piece)
                output.flush()
                sentBytes &+= piece.count
                if !output.isWritable { try await waitUntilWritable() }
            }
            if isCancelled { throw CancellationError() }
        }
        output.sendEnd()
        output.flush()
    }

    /// Writes a body compressed as it is made, unless it is a short one.
    private func stream(_ head: HTTPResponse, _ chunks: ByteChunks, _ compressor: GzipCompressor) async throws {
        var head = head
        var held: [[UInt8]] = []
        var heldBytes = 0
        var hasBegun = false
        for try await chunk in chunks where !chunk.isEmpty {
            held.append(chunk)
            heldBytes += chunk.count
            guard heldBytes >= ContentCoding.threshold else { continue }
            if !hasBegun {
                hasBegun = true
                head.headerFields[.contentEncoding] = "gzip"
                head.headerFields.append(.init(name: .vary, value: "Accept-Encoding"))
                output.send(head, length: nil, [], isWhole: false)
            }
            try await send(held, compressor, isLast: false)
            held = []
            heldBytes = 0
        }
        if hasBegun {
            try await send(held, compressor, isLast: true)
            output.sendEnd()
        } else {
            output.send(head, length: heldBytes, held, isWhole: true)
        }
        output.flush()
    }

    private func send(_ pieces: [[UInt8]], _ compressor: GzipCompressor, isLast: Bool) async throws {
        // Compressing takes longer than a loop should be kept from its sockets.
        let bytes = await withTaskExecutorPreference(WorkerThreads.short) { () -> [UInt8] in
            compressor.compress(pieces, isLast: isLast)
        }
        loop.assertInEventLoop()
        if isCancelled { throw CancellationError() }
        if !bytes.isEmpty { output.send(bytes[...]) }
        try await flush()
    }

    /// Sends what is written, waits until the connection takes more, and lets others have their turn.
    private func flush() async throws {
        output.flush()
        if output.isWritable { await Task.yield() } else { try await waitUntilWritable() }
        if isCancelled { throw CancellationError() }
    }

    /// Sends what is written as soon as the task waits: pieces that come at once leave together.
    private func flushSoon() {
        if flushIsDue { return }
        flushIsDue = true
        loop.execute {
            self.flushIsDue = false
            if !self.hasAnswered { self.output.flush() }
        }
    }

    private func waitUntilWritable() async throws {
        output.flush()
        if output.isWritable { return }
        if isCancelled { throw CancellationError() }
        try await withCheckedThrowingContinuation { writer = $0 }
    }
}

extension HTTPResponse.Status {
    /// Whether an answer of this status never has a body (RFC 9110 §6.4.1).
    var hasNoBody: Bool { code < 200 || code == 204 || code == 304 }
}

extension [[UInt8]] {
    fileprivate var asChunks: ByteChunks { APIResponseBody.segments(self).asChunks }
}
