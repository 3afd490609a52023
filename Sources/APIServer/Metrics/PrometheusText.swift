/// Writes Prometheus' text format 0.0.4.
struct PrometheusText {
    /// The media type.
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var bytes: [UInt8] = []

    /// Begins a metric.
    mutating func begin(_ name: String, type: String, help: String) {
        if !help.isEmpty {
            write("# HELP \(name) \(Self.escaped(help, quotes: false))\n")
        }
        write("# TYPE \(name) \(type)\n")
    }

    /// Writes a number of a metric.
    ///
    /// - Parameter labels: as ``labels(_:)`` writes them.
    mutating func sample(_ name: String, _ labels: String, _ value: Double) {
        write(labels.isEmpty ? name : "\(name){\(labels)}")
        write(" \(Self.number(value))\n")
    }

    mutating func histogram(_ name: String, _ labels: String, _ histogram: PrometheusHistogram) {
        let (cumulative, count, sum) = histogram.snapshot
        let prefix = labels.isEmpty ? "" : labels + ","
        for (bound, number) in zip(histogram.bounds, cumulative) {
            sample("\(name)_bucket", "\(prefix)le=\"\(Self.number(bound))\"", Double(number))
        }
        sample("\(name)_bucket", "\(prefix)le=\"+Inf\"", Double(count))
        sample("\(name)_sum", labels, sum)
        sample("\(name)_count", labels, Double(count))
    }

    private mutating func write(_ text: String) { bytes += text.utf8 }

    /// Labels in the order of their names.
    static func labels(_ labels: [(String, String)]) -> String {
        labels.map { (name(String($0.0), allowsColon: false), escaped($0.1, quotes: true)) }
            .sorted { $0.0 < $1.0 }
            .map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
    }

    /// A name with what a name cannot contain replaced by `_`.
    static func name(_ text: String, allowsColon: Bool = true) -> String {
        func isAllowed(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: ":"): allowsColon
            default: false
            }
        }
        let first = text.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
        if !first, text.utf8.allSatisfy(isAllowed) { return text }
        return (first ? "_" : "")
            + String(decoding: text.utf8.map { isAllowed($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return "\(value)"
    }
}
