/// What brings requests to a server from outside of the process.
public protocol RequestListener: Sendable {
    /// Accepts connections and answers what comes over them, until ``stopListening()`` has been called and everything
    /// that was asked is answered, or the task is cancelled.
    ///
    /// - Parameter onListening: Called once connections are accepted.
    /// - Throws: What keeps it from listening.
    func listen(onListening: @escaping @Sendable () async -> Void) async throws

    /// Accepts no more connections, and lets those that are idle end.
    func stopListening() async
}
