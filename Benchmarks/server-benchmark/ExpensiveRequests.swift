import APIMachinery
import Benchmark
import HTTPTypes
import JSON

/// The dearest requests that the limits allow, and each of them a tenth as large: ten times the size is to take about
/// ten times as long.
func expensiveRequests(_ backend: Backend) {
    for part in [1, 10] {
        let name = part == 1 ? "tenth" : "whole"
        write("jsonpatch.move.\(name)", backend, .patch, "application/json-patch+json") {
            patch(
                finalizers(20_000 * part),
                #"{"op":"move","from":"/metadata/finalizers/0","path":"/metadata/finalizers/-"}"#, 1_000 * part - 1)
        }
        write("jsonpatch.front.\(name)", backend, .patch, "application/json-patch+json") {
            patch(
                finalizers(20_000 * part), #"{"op":"add","path":"/metadata/finalizers/0","value":"x/y"}"#,
                1_000 * part - 1)
        }
        write("jsonpatch.members.\(name)", backend, .patch, "application/json-patch+json") {
            patch(members(10_000 * part), #"{"op":"remove","path":"/data/k%"}"#, 1_000 * part - 1)
        }
        write("strategicpatch.nulls.\(name)", backend, .patch, "application/strategic-merge-patch+json") {
            #"{"data":{"# + (0..<15_000 * part).map { #""k\#($0)":null"# }.joined(separator: ",") + "}}"
        }
        write("strategicpatch.list.\(name)", backend, .patch, "application/strategic-merge-patch+json") {
            let owner = { (number: Int) in #"{"uid":"u\#(number)","name":"a","kind":"A","apiVersion":"v1"}"# }
            return #"{"metadata":{"ownerReferences":["# + (0..<4_000 * part).map(owner).joined(separator: ",") + "]}}"
        }
        write("faults.\(name)", backend, .post, "application/json", path: SampleServer.pods, status: 422) {
            #"{"metadata":{"name":"q"},"spec":{"containers":["#
                + Array(repeating: "{}", count: 6_000 * part).joined(separator: ",") + "]}}"
        }
        select("labels.one.\(name)", backend, "labelSelector=") {
            Array(repeating: "!b", count: 10_000 * part).joined(separator: ",")
        }
        select("labels.many.\(name)", backend, "labelSelector=") {
            (0..<10_000 * part).map { "!k\($0)" }.joined(separator: ",")
        }
        select("fields.\(name)", backend, "fieldSelector=") {
            (0..<10_000 * part).map { "spec.nodeName!=n\($0)" }.joined(separator: ",")
        }
    }
}

private let configMaps = "/api/v1/namespaces/default/configmaps"

private func finalizers(_ count: Int) -> String {
    let values = (0..<count).map { "\"a/\($0)\"" }.joined(separator: ",")
    return #"{"op":"add","path":"/metadata/finalizers","value":["# + values + "]}"
}

private func members(_ count: Int) -> String {
    let values = (0..<count).map { #""k\#($0)":"v""# }.joined(separator: ",")
    return #"{"op":"add","path":"/data","value":{"# + values + "}}"
}

/// A patch that begins with one operation and goes on with another, in which `%` stands for a number that counts up.
private func patch(_ first: String, _ operation: String, _ count: Int) -> String {
    let parts = operation.split(separator: "%")
    let operations = (0..<count).map { parts.joined(separator: "\($0)") }
    return "[" + ([first] + operations).joined(separator: ",") + "]"
}

/// Registers a benchmark of a write that is not stored.
private func write(
    _ name: String, _ backend: Backend, _ method: HTTPRequest.Method, _ type: String,
    path: String = configMaps + "/large", status: Int = 200, _ body: @escaping @Sendable () -> String
) {
    measure("expensive.\(name)", backend, pods: 0) { benchmark, sample in
        if benchmark.currentIteration == 0 {
            try await sample.write(
                .post, configMaps, "application/json", Array(#"{"metadata":{"name":"large"},"data":{"a":"b"}}"#.utf8),
                status: 201)
        }
        let body = Array(body().utf8)
        benchmark.startMeasurement()
        try await sample.write(method, path + "?dryRun=All", type, body, status: status)
        benchmark.stopMeasurement()
    }
}

/// Registers a benchmark of a list of 2,000 pods that a selector is asked about.
private func select(_ name: String, _ backend: Backend, _ parameter: String, _ text: @escaping @Sendable () -> String) {
    measure("expensive.\(name)", backend, pods: 2_000) { benchmark, sample in
        let path = SampleServer.pods + "?" + parameter + text()
        benchmark.startMeasurement()
        blackHole(try await sample.read(try await sample.get(path)))
        benchmark.stopMeasurement()
    }
}
