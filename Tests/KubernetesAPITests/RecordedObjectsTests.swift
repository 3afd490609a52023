import APIMachinery
import ControlPlaneAPI
import Foundation
import JSON
import KubernetesAPI
import Testing

/// Objects that kube-apiserver answered, as the typed models keep them.
@Suite(.enabled(if: Recorded.isPresent, "needs APUS_REFERENCE"))
struct RecordedObjectsTests {
    @Test func everyFieldIsKept() throws {
        let models = Recorded.models
        #expect(models.count >= 9)
        var kept: Set<String> = []
        for object in try Recorded.objects() {
            guard let kind = object["kind"]?.stringValue, let apiVersion = object["apiVersion"]?.stringValue else { continue }
            let result: JSONValue
            if let model = models["\(apiVersion).\(kind)"] {
                result = try rewritten(object, as: model)
            } else if kind.hasSuffix("List"), let model = models["\(apiVersion).\(kind.dropLast(4))"] {
                result = try rewrittenList(object, of: model)
            } else {
                continue
            }
            kept.insert(kind)
            #expect(withoutNulls(result) == withoutNulls(object), "\(apiVersion) \(kind)")
        }
        #expect(kept.isSuperset(of: ["ConfigMap", "Deployment", "Event", "Namespace", "Pod", "PodList", "Secret", "Service"]))
    }

    private func rewritten<Model: JSONCodable>(_ value: JSONValue, as type: Model.Type) throws -> JSONValue {
        let model = try Model(parsing: value.serialized())
        let bytes = model.encodedJSON()
        #expect(try Model(parsing: bytes).encodedJSON() == bytes)
        return try JSONValue(parsing: bytes)
    }

    private func rewrittenList<Model: APIResource>(_ value: JSONValue, of type: Model.Type) throws -> JSONValue {
        try rewritten(value, as: APIList<Model>.self)
    }

    /// Null is the same as absence in the objects of built-in kinds, and models leave it out.
    private func withoutNulls(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var result = JSONObject()
            for (name, member) in object where !member.isNull { result[name] = withoutNulls(member) }
            return .object(result)
        case .array(let elements): return .array(elements.map(withoutNulls))
        default: return value
        }
    }
}

private enum Recorded {
    /// The folder of the reference data: `APUS_REFERENCE`, or `shared` beside the package.
    static let file: URL = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let folder = ProcessInfo.processInfo.environment["APUS_REFERENCE"].map { URL(fileURLWithPath: $0) }
            ?? root.appendingPathComponent("shared")
        return folder.appendingPathComponent("conformance/protobuf.json")
    }()

    static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

    static func objects() throws -> [JSONValue] {
        let pairs = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
        return (pairs.arrayValue ?? []).compactMap { $0["json"] }
    }

    /// The models of all resources, by `apiVersion.kind`.
    static let models: [String: any APIResource.Type] = {
        var models: [String: any APIResource.Type] = [:]
        for registration in ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all {
            for resource in registration.resources {
                models[resource.type.groupVersionKind.description] = resource.type
            }
        }
        return models
    }()
}
