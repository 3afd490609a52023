import NIOCore

/// What a connection may cost, as its handlers take it from the configuration.
struct ConnectionLimits: Sendable {
    let maximumHeaderBytes: Int
    let maximumHeaderFields: Int
    let window: Int
    let maximumDroppedBody: Int
    let pipelined: Int
    let maximumStreams: Int
    let maximumResets: Int
    let maximumBufferedControlFrames: Int
    let handshakeTimeout: TimeAmount
    let headerTimeout: TimeAmount
    let bodyTimeout: TimeAmount
    let idleTimeout: TimeAmount
    let writeTimeout: TimeAmount
    let minimumWriteProgress: Int
    let lingerTimeout: TimeAmount
    let pingInterval: TimeAmount
    let pingTimeout: TimeAmount
    let gracePeriod: TimeAmount

    init(_ configuration: HTTPServerTransport.Configuration) {
        maximumHeaderBytes = configuration.maximumHeaderBytes
        maximumHeaderFields = configuration.maximumHeaderFields
        window = configuration.bodyWindow
        maximumDroppedBody = configuration.maximumDroppedBody
        pipelined = configuration.maximumPipelinedRequests
        maximumStreams = configuration.maximumConcurrentStreams
        maximumResets = configuration.maximumStreamResets
        maximumBufferedControlFrames = configuration.maximumBufferedControlFrames
        handshakeTimeout = TimeAmount(configuration.handshakeTimeout)
        headerTimeout = TimeAmount(configuration.headerTimeout)
        bodyTimeout = TimeAmount(configuration.bodyTimeout)
        idleTimeout = TimeAmount(configuration.idleTimeout)
        writeTimeout = TimeAmount(configuration.writeTimeout)
        minimumWriteProgress = configuration.minimumWriteProgress
        lingerTimeout = TimeAmount(configuration.lingerTimeout)
        pingInterval = TimeAmount(configuration.pingInterval)
        pingTimeout = TimeAmount(configuration.pingTimeout)
        gracePeriod = TimeAmount(configuration.gracePeriod)
    }
}
