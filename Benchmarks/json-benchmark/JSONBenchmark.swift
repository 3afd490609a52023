import Benchmark
import Foundation
import JSON
import SampleObjects

/// What the JSON module and, beside it, Foundation's JSONSerialization make of a Pod and of a list of Pods. An iteration
/// takes 10^6 bytes of text, so that the throughput is in MB/s.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.throughput], warmupIterations: 3, maxDuration: .seconds(1),
        thresholds: [.throughput: .init(absolute: [.p90: 0])])
    do {
        let pod = samplePod(1)
        try measure("pod", pod, SamplePod.self)
        try measure("list", samplePodList(1_000_000 / pod.serialized().count), SamplePodList.self)
    } catch {
        FileHandle.standardError.write(Data("json-benchmark: \(error)\n".utf8))
        exit(1)
    }
}

/// A sample that is not written as it was read, so that its figures would mean nothing.
private struct SampleError: Error, CustomStringConvertible {
    let sample: String

    var description: String { "the sample '\(sample)' does not round-trip" }
}

private func measure<Model: JSONCodable>(_ name: String, _ value: JSONValue, _ model: Model.Type) throws {
    let bytes = value.serialized()
    let rounds = max(1, 1_000_000 / bytes.count)
    let data = Data(bytes)
    let document = try JSONDocument(parsing: bytes)
    let tree = document.root.value
    let typed = try Model(json: document.root)
    let foundation = try JSONSerialization.jsonObject(with: data)
    guard tree == value, tree.serialized() == bytes else { throw SampleError(sample: name) }

    func rate(_ what: String, _ body: @escaping () throws -> Int) {
        Benchmark("\(name).\(what)") { _ in
            for _ in 0..<rounds { blackHole(try body()) }
        }
    }
    rate("parse.foundation") { (try JSONSerialization.jsonObject(with: data) as? NSDictionary)?.count ?? 1 }
    rate("parse.document") { try JSONDocument(parsing: bytes).root.count }
    rate("parse.tree") { try JSONValue(parsing: bytes).objectValue?.count ?? 0 }
    rate("parse.model") {
        blackHole(try Model(parsing: bytes))
        return 0
    }
    rate("write.foundation") { try JSONSerialization.data(withJSONObject: foundation).count }
    rate("write.tree") { tree.serialized().count }
    rate("write.document") {
        var writer = JSONWriter()
        writer.write(document.root)
        return writer.finish().count
    }
    rate("write.verbatim") {
        var writer = JSONWriter(reserving: bytes.count)
        writer.write(verbatim: document.root.rawBytes)
        return writer.finish().count
    }
    rate("write.model") { typed.encodedJSON().count }
}
