public import APIMachinery
public import Timing

/// Does something that fails with a conflict again: read, change and write back.
///
/// ```swift
/// try await retryOnConflict {
///     var book = try await books.get("dune")
///     book.spec.copies += 1
///     try await books.update(book)
/// }
/// ```
///
/// - Parameters:
///   - attempts: How often it is done at most; five times, as client-go does.
///   - backoff: The waits in between.
///   - clock: What waits are measured by.
///   - body: What to do, from the reading on.
/// - Throws: what `body` throws: an `APIError` with `isConflict` only from the last attempt; `CancellationError`.
public func retryOnConflict<Result: Sendable>(
    attempts: Int = 5, backoff: Backoff = .conflict, clock: any Clock<Swift.Duration> = ContinuousClock(),
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
) async throws -> Result {
    let time = Timekeeper(clock)
    var failures = 0
    while true {
        do {
            return try await body()
        } catch let error as APIError where error.isConflict && failures + 1 < attempts {
            try await time.sleep(for: backoff.jitteredDelay(after: failures))
            failures += 1
        }
    }
}

extension ResourceClient where Resource: Gettable & Updatable {
    /// Reads an object, changes it and writes it back, again where it was changed in between.
    ///
    /// - Parameters:
    ///   - name: The object's name.
    ///   - change: Changes the object. It may be called several times.
    /// - Returns: The object as the server keeps it.
    @discardableResult
    public func modify(_ name: String, _ change: @Sendable (inout Resource) throws -> Void) async throws -> Resource {
        try await retryOnConflict {
            var object = try await get(name)
            try change(&object)
            return try await update(object)
        }
    }
}

extension ResourceClient where Resource: Gettable & StatusUpdatable {
    /// Reads an object, changes its status and writes that back, again where it was changed in between.
    ///
    /// - Parameters:
    ///   - name: The object's name.
    ///   - change: Changes the status; changes of the rest are ignored. It may be called several times.
    /// - Returns: The object as the server keeps it.
    @discardableResult
    public func modifyStatus(
        _ name: String, _ change: @Sendable (inout Resource) throws -> Void
    ) async throws -> Resource {
        try await retryOnConflict {
            var object = try await get(name)
            try change(&object)
            return try await updateStatus(object)
        }
    }
}
