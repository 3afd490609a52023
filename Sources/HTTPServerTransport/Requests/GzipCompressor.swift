import APIMachinery
import CZlib

/// Compresses the pieces of a body.
///
/// One task uses it, a piece at a time, which makes the unchecked sendability sound.
final class GzipCompressor: @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>

    /// As kube-apiserver: the fastest level, which makes lists of objects a tenth of their size.
    private static let level: Int32 = 1

    /// - Returns: `nil` where there is not enough memory.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard CZlib_gzipInit(stream, Self.level) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The next bytes of the compressed body; there may be none yet.
    ///
    /// - Parameter isLast: Whether the body ends with this piece.
    func compress(_ pieces: [[UInt8]], isLast: Bool) -> [UInt8] {
        var output: [UInt8] = []
        for piece in pieces { deflate(piece, Z_NO_FLUSH, into: &output) }
        if isLast { deflate([], Z_FINISH, into: &output) }
        return output
    }

    private func deflate(_ input: [UInt8], _ flush: Int32, into output: inout [UInt8]) {
        let step = 32 << 10
        var rest = input[...]
        repeat {
            // zlib counts in 32 bits.
            let piece = rest.prefix(1 << 30)
            rest = rest.dropFirst(piece.count)
            piece.withUnsafeBufferPointer { bytes in
                // zlib does not write to its input; its interface lacks the word.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
                stream.pointee.avail_in = UInt32(bytes.count)
                repeat {
                    let room = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
                        stream.pointee.next_out = buffer.baseAddress
                        stream.pointee.avail_out = UInt32(step)
                        _ = CZlib.deflate(stream, flush)
                        count = step - Int(stream.pointee.avail_out)
                    }
                    output += room
                } while stream.pointee.avail_out == 0
                stream.pointee.next_in = nil
            }
        } while !rest.isEmpty
    }
}
