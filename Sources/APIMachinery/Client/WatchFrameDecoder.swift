/// Cuts the body of a watch into events: one JSON text a line.
///
/// The pieces of the body may end anywhere. Each byte is looked at once.
package struct WatchFrameDecoder: Sendable {
    private var buffer: [UInt8] = []
    /// The start of the line in hand.
    private var start = 0
    /// How far the line has been looked at.
    private var position = 0
    private let maximumLength: Int

    /// Makes a decoder.
    ///
    /// - Parameter maximumLength: How many bytes an event may have: 64 MiB unless said otherwise.
    package init(maximumLength: Int = 64 << 20) {
        self.maximumLength = maximumLength
    }

    /// Takes a piece of the body.
    package mutating func append(_ chunk: [UInt8]) {
        if start == buffer.count {
            buffer = chunk
            position = 0
        } else {
            if start > 0 { buffer.removeFirst(start) }
            position -= start
            buffer += chunk
        }
        start = 0
    }

    /// The next whole event; `nil` until more of the body has come. Empty lines are skipped.
    ///
    /// - Throws: ``APIError`` for an event that is too long.
    package mutating func nextFrame() throws(APIError) -> [UInt8]? {
        while let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = buffer[start..<end]
            start = end + 1
            position = start
            try check(line.count)
            if !Self.isBlank(line) { return Array(line) }
        }
        position = buffer.count
        try check(position - start)
        return nil
    }

    /// What is left when the body is over: an event that no line break follows; `nil` where there is none.
    package mutating func finish() throws(APIError) -> [UInt8]? {
        defer {
            buffer = []
            start = 0
            position = 0
        }
        let line = buffer[start...]
        return Self.isBlank(line) ? nil : Array(line)
    }

    private func check(_ length: Int) throws(APIError) {
        guard length <= maximumLength else {
            throw APIError(
                code: 500, reason: .internalError, message: "an event of the watch has more than \(maximumLength) bytes"
            )
        }
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 || $0 == 10 }
    }
}
