import Histogram

/// How long requests took, to a thousandth of each time.
struct Latencies: Sendable, CustomStringConvertible {
    /// Microseconds.
    private var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)

    /// Does something, and records how long it took.
    mutating func measure<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> Result {
        let start = ContinuousClock.now
        let result = try await body()
        histogram.record(UInt64(max(0, start.duration(to: .now) / .microseconds(1))))
        return result
    }

    mutating func add(_ others: Latencies) {
        histogram.add(others.histogram)
    }

    /// Milliseconds that so many percent did not exceed.
    func milliseconds(at percentile: Double) -> Double {
        Double(histogram.valueAtPercentile(percentile)) / 1e3
    }

    var median: Double { milliseconds(at: 50) }

    var description: String {
        [("half", 50), ("90 %", 90), ("99 %", 99), ("all", 100)]
            .map { "\($0) within \(milliseconds(at: $1).formatted(digits: 1)) ms" }.joined(separator: ", ")
    }
}
