import APIMachinery
import HTTPTypes
import JSON
import TestSupport
import Testing

/// Writes of workloads, answered as kube-apiserver was recorded to answer them.
@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
struct RecordedWritesTests {
    /// What admission, allocation and the managers of fields add.
    private static let addedElsewhere: Set = [
        "managedFields", "resourceVersion", "priority", "preemptionPolicy", "tolerations", "clusterIP", "clusterIPs",
        "nodePort",
    ]

    @Test(arguments: [
        ("pods", 0..<10), ("deployment", 0..<5), ("deployment", 10..<16), ("services", 0..<5), ("services", 6..<8),
    ])
    func answers(scenario: String, steps: Range<Int>) async throws {
        let requests = try Reference.json("conformance/scenarios/\(scenario).json")["steps"]?.arrayValue ?? []
        let answers = try Reference.json("conformance/scenarios/\(scenario).expected.json").arrayValue ?? []
        let server = try await WorkloadServer()
        for (index, (request, expected)) in zip(requests, answers).enumerated() where index < steps.upperBound {
            let words = (request["do"]?.stringValue ?? "").split(separator: " ")
            guard words.count == 2, let method = HTTPRequest.Method(rawValue: String(words[0])) else { continue }
            let path = String(words[1]).replacing("{ns}", with: "default")
            let body = try JSONValue(
                parsing: (request["body"] ?? [:]).description.replacing("{ns}", with: "default"))
            let answer = try await server.send(
                method, path, body, type: request["type"]?.stringValue ?? "application/json")
            guard steps.contains(index) else { continue }
            let wanted = expected["body"] ?? .null
            #expect(Int64(answer.status) == expected["status"]?.int64Value, "\(scenario) \(index) \(answer.json)")
            if wanted["kind"] == "Status" {
                #expect(answer.causes == WorkloadServer.Answer(status: 0, json: wanted).causes, "\(scenario) \(index)")
            } else {
                for part in ["spec", "status"] {
                    let differences = JSONDifferences.between(
                        Self.comparable(answer.json[part] ?? .null, wanted[part] ?? .null),
                        and: Self.comparable(wanted[part] ?? .null, .null), at: part)
                    #expect(differences == [], "\(scenario) \(index)")
                }
                #expect(answer.generation == wanted["metadata"]?["generation"]?.int64Value, "\(scenario) \(index)")
            }
        }
    }

    /// A value without what other parts of a server add; what the recording blanked is blank.
    private static func comparable(_ value: JSONValue, _ recorded: JSONValue) -> JSONValue {
        if let text = recorded.stringValue, text.hasPrefix("<") { return recorded }
        switch value {
        case .object(let object):
            var result = JSONObject()
            // The one headless service has no address to be handed out.
            for (key, member) in object where !addedElsewhere.contains(key) || member == "None" || member == ["None"] {
                result[key] = comparable(member, recorded[key] ?? .null)
            }
            return .object(result)
        case .array(let elements):
            return .array(elements.enumerated().map { comparable($1, recorded[$0] ?? .null) })
        default: return value
        }
    }
}
