import Storage

/// A backend does not do what a check expects.
public struct StorageConformanceFailure: Error, Hashable, CustomStringConvertible {
    /// The name of the check.
    public var check: String
    /// What was expected and, where it says anything, what was there instead.
    public var expectation: String
    /// Where in the suite the expectation stands.
    public var line: String

    init(_ expectation: String, file: String = #fileID, line: Int = #line) {
        check = ""
        self.expectation = expectation
        self.line = "\(file):\(line)"
    }

    /// The check, what it expected, and where it says so.
    public var description: String { "\(check): expected \(expectation) (\(line))" }

    func naming(_ check: String) -> Self {
        var failure = self
        failure.check = check
        return failure
    }
}

/// Fails unless a condition holds.
func expect(
    _ condition: Bool, _ expectation: @autoclosure () -> String, file: String = #fileID, line: Int = #line
) throws {
    guard condition else { throw StorageConformanceFailure(expectation(), file: file, line: line) }
}

/// Fails unless two values are equal.
func expect<Value: Equatable>(
    _ what: String, _ actual: Value, is expected: Value, file: String = #fileID, line: Int = #line
) throws {
    guard actual == expected else {
        throw StorageConformanceFailure("\(what) to be \(expected), not \(actual)", file: file, line: line)
    }
}

/// Fails where there is no value.
func require<Value>(
    _ what: String, _ value: Value?, file: String = #fileID, line: Int = #line
) throws -> Value {
    guard let value else { throw StorageConformanceFailure("\(what)", file: file, line: line) }
    return value
}

/// Fails unless an operation throws an error that equals another.
func expect<Result>(
    _ what: String, throws expected: StorageError, file: String = #fileID, line: Int = #line,
    _ operation: () async throws -> Result
) async throws {
    try await expect(what, throws: "‘\(expected)’", file: file, line: line, where: { $0 == expected }, operation)
}

/// Fails unless an operation throws an error of a sort.
func expect<Result>(
    _ what: String, throws description: String, file: String = #fileID, line: Int = #line,
    where isExpected: (StorageError) -> Bool, _ operation: () async throws -> Result
) async throws {
    do {
        let result = try await operation()
        throw StorageConformanceFailure(
            "\(what) to throw \(description), not to return \(result)", file: file, line: line)
    } catch let error as StorageError {
        guard isExpected(error) else {
            throw StorageConformanceFailure(
                "\(what) to throw \(description), not ‘\(error)’", file: file, line: line)
        }
    }
}
