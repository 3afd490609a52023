import Testing

/// Waits until something is so.
func eventually(
    within limit: Duration = .seconds(120), _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try await condition(), comment, sourceLocation: sourceLocation)
}
