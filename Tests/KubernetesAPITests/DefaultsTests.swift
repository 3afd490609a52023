import APIMachinery
import APISchema
import JSON
import TestSupport
import Testing

/// The definitions' constant defaults are those that kube-apiserver fills in.
@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
struct DefaultsTests {
    /// What depends on other fields or on the server, which Swift code fills in; indices are left out, and what every
    /// object's metadata gets.
    static let computed: Set<String> = [
        // Whether an image is pulled depends on its tag.
        "Deployment.spec.template.spec.containers[].imagePullPolicy", "Pod.spec.containers[].imagePullPolicy",
        "Pod.spec.initContainers[].imagePullPolicy",
        // Only for this type of strategy.
        "Deployment.spec.strategy.rollingUpdate",
        // Only in pods themselves, not in templates: the type is the same.
        "Pod.spec.enableServiceLinks", "Pod.spec.containers[].resources.requests",
        // Admission.
        "Pod.spec.preemptionPolicy", "Pod.spec.priority", "Pod.spec.tolerations",
        // The states in which objects begin.
        "Pod.status.phase", "Pod.status.qosClass", "Namespace.spec.finalizers",
        // Text becomes data.
        "Secret.data", "Secret.data.j", "Secret.data.k", "Secret.stringData",
        // These depend on the type of service, on its port and on what is allocated.
        "Service.spec.clusterIP", "Service.spec.clusterIPs", "Service.spec.externalTrafficPolicy",
        "Service.spec.internalTrafficPolicy", "Service.spec.ipFamilies", "Service.spec.ipFamilyPolicy",
        "Service.spec.ports[].nodePort", "Service.spec.ports[].targetPort",
    ]

    /// Preparing what a client sent gives what kube-apiserver answered, but for the computed values.
    @Test func createdObjects() throws {
        var found: Set<String> = []
        var count = 0
        for name in ["pods", "deployment", "services", "kinds", "secrets", "namespaces"] {
            let steps = try Reference.json("conformance/scenarios/\(name).json")["steps"]?.arrayValue ?? []
            let answers = try Reference.json("conformance/scenarios/\(name).expected.json").arrayValue ?? []
            for (step, answer) in zip(steps, answers) {
                guard step["do"]?.stringValue?.hasPrefix("POST ") == true, answer["status"] == 201,
                    let given = step["body"], let expected = answer["body"],
                    let apiVersion = given["apiVersion"]?.stringValue, let kind = given["kind"]?.stringValue,
                    expected["kind"] == given["kind"],
                    let resource = Definitions.resource(apiVersion: apiVersion, kind: kind)
                else { continue }
                let schema = try #require(Definitions.resolver.schema(named: resource.typeName))
                let differences = JSONDifferences.between(
                    Self.withoutMetadata(schema.prepared(given, .builtIn)), and: Self.withoutMetadata(expected))
                // Recorded values that vary from run to run are replaced by placeholders.
                let telling = differences.filter { !$0.hasSuffix(">\"") }
                found.formUnion(telling.map { "\(kind).\(Self.place(of: $0))" })
                count += 1
            }
        }
        #expect(count >= 10)
        #expect(found.sorted() == Self.computed.sorted())
    }

    private static func withoutMetadata(_ value: JSONValue) -> JSONValue {
        guard case .object(var object) = value else { return value }
        _ = object.removeValue(forKey: "metadata")
        return .object(object)
    }

    /// The place that a difference names, without indices.
    private static func place(of difference: String) -> String {
        let place = difference.prefix { $0 != ":" && $0 != " " }
        return String(place.replacing(/\[\d+\]/, with: "[]"))
    }

    /// What kube-apiserver has filled in stays as it is: no default is surplus or another. Nor is any of it refused.
    @Test func completeObjects() throws {
        for pair in try Reference.json("conformance/protobuf.json").arrayValue ?? [] {
            guard let object = pair["json"], let apiVersion = object["apiVersion"]?.stringValue,
                let kind = object["kind"]?.stringValue,
                let resource = Definitions.resource(apiVersion: apiVersion, kind: kind)
            else { continue }
            let schema = try #require(Definitions.resolver.schema(named: resource.typeName))
            let prepared = schema.prepared(object, .builtIn)
            #expect(JSONDifferences.between(prepared, and: object, at: pair["path"]?.stringValue ?? kind) == [])
            #expect(schema.validate(prepared) == [])
            // Fields are defined in the order in which kube-apiserver writes them.
            #expect(prepared.description == object.description)
        }
    }
}
