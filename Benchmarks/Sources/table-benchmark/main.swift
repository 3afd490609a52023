import APIMachinery
import APISchema
import APIServer
import ControlPlaneAPI
import Foundation
import HTTPTypes
import JSON
import Storage
import Synchronization

// What it costs to add resources to a running server, one after the other, and how long requests that are answered
// meanwhile wait.
// `table-benchmark [RESOURCES]`: 1,000 by default, half of them in groups of their own.

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000
let server = try APIServer(storage: MemoryStorage(), registrations: ControlPlaneAPIRegistrations.all)
try await server.prepare()

/// A kind with some fields, every second one in a group of its own and the others in ten groups.
func definitions(_ number: Int) -> DefinitionSet {
    let group = number % 2 == 0 ? "g\(number).example.org" : "shared\(number % 20).example.org"
    let name = "org.example.v1.Thing\(number)"
    func field(_ name: String, _ schema: Schema) -> Field { Field(name, schema, presence: .implicit) }
    let spec = ObjectSchema(
        fields: (0..<20).map { field("field\($0)", Schema(.string)) }
            + [field("more", Schema(.array(ArraySchema(items: Schema(.reference(name + "Spec"))))))])
    let object = ObjectSchema(fields: [
        field("kind", Schema(.string)), field("apiVersion", Schema(.string)),
        field("metadata", Schema(.reference("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"))),
        field("spec", Schema(.reference(name + "Spec"))), field("status", Schema(.reference(name + "Spec"))),
    ])
    func type(_ name: TypeName, _ object: ObjectSchema) -> TypeDefinition {
        TypeDefinition(
            name: name, group: group, version: "v1", schema: Schema(.object(object)), swiftName: "Thing\(number)")
    }
    return DefinitionSet(
        types: [name: type(name, object), name + "Spec": type(name + "Spec", spec)],
        resources: [
            ResourceDefinition(
                group: group, version: "v1", kind: "Thing\(number)", plural: "thing\(number)s",
                singular: "thing\(number)", scope: .namespaced, verbs: Verb.allCases, typeName: name,
                listKind: "Thing\(number)List", subresources: [Subresource(name: "status", verbs: [.get, .update])],
                isNormalized: false)
        ])
}

func milliseconds(_ duration: Swift.Duration) -> Double {
    Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) * 1e-15
}

func row(_ name: String, _ text: String) {
    print("  " + name + String(repeating: " ", count: max(1, 44 - name.count)) + text)
}

func status(_ path: String) async throws -> Int {
    let response = try await server.send(APIRequest(method: .get, path: path))
    _ = try await response.body.collect()
    return response.head.status.code
}

/// Milliseconds for which this thread was ready to run and other programs had the processor; `nil` where nobody tells.
func stolen() -> (thread: String, milliseconds: Double)? {
    guard let thread = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self"),
        let text = try? String(contentsOfFile: "/proc/\(thread)/schedstat", encoding: .utf8),
        let wait = text.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return nil }
    return (thread, wait / 1e6)
}

let sets = (0..<count).map(definitions)
let isDone = Atomic(false)
print("\(count) resources")

// Requests go on while resources are added: their slowest says how long the table can keep one waiting. What other
// programs on the machine take from a request is no wait for the table.
let reader = Task.detached { () -> (count: Int, slowest: Double, slowestOwn: Double, failures: Int) in
    var result = (count: 0, slowest: 0.0, slowestOwn: 0.0, failures: 0)
    while !isDone.load(ordering: .relaxed) {
        let before = stolen()
        let start = ContinuousClock.now
        let code = try await status("/api/v1/namespaces/default/configmaps/none")
        let time = milliseconds(start.duration(to: .now))
        let after = stolen()
        result.slowest = max(result.slowest, time)
        result.count += 1
        if let before, let after, before.thread == after.thread {
            result.slowestOwn = max(result.slowestOwn, time - (after.milliseconds - before.milliseconds))
        }
        if code != 404 { result.failures += 1 }
    }
    return result
}

var slowest = Swift.Duration.zero
let start = ContinuousClock.now
for (number, set) in sets.enumerated() {
    let before = ContinuousClock.now
    server.resources.add(set, named: "set \(number)")
    slowest = max(slowest, before.duration(to: .now))
}
let total = start.duration(to: .now)
isDone.store(true, ordering: .relaxed)
let requests = try await reader.value
row("added one by one", "\(milliseconds(total)) ms, the slowest in \(milliseconds(slowest)) ms")
row(
    "requests meanwhile",
    "\(requests.count), the slowest in \(requests.slowest) ms, "
        + "without other programs' time in \(requests.slowestOwn) ms, \(requests.failures) failed")

for (name, path) in [
    ("group list, first", "/apis"), ("group list, again", "/apis"), ("OpenAPI index, first", "/openapi/v3"),
    ("OpenAPI index, again", "/openapi/v3"),
] {
    let start = ContinuousClock.now
    let code = try await status(path)
    guard code == 200 else { throw APIError.internalError("\(path) is answered with \(code)") }
    row(name, "\(milliseconds(start.duration(to: .now))) ms")
}
server.resources.add(definitions(count), named: "one more")
let again = ContinuousClock.now
_ = try await status("/openapi/v3")
row("OpenAPI index, after one more", "\(milliseconds(again.duration(to: .now))) ms")

let removal = ContinuousClock.now
for number in 0..<count { server.resources.remove("set \(number)") }
row("removed one by one", "\(milliseconds(removal.duration(to: .now))) ms")
