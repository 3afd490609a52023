import Foundation
import JSON
import SampleObjects

// Prints MB/s (10^6 bytes of text per second) of the JSON module and of Foundation's JSONSerialization in the same run.
// `json-benchmark [SECONDS]`: how long each row runs at least; 0.5 by default.

nonisolated let secondsPerRow = CommandLine.arguments.dropFirst().first.flatMap(Double.init) ?? 0.5
nonisolated let clock = ContinuousClock()

/// Something of each result is added up here, so that no work is optimised away.
nonisolated(unsafe) var sink = 0

/// The best rate of several rounds.
func rate(_ bytes: Int, _ body: () throws -> Int) rethrows -> Double {
    let repeats = max(1, 2_000_000 / bytes)
    var best = 0.0
    var spent = 0.0
    while spent < secondsPerRow {
        let start = clock.now
        for _ in 0..<repeats { sink &+= try body() }
        let duration = start.duration(to: clock.now)
        let elapsed = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        spent += elapsed
        best = max(best, Double(bytes * repeats) / elapsed / 1e6)
    }
    return best
}

func row(_ name: String, _ rate: Double, against reference: Double, goal: Double? = nil) {
    let goalText = goal.map { rate >= $0 ? "   goal \(Int($0)): met" : "   goal \(Int($0)): MISSED" } ?? ""
    let padded = name.padding(toLength: 44, withPad: " ", startingAt: 0)
    print("  \(padded)\(String(format: "%8.0f MB/s %7.1fx", rate, rate / reference))\(goalText)")
}

func measure<Model: JSONCodable>(_ title: String, _ value: JSONValue, _ model: Model.Type) throws {
    let bytes = value.serialized()
    let size = bytes.count
    let data = Data(bytes)
    let document = try JSONDocument(parsing: bytes)
    let tree = document.root.value
    let typed = try Model(json: document.root)
    let foundation = try JSONSerialization.jsonObject(with: data)
    guard tree == value, document.root.value.serialized() == bytes else { fatalError("the value does not round-trip") }

    let foundationParse = try rate(size) { (try JSONSerialization.jsonObject(with: data) as? NSDictionary)?.count ?? 1 }
    let foundationWrite = try rate(size) { try JSONSerialization.data(withJSONObject: foundation).count }

    print("\(title), \(size) bytes")
    row("parse: JSONSerialization", foundationParse, against: foundationParse)
    row(
        "parse: document, all checks", try rate(size) { try JSONDocument(parsing: bytes).root.count },
        against: foundationParse, goal: 500)
    row(
        "parse: tree", try rate(size) { try JSONValue(parsing: bytes).objectValue?.count ?? 0 },
        against: foundationParse)
    row("parse: model", try rate(size) { try Model(parsing: bytes).encodedSizeHint }, against: foundationParse)
    row("write: JSONSerialization", foundationWrite, against: foundationWrite)
    row("write: tree", rate(size) { tree.serialized().count }, against: foundationWrite, goal: 800)
    row(
        "write: document, value by value",
        rate(size) {
            var writer = JSONWriter()
            writer.write(document.root)
            return writer.finish().count
        }, against: foundationWrite, goal: 800)
    row(
        "write: document, verbatim",
        rate(size) {
            var writer = JSONWriter(reserving: size)
            writer.write(verbatim: document.root.rawBytes)
            return writer.finish().count
        }, against: foundationWrite)
    row("write: model", rate(size) { typed.encodedJSON().count }, against: foundationWrite)
    print("")
}

extension JSONEncodable {
    /// Keeps the optimiser from dropping a value.
    var encodedSizeHint: Int { MemoryLayout<Self>.size }
}

try measure("One Pod", samplePod(1), SamplePod.self)
let podSize = samplePod(1).serialized().count
try measure("List of Pods", samplePodList(10_000_000 / podSize), SamplePodList.self)
if sink == 42 { print(sink) }
