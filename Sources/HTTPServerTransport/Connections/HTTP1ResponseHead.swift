import HTTPTypes
import NIOCore
import NIOHTTP1

/// Writes the head of an HTTP/1.1 answer (RFC 9112).
enum HTTP1ResponseHead {
    static func write(
        _ head: HTTPResponse, length: Int?, isChunked: Bool, isKeptAlive: Bool, to buffer: inout ByteBuffer
    ) {
        if head.status == .ok {
            buffer.writeStaticString("HTTP/1.1 200 OK\r\n")
        } else {
            buffer.writeStaticString("HTTP/1.1 ")
            buffer.writeString(String(head.status.code))
            buffer.writeStaticString(" ")
            let phrase = head.status.reasonPhrase
            buffer.writeString(
                phrase.isEmpty ? HTTPResponseStatus(statusCode: head.status.code).reasonPhrase : phrase)
            buffer.writeStaticString("\r\n")
        }
        for field in head.headerFields where !isFraming(field.name) {
            buffer.writeString(field.name.rawName)
            buffer.writeStaticString(": ")
            buffer.writeString(field.value)
            buffer.writeStaticString("\r\n")
        }
        if let length, !head.status.hasNoBody {
            buffer.writeStaticString("Content-Length: ")
            buffer.writeString(String(length))
            buffer.writeStaticString("\r\n")
        }
        if isChunked { buffer.writeStaticString("Transfer-Encoding: chunked\r\n") }
        if !isKeptAlive { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeStaticString("\r\n")
    }

    /// Whether a field is about the framing, which is decided here.
    private static func isFraming(_ name: HTTPField.Name) -> Bool {
        switch name.canonicalName {
        case "content-length", "transfer-encoding", "connection": true
        default: false
        }
    }
}
