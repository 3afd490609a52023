/// How many values a message may leave to be filled in.
///
/// Fields that JSON always has need not be on the wire, so an empty message of two bytes can stand for a large object.
/// Kubernetes' clients write such fields, empty or not; what leaves out many of them is meant to exhaust memory.
final class ProtobufAllowance {
    private var left: Int

    /// - Parameter byteCount: The length of all that is read.
    init(byteCount: Int) {
        left = 10_000 + byteCount / 8
    }

    /// Counts a value that is filled in.
    func take() throws(ProtobufError) {
        guard left > 0 else { throw ProtobufError(.expandsTooMuch) }
        left -= 1
    }
}
