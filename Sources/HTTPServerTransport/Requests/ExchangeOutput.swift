import HTTPTypes

/// Where an answer is written: a connection of HTTP/1.1, or a stream of HTTP/2. It is used on its event loop only.
protocol ExchangeOutput: AnyObject {
    /// Whether what is written now does not have to wait behind too much else.
    var isWritable: Bool { get }
    /// Tells a client that waits for it to send its body.
    func sendContinue()
    /// Writes an answer's head, and as much of the body as is there.
    ///
    /// - Parameters:
    ///   - length: The length of the body; `nil` where it is not known.
    ///   - segments: The beginning of the body.
    ///   - isWhole: Whether the body ends with that.
    func send(_ head: HTTPResponse, length: Int?, _ segments: [[UInt8]], isWhole: Bool)
    /// Writes a piece of the body.
    func send(_ piece: ArraySlice<UInt8>)
    /// Ends the body.
    func sendEnd()
    /// Sends what is written.
    func flush()
    /// Breaks off: what is written so far must not look like a whole answer.
    func abort()
    /// More of the request's body can be taken.
    func bodyWasRead()
    /// The answer is written, or broken off.
    func finished(_ exchange: Exchange)
}
