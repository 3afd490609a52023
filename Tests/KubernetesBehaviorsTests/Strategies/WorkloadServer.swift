import APIMachinery
import APISchema
import APIServer
import ControlPlaneAPI
import ControlPlaneBehaviors
import HTTPTypes
import JSON
import KubernetesAPI
import KubernetesBehaviors
import Storage
import Testing

/// A server in memory with all compiled kinds and their rules.
struct WorkloadServer {
    static let pods = "/api/v1/namespaces/default/pods"
    static let services = "/api/v1/namespaces/default/services"
    static let deployments = "/apis/apps/v1/namespaces/default/deployments"

    private let server: APIServer

    init(
        network: ServiceNetwork = .init(), storage: any Storage = MemoryStorage(),
        admission: [any AdmissionPlugin] = []
    ) async throws {
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane + .kubernetes(network)
        configuration.admission = admission
        server = try APIServer(
            storage: storage, registrations: ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all,
            configuration: configuration)
        try await server.prepare()
    }

    struct Answer {
        let status: Int
        let json: JSONValue
        /// What the client is warned of.
        var warnings: [String] = []

        /// What is wrong, as `field reason`, each once.
        var causes: Set<String> {
            Set(
                (json["details"]?["causes"]?.arrayValue ?? []).map {
                    let reason = $0["reason"]?.stringValue ?? ""
                    return "\($0["field"]?.stringValue ?? "") \(reason.replacing("FieldValue", with: ""))"
                })
        }

        var spec: JSONValue { json["spec"] ?? .null }
        var generation: Int64? { json["metadata"]?["generation"]?.int64Value }

        /// A value at a path of members and positions.
        func at(_ path: String) -> JSONValue? {
            path.split(separator: ".").reduce(json) { value, part in
                Int(part).map { value?[$0] } ?? value?[String(part)]
            }
        }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue, type: String = "application/json",
        accept: String = "application/json"
    ) async throws -> Answer {
        let response = try await server.send(
            APIRequest(
                method: method, path: path, headerFields: [.contentType: type, .accept: accept],
                body: .bytes(body.serialized())))
        let warnings = try response.head.headerFields[values: #require(HTTPField.Name("Warning"))].map { text in
            // 299 - "text"
            String(text.dropFirst(7).dropLast()).replacing("\\\"", with: "\"")
        }
        return Answer(
            status: response.head.status.code, json: try JSONValue(parsing: try await response.body.collect()),
            warnings: warnings)
    }

    func create(_ path: String, _ body: JSONValue) async throws -> Answer {
        let answer = try await send(.post, path, body)
        #expect(answer.status == 201, "\(answer.json)")
        return answer
    }

    func merge(_ path: String, _ patch: JSONValue) async throws -> Answer {
        try await send(.patch, path, patch, type: "application/merge-patch+json")
    }

    /// What is wrong with an object, which is not kept.
    func causes(_ path: String, _ body: JSONValue) async throws -> Set<String> {
        try await send(.post, path + "?dryRun=All", body).causes
    }

    /// What the client is warned of when it creates an object, which is not kept.
    func warnings(_ path: String, _ body: JSONValue) async throws -> [String] {
        let answer = try await send(.post, path + "?dryRun=All", body)
        #expect(answer.status == 201, "\(answer.json)")
        return answer.warnings
    }

    // MARK: Objects

    static func pod(_ name: String, _ spec: JSONValue = [:]) -> JSONValue {
        object("v1", "Pod", name, merging: ["containers": [["name": "c", "image": "a:1"]]], spec)
    }

    static func service(_ name: String, _ spec: JSONValue = [:]) -> JSONValue {
        object("v1", "Service", name, merging: ["ports": [["port": 80]]], spec)
    }

    static func deployment(_ name: String, _ spec: JSONValue = [:]) -> JSONValue {
        let template: JSONValue = [
            "metadata": ["labels": ["app": "d"]], "spec": ["containers": [["name": "c", "image": "a:1"]]],
        ]
        return object(
            "apps/v1", "Deployment", name,
            merging: ["selector": ["matchLabels": ["app": "d"]], "template": template], spec)
    }

    private static func object(
        _ apiVersion: JSONValue, _ kind: JSONValue, _ name: String, merging base: JSONObject, _ spec: JSONValue
    ) -> JSONValue {
        var whole = base
        for (key, value) in spec.objectValue ?? [:] { whole[key] = value.isNull ? nil : value }
        return ["apiVersion": apiVersion, "kind": kind, "metadata": ["name": .string(name)], "spec": .object(whole)]
    }
}
