/// A bare message, and where in it stands JSON as it was.
package struct ProtobufMessageBytes: Sendable {
    /// The message.
    package var bytes: [UInt8]
    /// Where longer JSON stands that was copied, in order.
    package var verbatim: [Range<Int>]

    /// A message.
    package init(bytes: [UInt8], verbatim: [Range<Int>]) {
        self.bytes = bytes
        self.verbatim = verbatim
    }

    /// How long JSON is that is worth being told of.
    static let smallestVerbatim = 128
}
