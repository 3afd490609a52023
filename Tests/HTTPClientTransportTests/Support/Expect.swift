import Testing

enum Expect {
    /// Expects what a function comes to.
    static func equal<Value: Equatable>(
        _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Value?
    ) async throws {
        let value = try await body()
        #expect(value == expected, sourceLocation: sourceLocation)
    }
}
